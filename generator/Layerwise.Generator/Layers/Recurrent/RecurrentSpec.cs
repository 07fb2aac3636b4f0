using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;
using Layerwise.Traits;

namespace Layerwise.Generator.Layers.Recurrent;

/// <summary>A layer that takes one step after the other, and remembers. Fan-in and fan-out are those of one gate.</summary>
/// <param name="Index">Zero-based position in the network.</param>
/// <param name="Kind">Which kind it is of.</param>
/// <param name="FanIn">Numbers that a step brings.</param>
/// <param name="FanOut">Numbers that it makes of them.</param>
/// <param name="Activation">What a plain one applies; tanh of the others.</param>
/// <param name="Init">How the weights of the inputs are drawn.</param>
/// <param name="RecurrentInit">How those of what it remembers are drawn.</param>
internal sealed record RecurrentSpec(int Index, LayerKind Kind, int FanIn, int FanOut, Activation Activation, InitSpec Init, InitSpec RecurrentInit)
    : LayerSpec(Index, FanIn, FanOut, Activation, Init)
{
    public override LayerKind Kind { get; } = Kind;

    /// <summary>What the biases of the forget gate start with.</summary>
    public float ForgetBias { get; init; }

    /// <summary>Whether the reset gate of a GRU multiplies the product of what is remembered; of the others true.</summary>
    public bool ResetAfter { get; init; } = true;

    /// <summary>Whether training hands on the last step alone.</summary>
    public bool LastStepOnly { get; init; }

    /// <summary>Matrices side by side.</summary>
    public int Gates => Kind switch
    {
        LayerKind.Rnn => 1,
        LayerKind.Gru => 3,
        LayerKind.Lstm => 4,
        LayerKind.Dense or LayerKind.Convolution or LayerKind.Pooling => throw new InvalidOperationException($"{Kind} is no kind of recurrent layer."),
    };

    public override Shape Input => Steps > 0 ? Shape.Of(Steps, FanIn) : Shape.Of(FanIn);

    public override Shape Output => Steps > 0 && !LastStepOnly ? Shape.Of(Steps, FanOut) : Shape.Of(FanOut);

    public override ILayerTensors Tensors => new RecurrentTensors(FanIn, FanOut, Gates, HasRecurrentBiases: Kind == LayerKind.Gru && ResetAfter);

    public override int StateSize => Kind == LayerKind.Lstm ? 2 * FanOut : FanOut;

    public override int MatricesSideBySide => Gates;

    // An output is more than an activation of a sum, and what it is comes from all steps before.
    public override bool EndsInActivation => false;

    public override bool IsLinear => false;

    public override LayerDesign Design => DesignOfSums with { Kind = Kind, Recurrence = Recurrence };

    public override RecurrenceInfo? Recurrence
    {
        get
        {
            WeightDistribution start = StartOf(TensorRole.RecurrentWeights);

            // Of weights that leave the range of float with their squares nothing but that is known.
            return new RecurrenceInfo(Math.Max(1, Steps), (float)Math.Min(start.Variance, float.MaxValue))
            {
                WeightMean = (float)start.Mean,
                Diagonal = start.Shape == WeightShape.Identity ? (float)start.Scale : null,
                ForgetBias = Kind == LayerKind.Lstm ? ForgetBias : 0,
                ResetAfter = ResetAfter,
                LastStepOnly = LastStepOnly,
            };
        }
    }

    public override string Sizes => $"{Kind}{(ResetAfter ? "" : " with its reset first")} {Input} → {Output}";

    public override BiasPart? RaisedBiases => Kind == LayerKind.Lstm && ForgetBias != 0 ? new BiasPart(FanOut, FanOut, ForgetBias) : null;

    public override InitSpec? InitOf(TensorRole role) => role switch
    {
        TensorRole.RecurrentWeights => RecurrentInit,
        _ => base.InitOf(role),
    };

    public override WeightFans FansOf(TensorRole role) =>
        role == TensorRole.RecurrentWeights ? new WeightFans(FanOut, FanOut, Traits.NegativeSlope(Slope)) : base.FansOf(role);
}
