using System.Reflection;
using Layerwise.Runtime;
using Layerwise.Traits;

namespace Layerwise.Tests.Kernels;

public sealed class PhiTests
{
    public static TheoryData<Activation> Activations => new(Enum.GetValues<Activation>().Where(static activation => activation != Activation.Custom));

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation_is_a_type_that_says_what_its_row_says(Activation activation)
    {
        Type? phi = typeof(Phi).GetNestedType(activation.ToString());
        Assert.True(phi is not null, $"Phi has no {activation}.");
        ActivationTraits row = ActivationTraits.Of(activation);

        var said = ((bool, bool, bool, bool))typeof(PhiTests).GetMethod(nameof(Facts), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(phi).Invoke(null, null)!;

        Assert.Equal((row.IsLinear, row.IsCheap, row.IsRowwise, row.IsCheap || row.IsRowwise), said);
    }

    // The last one: whether nothing is left to a pass of its own that elements need.
    private static (bool IsLinear, bool IsCheap, bool IsRowwise, bool IsDone) Facts<TPhi>()
        where TPhi : struct, IPhi
    {
        var z = Lanes1.Broadcast(-0.75f);
        bool isApplied = Lanes1.Sum(TPhi.InTile(z, 0.5f)) == Lanes1.Sum(TPhi.Value(z, 0.5f));
        return (TPhi.IsLinear, TPhi.IsCheap, TPhi.IsRowwise, isApplied);
    }
}
