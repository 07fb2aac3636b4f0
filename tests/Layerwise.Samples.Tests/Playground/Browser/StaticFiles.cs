using System.Net;
using System.Net.Sockets;

namespace Layerwise.Samples.Tests.Playground.Browser;

/// <summary>A server that gives out the files of a folder, and does nothing else.</summary>
internal sealed class StaticFiles : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _folder;

    /// <param name="folder">What is given out.</param>
    public StaticFiles(string folder)
    {
        _folder = folder;
        Address = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Serve();
    }

    /// <summary>Where the folder is.</summary>
    public string Address { get; }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // A browser that ends takes its connections along, and so does the end of this server.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        string name = context.Request.Url!.AbsolutePath.TrimStart('/');
        string path = Path.Combine(_folder, name.Length == 0 ? "index.html" : name);
        using HttpListenerResponse response = context.Response;
        if (!File.Exists(path))
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        response.ContentType = Path.GetExtension(path) switch
        {
            ".html" => "text/html",
            ".css" => "text/css",
            ".js" => "text/javascript",
            ".wasm" => "application/wasm",
            _ => "application/octet-stream",
        };
        response.OutputStream.Write(File.ReadAllBytes(path));
    }
}
