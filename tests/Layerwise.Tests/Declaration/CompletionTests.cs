using System.ComponentModel;
using System.Reflection;

namespace Layerwise.Tests.Declaration;

/// <summary>What an editor offers after <c>Activation.</c>: what can be written there.</summary>
public sealed class CompletionTests
{
    [Fact]
    public void Everything_but_the_name_for_ones_own_activation_is_offered() =>
        Assert.Equal(["Custom"], typeof(Activation).GetFields(BindingFlags.Public | BindingFlags.Static).Where(IsHidden).Select(static field => field.Name));

    private static bool IsHidden(FieldInfo member) => member.GetCustomAttribute<EditorBrowsableAttribute>()?.State == EditorBrowsableState.Never;
}
