using System.Reflection;

namespace Layerwise.Package.Tests.Api;

/// <summary>Types as C# writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(nint)] = "nint",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsGenericParameter) return type.Name;
        if (type.IsArray) return Of(type.GetElementType()!) + "[]";
        if (type.IsByRef) return "ref " + Of(type.GetElementType()!);
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying) + "?";

        string name = type.DeclaringType is { } outer ? $"{Of(outer)}.{type.Name}" : type.Namespace == "System" ? type.Name : $"{type.Namespace}.{type.Name}";
        int tick = name.LastIndexOf('`');
        return tick < 0 ? name : $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }

    /// <summary>The type of a parameter, property or field, with the mark of a reference that may be null.</summary>
    public static string Of(Type type, NullabilityInfo nullability) =>
        Of(type) + (!type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? "?" : "");
}
