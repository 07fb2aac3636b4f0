using System.Reflection;
using System.Reflection.Emit;

namespace Layerwise.Tests.Tiering;

/// <summary>The methods of an assembly that others can reach, read from their instructions.</summary>
internal static class CallGraph
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields()
        .Select(static field => field.GetValue(null))
        .OfType<OpCode>()
        .ToDictionary(static code => code.Value);

    /// <summary>All that the given methods may call in their assembly, themselves too. A call of an interface reaches everything that implements it there.</summary>
    /// <param name="roots">Where to start.</param>
    /// <param name="stops">Methods that are not entered.</param>
    public static IReadOnlyCollection<MethodBase> From(IEnumerable<MethodBase> roots, Func<MethodBase, bool> stops)
    {
        var found = new HashSet<MethodBase>();
        var waiting = new Stack<MethodBase>(roots);
        Assembly assembly = waiting.Peek().Module.Assembly;
        ILookup<string, MethodBase> byName = assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(All))
            .ToLookup(static method => method.Name[(method.Name.LastIndexOf('.') + 1)..], static method => (MethodBase)method);
        while (waiting.TryPop(out MethodBase? method))
        {
            if (stops(method) || !found.Add(method)) continue;
            foreach (MethodBase called in Instructions(method).Select(static instruction => instruction.Method).OfType<MethodBase>())
            {
                if (called.Module.Assembly != assembly) continue;
                MethodBase definition = Definition(called);
                waiting.Push(definition);
                if (!definition.IsAbstract && !definition.IsVirtual) continue;
                foreach (MethodBase one in byName[definition.Name].Where(one => !one.IsAbstract && IsA(one.DeclaringType!, definition.DeclaringType!))) waiting.Push(one);
            }
        }

        return found;
    }

    private static bool IsA(Type type, Type other)
    {
        for (Type? one = type; one is not null; one = one.BaseType)
        {
            if (one.GetInterfaces().Append(one).Any(own => (own.IsGenericType ? own.GetGenericTypeDefinition() : own) == other)) return true;
        }

        return false;
    }

    /// <summary>Whether a branch of it goes back.</summary>
    public static bool HasLoop(MethodBase method) => Instructions(method).Any(static instruction => instruction.Target <= instruction.Offset);

    // As it is declared, not as one of its constructed types has it.
    private static MethodBase Definition(MethodBase method)
    {
        if (method is MethodInfo { IsGenericMethod: true } generic) method = generic.GetGenericMethodDefinition();
        return method.DeclaringType is { IsConstructedGenericType: true } type
            ? type.GetGenericTypeDefinition().GetMembers(All).OfType<MethodBase>().First(one => one.MetadataToken == method.MetadataToken)
            : method;
    }

    private static IEnumerable<(int Offset, int? Target, MethodBase? Method)> Instructions(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 0; at < code.Length;)
        {
            int offset = at;
            short value = code[at++];
            if (value == 0xFE) value = unchecked((short)((value << 8) | code[at++]));
            OpCode operation = OpCodes[value];
            int size = Size(operation, code, at);
            int? target = operation.OperandType switch
            {
                OperandType.ShortInlineBrTarget => at + 1 + (sbyte)code[at],
                OperandType.InlineBrTarget => at + 4 + BitConverter.ToInt32(code, at),
                _ => null,
            };
            yield return (offset, target, operation.OperandType == OperandType.InlineMethod ? Called(method, BitConverter.ToInt32(code, at)) : null);
            at += size;
        }
    }

    private static MethodBase? Called(MethodBase method, int token) => method.Module.ResolveMethod(
        token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static int Size(OpCode operation, byte[] code, int at) => operation.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
