using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace Layerwise.Samples.Tests.Playground.Browser;

/// <summary>A browser without a window, with a profile of its own, that ends with the test.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly string _profile;

    private Chromium(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>Where it is installed; null where it isn't.</summary>
    public static string? Path { get; } =
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         from name in Names
         select System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Starts it.</summary>
    public static Chromium Start()
    {
        string profile = Directory.CreateTempSubdirectory("layerwise-chromium").FullName;
        var start = new ProcessStartInfo(
            Path!,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
            ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new Chromium(process, profile);
    }

    /// <summary>The page that it starts with.</summary>
    public async Task<BrowserPage> Page()
    {
        string file = System.IO.Path.Combine(_profile, "DevToolsActivePort");
        var waiting = Stopwatch.StartNew();
        string[] lines = [];
        while (lines.Length < 2)
        {
            if (waiting.Elapsed > Patience) throw new TimeoutException($"{Path} did not say on which port it listens.");
            await Task.Delay(50);
            lines = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
        }

        using var http = new HttpClient();
        JsonElement targets = await http.GetFromJsonAsync<JsonElement>($"http://127.0.0.1:{lines[0]}/json/list");
        JsonElement page = targets.EnumerateArray().First(static target => target.GetProperty("type").GetString() == "page");
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(page.GetProperty("webSocketDebuggerUrl").GetString()!), CancellationToken.None);
        return await BrowserPage.Attach(socket);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser was still writing; the folder for temporary files is cleared by others.
        }
    }
}
