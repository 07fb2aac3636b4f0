using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Generator.Parsing;

/// <summary>The values of an attribute and where each was written.</summary>
internal readonly struct AttributeArguments(AttributeData attribute, CancellationToken cancellationToken)
{
    /// <summary>Whether the compiler understood the attribute; where it didn't, its own error says so.</summary>
    public bool AreComplete =>
        attribute.AttributeConstructor is not null
        && attribute.ConstructorArguments.All(IsComplete)
        && attribute.NamedArguments.All(static argument => IsComplete(argument.Value));

    /// <summary>What declares the attribute.</summary>
    public IAssemblySymbol? Library => attribute.AttributeClass?.ContainingAssembly;

    /// <summary>The full name of the attribute.</summary>
    public string? AttributeName => attribute.AttributeClass?.ToDisplayString();

    /// <summary>The declaration that it stands on.</summary>
    public TypeDeclarationSyntax? Declaration => Syntax?.FirstAncestorOrSelf<TypeDeclarationSyntax>();

    /// <summary>How many layers a [Layer] says that it stands for.</summary>
    public int Repeat => Named(nameof(LayerAttribute.Repeat), 1);

    /// <summary>Where the whole attribute stands.</summary>
    public Location Location => Syntax?.GetLocation() ?? Location.None;

    /// <summary>Whether a directive stands in or directly before the brackets of the attribute.</summary>
    public bool IsBehindDirective => Syntax?.Parent is { ContainsDirectives: true };

    private AttributeData Data => attribute;

    private AttributeSyntax? Syntax => attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;

    /// <summary>Whether these are the arguments of the same attribute.</summary>
    public bool AreOf(AttributeArguments other) => ReferenceEquals(attribute, other.Data);

    /// <summary>Whether a place is in the attribute.</summary>
    public bool Contains(Location place) => Location is var whole && place.SourceTree == whole.SourceTree && whole.SourceSpan.Contains(place.SourceSpan);

    /// <summary>Whether a named option was given, whatever its value.</summary>
    public bool Has(string option) => attribute.NamedArguments.Any(argument => argument.Key == option);

    /// <summary>Whether this constructor has a parameter of that name.</summary>
    public bool Takes(string parameter) => IndexOf(parameter) >= 0;

    /// <summary>The value of a constructor parameter, or the fallback where this constructor has no such parameter.</summary>
    public int Positional(string parameter, int fallback) => Constructor(parameter) is { } argument && Value(argument) is int value ? value : fallback;

    /// <summary>The text of a constructor parameter; empty where it is null or the constructor has no such parameter.</summary>
    public string Text(string parameter) => Constructor(parameter) is { } argument && Value(argument) is string text ? text : "";

    /// <summary>Whether this constructor takes a type under that name; it may be null.</summary>
    public bool HasType(string parameter, out ITypeSymbol? type)
    {
        TypedConstant? argument = Constructor(parameter);
        type = argument is { Kind: TypedConstantKind.Type } given ? given.Value as ITypeSymbol : null;
        return argument is { Kind: TypedConstantKind.Type };
    }

    /// <summary>The value of a named option, or the fallback where it was not given.</summary>
    public T Named<T>(string option, T fallback) => Option(option) is { } argument && Value(argument) is T value ? value : fallback;

    /// <summary>The numbers of a named option; null where it was not given or is null.</summary>
    public ImmutableArray<float>? NamedFloats(string option) =>
        Option(option) is { Kind: TypedConstantKind.Array, IsNull: false } array
            ? array.Values.Select(Value).OfType<float>().ToImmutableArray()
            : null;

    /// <summary>Where a constructor argument or a named option was written; the whole attribute where it wasn't.</summary>
    public Location LocationOf(string name)
    {
        if (Syntax?.ArgumentList is { } list)
        {
            foreach (AttributeArgumentSyntax argument in list.Arguments)
            {
                string? written = argument.NameColon?.Name.Identifier.ValueText ?? argument.NameEquals?.Name.Identifier.ValueText;
                if (written == name) return argument.Expression.GetLocation();
            }

            int index = IndexOf(name);
            if (index >= 0 && index < list.Arguments.Count && list.Arguments[index] is { NameColon: null, NameEquals: null } positional)
            {
                return positional.Expression.GetLocation();
            }
        }

        return Location;
    }

    private static bool IsComplete(TypedConstant argument) => argument.Kind switch
    {
        TypedConstantKind.Error => false,
        TypedConstantKind.Array => argument.IsNull || argument.Values.All(IsComplete),
        _ => argument.Value is not IErrorTypeSymbol,
    };

    // An array has values, and throws where it is asked for one.
    private static object? Value(TypedConstant argument) => argument.Kind == TypedConstantKind.Array ? null : argument.Value;

    private TypedConstant? Constructor(string parameter)
    {
        int index = IndexOf(parameter);
        return index >= 0 && index < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[index] : null;
    }

    private TypedConstant? Option(string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name) return argument.Value;
        }

        return null;
    }

    private int IndexOf(string parameter)
    {
        if (attribute.AttributeConstructor is { } constructor)
        {
            for (int i = 0; i < constructor.Parameters.Length; i++)
            {
                if (constructor.Parameters[i].Name == parameter) return i;
            }
        }

        return -1;
    }
}
