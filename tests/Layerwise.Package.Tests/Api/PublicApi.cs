using System.Globalization;
using System.Reflection;

namespace Layerwise.Package.Tests.Api;

/// <summary>All that a user of an assembly can name, one line each.</summary>
internal sealed class PublicApi(Assembly assembly)
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly NullabilityInfoContext _nullability = new();

    public IEnumerable<string> Lines() => assembly.GetExportedTypes()
        .OrderBy(static type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => (string[])[Header(type), .. Members(type).Order(StringComparer.Ordinal).Select(member => $"{TypeNames.Of(type)}.{member}")]);

    private static string Header(Type type)
    {
        string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        IEnumerable<Type> bases = type.IsEnum ? [] :
        [
            .. type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) ? new[] { b } : [],
            .. type.GetInterfaces().Where(static implemented => implemented.IsVisible),
        ];
        string names = string.Join(", ", bases.Select(TypeNames.Of).Order(StringComparer.Ordinal));
        return $"{kind} {TypeNames.Of(type)}{(names.Length > 0 ? " : " + names : "")}{Constraints(type.GetGenericArguments())}";
    }

    private IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        return type.GetMembers(All).Select(member => member switch
        {
            ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
            MethodInfo { IsSpecialName: false } method when IsVisible(method) => Method(method),
            MethodInfo method when IsVisible(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) => Method(method),
            PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) => Property(property),
            FieldInfo { IsPublic: true } field => Field(field),
            EventInfo happening => $"event {happening.Name}",
            _ => null,
        }).OfType<string>();
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private string Method(MethodInfo method)
    {
        string arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>" : "";
        string returned = TypeNames.Of(method.ReturnType, _nullability.Create(method.ReturnParameter));
        return $"{method.Name}{arguments}({Parameters(method)}) -> {Modifiers(method)}{returned}{Constraints(method.GetGenericArguments())}";
    }

    private string Property(PropertyInfo property)
    {
        MethodInfo accessor = property.GetAccessors(nonPublic: true).First(IsVisible);
        bool canWrite = property.SetMethod is { } set && IsVisible(set);
        string accessors = (property.GetMethod is { } get && IsVisible(get) ? "get; " : "") + (canWrite ? IsInit(property.SetMethod!) ? "init; " : "set; " : "");
        string index = property.GetIndexParameters().Length > 0 ? $"[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}]" : "";
        return $"{property.Name}{index} {{ {accessors}}} -> {Modifiers(accessor)}{TypeNames.Of(property.PropertyType, _nullability.Create(property))}";
    }

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Any(static modifier => modifier.Name == "IsExternalInit");

    private static string Field(FieldInfo field)
    {
        string value = field.IsLiteral ? $" = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}" : "";
        return $"{field.Name}{value} -> {(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeNames.Of(field.FieldType)}";
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsStatic ? "static " : "") + (method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "") + (method.IsFamily ? "protected " : "");

    private string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private string Parameter(ParameterInfo parameter)
    {
        string fallback = !parameter.HasDefaultValue ? ""
            : " = " + (parameter.DefaultValue is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : "default");
        return $"{TypeNames.Of(parameter.ParameterType, _nullability.Create(parameter))} {parameter.Name}{fallback}";
    }

    private static string Constraints(Type[] arguments) => string.Concat(arguments.Select(argument =>
    {
        GenericParameterAttributes attributes = argument.IsGenericParameter ? argument.GenericParameterAttributes : GenericParameterAttributes.None;
        bool isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var constraints = new List<string>();
        if (isStruct) constraints.Add("struct");
        else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) constraints.Add("class");
        if (argument.IsGenericParameter) constraints.AddRange(argument.GetGenericParameterConstraints().Where(static type => type != typeof(ValueType)).Select(TypeNames.Of));
        return constraints.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", constraints)}";
    }));
}
