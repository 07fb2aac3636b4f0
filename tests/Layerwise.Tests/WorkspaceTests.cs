using System.Reflection;
using System.Runtime.CompilerServices;
using Layerwise.Runtime;
using Layerwise.Tests.Training;

namespace Layerwise.Tests;

/// <summary>What a workspace gives to code that was not generated: nothing outside of its buffer.</summary>
public class WorkspaceTests
{
    [Fact]
    public void A_workspace_of_one_s_own_has_room_for_the_panels_of_its_network()
    {
        var workspace = new Own<PlainNetwork<Panelled>>(maxBatch: 1);
        long before = Floats(ref workspace.InputsOrigin, ref workspace.PanelOrigin);
        Assert.True(workspace.BufferLength >= before + Panelled.TrainingPanelLength);
    }

    [Fact]
    public void What_a_layer_does_not_have_lies_inside_the_workspace_too()
    {
        var workspace = new Own<PlainNetwork<Panelled>>(maxBatch: 2);
        Assert.True(Unsafe.AreSame(ref workspace.ActivationsOrigin(0), ref workspace.PreActivationsOrigin(0)));
        Assert.True(Unsafe.AreSame(ref workspace.ActivationsOrigin(0), ref workspace.NormalizedOrigin(0)));
        Assert.True(Unsafe.AreSame(ref workspace.ActivationsOrigin(0), ref workspace.InverseDeviationsOrigin(0)));
        Assert.True(workspace.PreActivations(0).IsEmpty);
        Assert.Throws<IndexOutOfRangeException>(() => workspace.ActivationsOrigin(1));
        Assert.Throws<IndexOutOfRangeException>(() => workspace.OutputsOrigin(-1));
    }

    [Fact]
    public void What_a_network_needs_beside_its_layers_lies_apart()
    {
        const int Rows = 3;
        var workspace = new Own<PlainNetwork<Panelled>>(Rows);
        Assert.True(Floats(ref workspace.FurtherOrigin(0), ref workspace.FurtherOrigin(1)) >= Rows * Panelled.FurtherWidths[0]);
        Assert.True(Floats(ref workspace.FurtherOrigin(1), ref workspace.DeltasOrigin(0)) >= Rows * Panelled.FurtherWidths[1]);
        Assert.True(Floats(ref workspace.DeltasOrigin(0), ref workspace.DeltasOrigin(1)) >= Rows * Panelled.DeltaWidths[0]);
        Assert.True(Floats(ref workspace.DeltasOrigin(2), ref workspace.PanelOrigin) >= Rows * Panelled.DeltaWidths[2]);
        Assert.Throws<IndexOutOfRangeException>(() => workspace.DeltasOrigin(3));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void A_pass_has_from_0_to_MaxBatch_rows(int rows)
    {
        var workspace = new Own<PlainNetwork<Panelled>>(maxBatch: 3);
        workspace.BeginPass(2, "inputs", keepsInputs: true);
        Assert.Throws<ArgumentException>("inputs", () => workspace.BeginPass(rows, "inputs", keepsInputs: true));
        Assert.Equal(2, workspace.BatchSize);
        Assert.Equal(2, workspace.RequirePass());
        Assert.Equal(2 * 2, workspace.Activations(0).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_batch_that_cannot_be_is_refused(int maxBatch) => Assert.Throws<ArgumentOutOfRangeException>(() => new Own<PlainNetwork<Panelled>>(maxBatch));

    [Fact]
    public void Layers_without_outputs_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new Own<PlainNetwork<Outputless>>(maxBatch: 1));

    [Fact]
    public void Its_memory_is_told_from_other_memory()
    {
        var workspace = new Own<PlainNetwork<Panelled>>(maxBatch: 1);
        workspace.BeginPass(1, "inputs", keepsInputs: false);
        workspace.RequireOutside([1f], "inputs");
        workspace.RequireOutside([], "inputs");
        ArgumentException overlap = Assert.Throws<ArgumentException>("inputs", () => workspace.RequireOutside(workspace.Activations(0), "inputs"));
        Assert.Contains("It overlaps the workspace", overlap.Message, StringComparison.Ordinal);
    }

    private static long Floats(ref float from, ref float to) => Unsafe.ByteOffset(ref from, ref to) / sizeof(float);

    private sealed class Own<TNetwork>(int maxBatch) : Workspace<TNetwork>(maxBatch)
        where TNetwork : class, INetwork<TNetwork>
    {
        public int BufferLength =>
            ((AlignedBuffer)typeof(Workspace<TNetwork>).GetField("_buffer", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(this)!).Length;
    }

    private sealed class Panelled : IShape
    {
        private static readonly LayerInfo[] Dense = [new(1, 2, Activation.Identity, Init.Uniform, 0, 2)];

        public static Loss Loss => Loss.MeanSquaredError;

        public static ReadOnlySpan<LayerInfo> Layers => Dense;

        public static long TrainingPanelLength => 10_000;

        public static ReadOnlySpan<int> FurtherWidths => [40, 5];

        public static ReadOnlySpan<int> DeltaWidths => [30, 2, 50];
    }

    private sealed class Outputless : IShape
    {
        private static readonly LayerInfo[] Dense = [new(1, 0, Activation.Identity, Init.Uniform, 0, 0)];

        public static Loss Loss => Loss.MeanSquaredError;

        public static ReadOnlySpan<LayerInfo> Layers => Dense;
    }
}
