using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Layerwise.Analyzers.Tests;

/// <summary>Applies a code fix in a workspace, the way an IDE or <c>dotnet format</c> does.</summary>
internal static class CodeFixing
{
    /// <summary>Applies the light bulb of the first diagnostic that has one, and asserts the text.</summary>
    public static Task FixesFirstAsync(CodeFixProvider provider, string equivalenceKey, [StringSyntax("C#-test")] string before, [StringSyntax("C#-test")] string after) =>
        FixesOneAsync(provider, equivalenceKey, static diagnostics => diagnostics[0], before, after);

    /// <summary>Applies the light bulb of the first diagnostic of a group of rules ("LW5") that has one, and asserts the text.</summary>
    public static Task FixesFirstOfAsync(
        string rules, CodeFixProvider provider, string equivalenceKey, [StringSyntax("C#-test")] string before, [StringSyntax("C#-test")] string after) =>
        FixesOneAsync(provider, equivalenceKey, diagnostics => diagnostics.First(diagnostic => diagnostic.Id.StartsWith(rules, StringComparison.Ordinal)), before, after);

    /// <summary>Applies the light bulb of the last diagnostic that has one, and asserts the text.</summary>
    public static Task FixesLastAsync(CodeFixProvider provider, string equivalenceKey, [StringSyntax("C#-test")] string before, [StringSyntax("C#-test")] string after) =>
        FixesOneAsync(provider, equivalenceKey, static diagnostics => diagnostics[^1], before, after);

    /// <summary>Fixes all in the document, and asserts the text, that it compiles, and that a second run would change nothing.</summary>
    public static async Task FixesAllAsync(CodeFixProvider provider, string? equivalenceKey, [StringSyntax("C#-test")] string before, [StringSyntax("C#-test")] string after)
    {
        Assert.Equal(after, await FixAllAsync(provider, equivalenceKey, before));
        Assert.Equal(after, await FixAllAsync(provider, equivalenceKey, after));
        Analysis.Compiles(after);
    }

    /// <summary>
    /// Fixes all in the document where the host hands on what other rules found, as <c>dotnet format</c> does, and asserts the text, and that the others have no light bulb.
    /// </summary>
    public static async Task FixesAllAmongOthersAsync(CodeFixProvider provider, [StringSyntax("C#-test")] string before, [StringSyntax("C#-test")] string after)
    {
        Document document = Open(before);
        ImmutableArray<Diagnostic> found = await Analysis.RunAsync((await Open(before).Project.GetCompilationAsync())!);
        Diagnostic[] others = [.. found.Where(diagnostic => !provider.FixableDiagnosticIds.Contains(diagnostic.Id))];
        Assert.NotEmpty(others);
        foreach (Diagnostic other in others)
        {
            var asked = new CodeFixContext(document, other, static (action, _) => Assert.Fail($"Expected no light bulb, found '{action.Title}'."), default);
            await provider.RegisterCodeFixesAsync(asked);
        }

        ImmutableArray<string> ids = [.. found.Select(static diagnostic => diagnostic.Id).Distinct()];
        var context = new FixAllContext(document, provider, FixAllScope.Document, null, ids, new Found(found), default);
        Assert.Equal(after, await ApplyAsync((await provider.GetFixAllProvider()!.GetFixAsync(context))!, document));
    }

    /// <summary>The same of a group of rules ("LW5") alone.</summary>
    public static async Task FixesAllOfAsync(string rules, CodeFixProvider provider, [StringSyntax("C#-test")] string before, [StringSyntax("C#-test")] string after)
    {
        Assert.Equal(after, await FixAllAsync(provider, null, before, rules));
        Assert.Equal(after, await FixAllAsync(provider, null, after, rules));
        Analysis.Compiles(after);
    }

    /// <summary>What all light bulbs of a program lead to, one by one.</summary>
    public static async Task<IReadOnlyList<Offer>> OffersAsync(string source)
    {
        Document document = Open(source);
        ImmutableArray<Diagnostic> diagnostics = await Analysis.RunAsync((await document.Project.GetCompilationAsync())!);
        var offers = new List<Offer>();
        foreach (Diagnostic diagnostic in diagnostics)
        {
            foreach (CodeFixProvider provider in RuleSet.CodeFixes.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                var actions = new List<CodeAction>();
                await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
                foreach (CodeAction action in actions) offers.Add(new Offer(diagnostic, action.Title, await ApplyAsync(action, document)));
            }
        }

        return offers;
    }

    private static async Task FixesOneAsync(
        CodeFixProvider provider, string equivalenceKey, Func<ImmutableArray<Diagnostic>, Diagnostic> choose, [StringSyntax("C#-test")] string before, [StringSyntax("C#-test")] string after)
    {
        Document document = Open(before);
        Diagnostic diagnostic = choose(await FixableAsync(provider, document));
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
        Assert.Equal(after, await ApplyAsync(Assert.Single(actions, action => action.EquivalenceKey == equivalenceKey), document));
    }

    private static async Task<string> FixAllAsync(CodeFixProvider provider, string? equivalenceKey, [StringSyntax("C#-test")] string source, string rules = "")
    {
        // What was found travels by place: the document that is repaired is parsed again, as a host may have done since.
        Document document = Open(source);
        ImmutableArray<Diagnostic> found = [.. (await FixableAsync(provider, Open(source))).Where(diagnostic => diagnostic.Id.StartsWith(rules, StringComparison.Ordinal))];
        if (found.IsEmpty) return source;
        var context = new FixAllContext(document, provider, FixAllScope.Document, equivalenceKey, provider.FixableDiagnosticIds, new Found(found), default);
        CodeAction? action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        return action is null ? source : await ApplyAsync(action, document);
    }

    /// <summary>A source as the one document of a project.</summary>
    public static Document Open([StringSyntax("C#-test")] string source)
    {
        var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "UserProject",
            "UserProject",
            LanguageNames.CSharp,
            compilationOptions: Compilations.Options,
            parseOptions: Compilations.ParseOptions,
            metadataReferences: References.All));
        return project.AddDocument("File1.cs", source);
    }

    private static async Task<ImmutableArray<Diagnostic>> FixableAsync(CodeFixProvider provider, Document document)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        return [.. (await Analysis.RunAsync(compilation)).Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id))];
    }

    private static async Task<string> ApplyAsync(CodeAction action, Document document)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(default);
        Solution changed = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
        return (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    /// <summary>A light bulb.</summary>
    /// <param name="Diagnostic">What it is lit for.</param>
    /// <param name="Title">What it says.</param>
    /// <param name="Text">The program after it.</param>
    public sealed record Offer(Diagnostic Diagnostic, string Title, string Text);

    private sealed class Found(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
