namespace Layerwise.Reports;

/// <summary>The look of a page about a training, light and dark, wide and narrow.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --back: #fff; --ink: #1c1c1e; --soft: #64646a; --grid: #e2e2e6; --card: #f7f7f9; --light: 42%; --hit: 0 114 178; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #18191c; --ink: #e8e8ec; --soft: #a5a6ae; --grid: #3a3c42; --card: #212327; --light: 66%; --hit: 86 180 233; }
        }
        body { background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; } h3 { font-size: 0.95rem; font-weight: 600; margin: 0 0 0.3rem; }
        .note { color: var(--soft); font-size: 0.85rem; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(21rem, 1fr)); gap: 0.9rem; }
        .small { grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); }
        @media (max-width: 24rem) { .cards { grid-template-columns: 1fr; } }
        figure { margin: 0; padding: 0.7rem; background: var(--card); border-radius: 0.4rem; min-width: 0; }
        svg { width: 100%; height: auto; display: block; } text { fill: var(--soft); font-size: 11px; } .grid { stroke: var(--grid); }
        .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; } .bar { fill: rgb(var(--hit)); }
        .legend { font-size: 0.8rem; color: var(--soft); margin: 0.3rem 0 0; } 
        .legend span { margin-right: 0.8rem; white-space: nowrap; } 
        .legend i { display: inline-block; width: 1.1em; height: 0.25em; margin-right: 0.3em; vertical-align: middle; }
        .wide { overflow-x: auto; margin-bottom: 1rem; } table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th, td { padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--grid); text-align: right; } th:first-child, td:first-child { text-align: left; }
        """;
}
