namespace InitializationLab.Report;

/// <summary>The look of the page, light and dark; lines have Okabe and Ito's colours, which everybody tells apart.</summary>
internal static class PageStyle
{
    /// <summary>Number of colours for lines.</summary>
    public const int Colours = 5;

    public const string Css = """
        :root { color-scheme: light dark; --back: #fff; --ink: #1c1c1e; --soft: #64646a; --grid: #e2e2e6; --card: #f7f7f9; --good: #d3ece3; --bad: #fbe3d6;
          --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #b0568b; --c4: #8a6d00; }
        @media (prefers-color-scheme: dark) { :root { --back: #18191c; --ink: #e8e8ec; --soft: #a5a6ae; --grid: #3a3c42; --card: #212327; --good: #0d4a3a; --bad: #5a2c12;
          --c0: #56b4e9; --c1: #ff8c3c; --c2: #2fc79b; --c3: #e59bc6; --c4: #f0e442; } }
        body { background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 0.3rem; } h3 { font-size: 1rem; margin: 0; }
        p { max-width: 60rem; } .note, .legend { color: var(--soft); font-size: 0.85rem; margin: 0.2rem 0; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 0.85rem; }
        th, td { padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--grid); text-align: left; vertical-align: top; }
        .cells td { font-variant-numeric: tabular-nums; } .cells td:first-child { white-space: nowrap; }
        .good { background: var(--good); } .bad { background: var(--bad); } .verdict { font-weight: 600; white-space: nowrap; }
        .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 34rem), 1fr)); gap: 1rem; }
        figure { margin: 0; padding: 0.8rem; background: var(--card); border-radius: 0.4rem; } figure.whole { grid-column: 1 / -1; }
        figure > svg { width: 100%; height: auto; } .legend svg { vertical-align: middle; } .legend span { margin-right: 1rem; white-space: nowrap; }
        text { fill: var(--soft); font-size: 12px; } text.name { fill: var(--ink); }
        .grid { stroke: var(--grid); } .level { stroke: var(--ink); stroke-dasharray: 1 4; } .back { fill: var(--back); }
        path.line { fill: none; stroke-width: 2; } path.predicted { stroke-dasharray: 6 4; stroke-width: 3; opacity: 0.55; }
        .c0 { fill: var(--c0); } .c1 { fill: var(--c1); } .c2 { fill: var(--c2); } .c3 { fill: var(--c3); } .c4 { fill: var(--c4); }
        .line.c0 { stroke: var(--c0); } .line.c1 { stroke: var(--c1); } .line.c2 { stroke: var(--c2); } .line.c3 { stroke: var(--c3); } .line.c4 { stroke: var(--c4); }
        """;
}
