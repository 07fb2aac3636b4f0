using System.Collections.Immutable;
using Layerwise.Analyzers.Networks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Layerwise.CodeFixes.Rules;

/// <summary>A <see cref="Repair"/> and the syntax it changes.</summary>
/// <param name="Repair">What to do.</param>
/// <param name="Attribute">Where.</param>
/// <param name="Argument">The argument to change or remove; null to add an option.</param>
internal sealed record AttributeEdit(Repair Repair, AttributeSyntax Attribute, AttributeArgumentSyntax? Argument)
{
    /// <summary>What is changed, and can only be changed once: the argument, or the option that is to be added.</summary>
    public object Subject => (object?)Argument ?? (Attribute, Repair.Option);

    /// <summary>Whether another edit of the same subject leaves the same text.</summary>
    public bool IsSameAs(AttributeEdit other) => (Repair.Kind, Repair.Value) == (other.Repair.Kind, other.Repair.Value);

    /// <summary>What a diagnostic of this document asks for; nothing where not all of it can be done.</summary>
    public static ImmutableArray<AttributeEdit> Find(SyntaxNode root, Diagnostic diagnostic)
    {
        var repair = Repair.Of(diagnostic);
        AttributeEdit?[] edits = [.. repair.Others.Prepend(repair).Select(part => Find(root, diagnostic, part))];
        return edits.Contains(null) ? ImmutableArray<AttributeEdit>.Empty : edits.OfType<AttributeEdit>().ToImmutableArray();
    }

    /// <summary>The attribute after all of its edits.</summary>
    public static AttributeSyntax Apply(AttributeSyntax attribute, IEnumerable<AttributeEdit> edits)
    {
        AttributeArgumentListSyntax list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = list.Arguments;

        // Indices stay what they are while arguments are replaced or added at the end; those to be removed are last, from the back.
        AttributeEdit[] applied = edits
            .OrderBy(static edit => edit.Repair.Kind == RepairKind.Remove)
            .ThenByDescending(edit => edit.Argument is null ? -1 : list.Arguments.IndexOf(edit.Argument))
            .ToArray();
        foreach (AttributeEdit edit in applied)
        {
            int index = edit.Argument is null ? -1 : list.Arguments.IndexOf(edit.Argument);
            arguments = edit switch
            {
                { Repair.Kind: RepairKind.Remove } => arguments.RemoveAt(index),
                { Argument: not null } => arguments.Replace(arguments[index], arguments[index].WithExpression(edit.Value(arguments[index].Expression))),
                _ => Append(arguments, edit.Repair.Option!, edit.Value(null)),
            };
        }

        foreach (string option in applied.SelectMany(static edit => edit.Repair.Dropped).Except(applied.Select(static edit => edit.Repair.Option)).OfType<string>())
        {
            int index = arguments.IndexOf(argument => argument.NameEquals?.Name.Identifier.ValueText == option);
            if (index >= 0) arguments = arguments.RemoveAt(index);
        }

        return attribute.WithArgumentList(list.WithArguments(arguments));
    }

    // Where the diagnostic stands is this document. A host may have parsed it again since, so that its tree is another object with the same text.
    private static AttributeEdit? Find(SyntaxNode root, Diagnostic diagnostic, Repair repair)
    {
        if (repair.Kind == RepairKind.None || repair.Place is not { } place || place.SourceTree != diagnostic.Location.SourceTree) return null;

        SyntaxNode node = root.FindNode(place.SourceSpan);
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute) return null;
        AttributeArgumentSyntax? argument = repair.Kind == RepairKind.Set
            ? attribute.ArgumentList?.Arguments.FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.ValueText == repair.Option)
            : node.FirstAncestorOrSelf<AttributeArgumentSyntax>();

        // An argument that a directive switches is the user's to untangle.
        if (argument is null ? repair.Kind != RepairKind.Set : attribute.ContainsDirectives) return null;
        return new AttributeEdit(repair, attribute, argument);
    }

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Append(
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments, string option, ExpressionSyntax value)
    {
        SyntaxToken equals = SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);
        AttributeArgumentSyntax added = SyntaxFactory.AttributeArgument(
            SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(option), equals), nameColon: null, value);
        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return SyntaxFactory.SeparatedList(
            arguments.Append(added),
            arguments.Count == 0 ? [] : arguments.GetSeparators().Append(comma));
    }

    // What stands before the member's name is the user's way of naming the enum.
    private ExpressionSyntax Value(ExpressionSyntax? old)
    {
        string text = Repair.Value!;
        int dot = text.IndexOf('.');
        bool isEnum = dot > 0 && char.IsLetter(text[0]);
        if (isEnum && old is MemberAccessExpressionSyntax access && access.Expression.ToString().EndsWith(text.Substring(0, dot), StringComparison.Ordinal))
        {
            return access.WithName(SyntaxFactory.IdentifierName(text.Substring(dot + 1)).WithTriviaFrom(access.Name));
        }

        ExpressionSyntax value = isEnum
            ? SyntaxFactory.ParseExpression("global::Layerwise." + text).WithAdditionalAnnotations(Simplifier.Annotation)
            : SyntaxFactory.ParseExpression(text);
        return old is null ? value : value.WithTriviaFrom(old);
    }
}
