namespace Layerwise.Generator.Reports;

/// <summary>The look of a page, light and dark; the two colours of lines are Okabe and Ito's, told apart by everybody.</summary>
internal static class PageStyle
{
    // No line may begin with a number sign: the page travels inside a C# file, where that would be a directive.
    public const string Css = """
        :root { color-scheme: light dark; --back: rgb(255 255 255); --ink: rgb(28 28 30); --soft: rgb(100 100 106); --grid: rgb(226 226 230); --card: rgb(247 247 249); --first: rgb(0 114 178); --second: rgb(213 94 0); }
        @media (prefers-color-scheme: dark) { :root { --back: rgb(24 25 28); --ink: rgb(232 232 236); --soft: rgb(165 166 174); --grid: rgb(58 60 66); --card: rgb(33 35 39); --first: rgb(86 180 233); --second: rgb(230 159 0); } }
        body { background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
        .note, small { color: var(--soft); font-size: 0.85rem; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th, td { padding: 0.25rem 0.5rem; border-bottom: 1px solid var(--grid); text-align: left; } .number, th:nth-child(n + 5) { text-align: right; }
        svg { max-width: 100%; height: auto; vertical-align: middle; } text { fill: var(--soft); font-size: 12px; } .name { fill: var(--ink); }
        .grid { stroke: var(--grid); } .unit { stroke: var(--soft); } .level { stroke: var(--soft); stroke-dasharray: 1 4; }
        .box, .edge { fill: none; stroke: var(--soft); }
        .line { fill: none; stroke-width: 2; } .line.first { stroke: var(--first); } .line.second { stroke: var(--second); stroke-dasharray: 6 3; }
        circle.first { fill: var(--first); } rect.second { fill: var(--second); }
        .legend svg { margin-left: 1rem; } .legend svg:first-child { margin-left: 0; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(16.5rem, 1fr)); gap: 0.75rem; }
        figure { margin: 0; padding: 0.6rem; background: var(--card); border-radius: 0.4rem; } figure.declared { outline: 2px solid var(--first); }
        """;
}
