using System.Reflection;
using Layerwise.Runtime;

namespace Layerwise.Tests.Tiering;

/// <summary>
/// Sizes that kernels take from a type. The JIT always inlines methods of up to 16 bytes of instructions, and longer ones only while its budget lasts: in a kernel, which inlines
/// hundreds, a size that is no constant any more costs a call at each use.
/// </summary>
public sealed class InlinedSizeTests
{
    private const int AlwaysInlined = 16;

    [Fact]
    public void Are_constants_in_every_kernel()
    {
        IEnumerable<string> left = typeof(Dense).Assembly.GetTypes()
            .Where(static type => type.Namespace == typeof(Dense).Namespace && type.IsGenericTypeDefinition)
            .SelectMany(static type => type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(static property => property.GetMethod!)
            .Where(static getter => getter.GetMethodBody()?.GetILAsByteArray()?.Length > AlwaysInlined)
            .Where(static getter => !getter.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveInlining))
            .Select(static getter => $"{getter.DeclaringType!.Name}.{getter.Name} has {getter.GetMethodBody()!.GetILAsByteArray()!.Length} bytes and no AggressiveInlining");

        Assert.Empty(left);
    }
}
