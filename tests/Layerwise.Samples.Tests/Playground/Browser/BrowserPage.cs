using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace Layerwise.Samples.Tests.Playground.Browser;

/// <summary>A page of a browser, driven by the DevTools protocol.</summary>
internal sealed class BrowserPage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ClientWebSocket _socket;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private int _last;

    private BrowserPage(ClientWebSocket socket) => _socket = socket;

    /// <summary>What the console has shown as errors and warnings, and what was thrown and not caught.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Begins to listen to it.</summary>
    public static async Task<BrowserPage> Attach(ClientWebSocket socket)
    {
        var page = new BrowserPage(socket);
        _ = page.Listen();
        foreach (string domain in (string[])["Page", "Runtime", "Log"]) await page.Send($"{domain}.enable", new { });
        return page;
    }

    /// <summary>Makes it so wide, light or dark.</summary>
    public async Task Show(int width, bool isDark)
    {
        await Send("Emulation.setDeviceMetricsOverride", new { width, height = 800, deviceScaleFactor = 1, mobile = width < 500 });
        await Send("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = isDark ? "dark" : "light" } } });
    }

    /// <summary>Goes to an address.</summary>
    public Task Open(string address) => Send("Page.navigate", new { url = address });

    /// <summary>The value of an expression of JavaScript.</summary>
    public async Task<T> Evaluate<T>(string expression)
    {
        JsonElement answer = await Send("Runtime.evaluate", new { expression, returnByValue = true });
        Assert.False(answer.TryGetProperty("exceptionDetails", out JsonElement exception), $"{expression}: {exception}");
        Assert.True(answer.GetProperty("result").TryGetProperty("value", out JsonElement value), $"{expression} has no value.");
        return value.Deserialize<T>()!;
    }

    /// <summary>Runs a line of JavaScript, which ends without an exception.</summary>
    public Task Do(string statement) => Evaluate<bool>($"(() => {{ {statement}; return true; }})()");

    /// <summary>Waits until an expression of JavaScript is true.</summary>
    public async Task Until(string condition)
    {
        var waiting = Stopwatch.StartNew();
        while (!await Evaluate<bool>($"!!({condition})"))
        {
            if (waiting.Elapsed > Patience)
            {
                Assert.Fail($"It did not come to this: {condition}. The page says: {await Evaluate<string>("document.body.innerText")} {string.Join('\n', Errors)}");
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Presses a key and lets it go.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="code">Its number on Windows, by which browsers know what it does.</param>
    /// <param name="text">What it types; empty for nothing.</param>
    public async Task Press(string key, int code, string text = "")
    {
        await Send("Input.dispatchKeyEvent", new { type = text.Length == 0 ? "rawKeyDown" : "keyDown", key, code = key, windowsVirtualKeyCode = code, text });
        await Send("Input.dispatchKeyEvent", new { type = "keyUp", key, code = key, windowsVirtualKeyCode = code });
    }

    private async Task<JsonElement> Send(string method, object parameters)
    {
        int id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        byte[] message = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters });
        await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return await answer.Task.WaitAsync(Patience);
    }

    private async Task Listen()
    {
        byte[] buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                WebSocketReceiveResult part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                using var document = JsonDocument.Parse(message.ToArray());
                message.SetLength(0);
                Hear(document.RootElement.Clone());
            }
        }
        catch (WebSocketException)
        {
            // The browser has ended.
        }
    }

    private void Hear(JsonElement message)
    {
        if (message.TryGetProperty("id", out JsonElement id) && _waiting.TryRemove(id.GetInt32(), out TaskCompletionSource<JsonElement>? answer))
        {
            if (message.TryGetProperty("result", out JsonElement result)) answer.SetResult(result);
            else answer.SetException(new InvalidOperationException(message.ToString()));
            return;
        }

        string? method = message.TryGetProperty("method", out JsonElement name) ? name.GetString() : null;
        bool isError = method switch
        {
            "Runtime.exceptionThrown" => true,
            "Runtime.consoleAPICalled" => message.GetProperty("params").GetProperty("type").GetString() is "error" or "warning" or "assert",
            "Log.entryAdded" => message.GetProperty("params").GetProperty("entry").GetProperty("level").GetString() is "error" or "warning",
            _ => false,
        };
        if (isError) Errors.Enqueue(message.ToString());
    }
}
