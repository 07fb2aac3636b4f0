using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Analyzers.Tests.Pages.Snippets;

/// <summary>A block of C# on a page, as a reader copies it.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Number">Which of the page's blocks of C# it is, counted from 1.</param>
/// <param name="Code">What stands in it.</param>
internal sealed partial record Snippet(string Page, int Number, string Code)
{
    /// <summary>All of README and the pages of the documentation, but those that have a file's name: these are programs, which the tests of the package build and run.</summary>
    public static Snippet[] All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.At("docs"), "*.md").Select(static path => $"docs/{Path.GetFileName(path)}").Prepend("README.md").Order(StringComparer.Ordinal)
            .SelectMany(static page => Blocks().Matches(File.ReadAllText(Repository.At(page))).Select((block, i) => new Snippet(page, i + 1, block.Groups[1].Value))),
    ];

    /// <summary>The program that it is, or is a part of.</summary>
    public SyntaxTree Tree { get; } = Parse(Code);

    /// <summary>Classes and structs that it declares, in no namespace.</summary>
    public IEnumerable<TypeDeclarationSyntax> Types => Tree.GetCompilationUnitRoot().Members.OfType<TypeDeclarationSyntax>();

    /// <summary>Whether what it declares lies in a namespace, and so is a file of its own.</summary>
    public bool HasNamespace => Tree.GetCompilationUnitRoot().Members.OfType<BaseNamespaceDeclarationSyntax>().Any();

    /// <summary>Whether it says what is done, and not only what there is.</summary>
    public bool IsProgram => Tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();

    // Attributes alone are shown for themselves; somebody's class stands below them.
    private static SyntaxTree Parse(string code)
    {
        SyntaxTree tree = Compilations.Tree(code, "Snippet.cs");
        return tree.GetDiagnostics().Any() && Compilations.Tree($"{code}class Declared;", "Snippet.cs") is var declared && !declared.GetDiagnostics().Any()
            ? Compilations.Tree($"{code}public sealed partial class Declared;", "Snippet.cs")
            : tree;
    }

    [GeneratedRegex("^ *```csharp\n(.*?)^ *```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
