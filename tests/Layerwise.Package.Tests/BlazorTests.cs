using Layerwise.Package.Tests.Harness;
using Layerwise.Samples.Tests.Playground.Browser;

namespace Layerwise.Package.Tests;

/// <summary>A page of Blazor WebAssembly with the package.</summary>
[Collection(PackageTests.Name)]
[Trait("Category", "Slow")]
public sealed class BlazorTests(PackedPackage package)
{
    [BlazorFact]
    public async Task A_network_learns_in_a_page_and_a_second_thread_is_refused()
    {
        string project = package.Consumer("Page");
        Command.DotNet(project, "publish", "-c", "Release", "-o", "out", "-p:CompressionEnabled=false", package.VersionProperty, SingleProcess.Option).AssertCalm();

        using var server = new StaticFiles(Path.Combine(project, "out", "wwwroot"));
        await using Chromium chromium = Chromium.Start();
        BrowserPage browser = await chromium.Page();
        await browser.Open(server.Address);
        await browser.Until("document.getElementById('train')");
        await browser.Do("document.getElementById('train').click()");
        await browser.Until("document.getElementById('refusal').textContent");
        Assert.Equal("0 1 1 0", await browser.Evaluate<string>("document.getElementById('answers').textContent"));
        Assert.Equal(
            "TrainerOptions.Threads is 2, but .NET cannot start threads in a browser: expected 1, the thread that calls.",
            await browser.Evaluate<string>("document.getElementById('refusal').textContent"));
        Assert.True(browser.Errors.IsEmpty, string.Join('\n', browser.Errors));
    }

    private sealed class BlazorFactAttribute : FactAttribute
    {
        public BlazorFactAttribute() => Skip = Chromium.Path is null
            ? "NOT TESTED: a page of Blazor in a browser, because there is no chromium, chromium-browser or google-chrome."
            : null;
    }
}
