using Layerwise.Reference.Windows;

namespace Layerwise.Reference.Dense;

/// <summary>
/// A dense layer with a residual connection, or with its work in another order: two plain layers in a row, one of which has the weights and the biases, and the other one the
/// unit matrix in their place. Parameters and running statistics are those of <see cref="ReferenceDense"/>, in its order.
/// </summary>
/// <param name="Layer">What the layer would be without.</param>
/// <param name="Order">In which order it works.</param>
/// <param name="Span">How many layers the connection goes around; 0 for none.</param>
public sealed record ReferenceOrdered(ReferenceDense Layer, LayerOrder Order, int Span) : ReferenceLayer
{
    /// <summary>How many numbers the connection brings, where it multiplies them by weights of its own; 0 where it brings them as they are. Those weights come last.</summary>
    public int ProjectedInputs { get; init; }

    /// <summary>
    /// What the half with the weights sees where it is a convolution: a row for each result, in place of one for each sample. Rows are then positions. Null for a dense layer.
    /// </summary>
    public Patches? Patches { get; init; }

    /// <summary>The linear map that it goes through; null where there is none.</summary>
    public ReferenceDense? Projection => ProjectedInputs > 0 ? new(ProjectedInputs, Layer.FanOut, Activation.Identity, HasBias: false) : null;

    /// <summary>The half that comes first.</summary>
    public ReferenceDense First => Order switch
    {
        LayerOrder.LinearActivateAdd => Layer,
        LayerOrder.LinearAddActivate => Normalized(Linear),
        LayerOrder.ActivateLinearAdd => Normalized(Unit(Patches?.Channels ?? Layer.FanIn)),
        LayerOrder.LinearActivateNormalize => IsNormalized ? Plain with { Dropout = 0 } : Layer,
        LayerOrder.LinearActivateAddNormalize => IsNormalized ? Plain : Layer,
        _ => throw new InvalidOperationException($"No such order: {Order}."),
    };

    /// <summary>The half behind it; null where one layer does it all.</summary>
    public ReferenceDense? Second => Order switch
    {
        LayerOrder.LinearActivateAdd => null,
        LayerOrder.LinearAddActivate => Unit(Layer.FanOut) with { Dropout = Layer.Dropout },
        LayerOrder.ActivateLinearAdd => Linear with { Dropout = Layer.Dropout },
        LayerOrder.LinearActivateNormalize => IsNormalized
            ? Normalized(Unit(Layer.FanOut)) with { Activation = Activation.Identity, ActivationType = null, Dropout = Layer.Dropout }
            : null,
        LayerOrder.LinearActivateAddNormalize => IsNormalized ? Normalized(Unit(Layer.FanOut)) with { Activation = Activation.Identity, ActivationType = null } : null,
        _ => throw new InvalidOperationException($"No such order: {Order}."),
    };

    /// <summary>Whether what the connection brings is added between the halves; otherwise behind them.</summary>
    public bool AddsBetween => Order == LayerOrder.LinearAddActivate || (Order == LayerOrder.LinearActivateAddNormalize && IsNormalized);

    /// <inheritdoc/>
    public override int FanIn { get => Layer.FanIn; init => Layer = Layer with { FanIn = value }; }

    /// <inheritdoc/>
    public override Activation Activation { get => Layer.Activation; init => Layer = Layer with { Activation = value }; }

    /// <inheritdoc/>
    public override Activation OutputActivation =>
        Order == LayerOrder.LinearAddActivate || (Span == 0 && Second is null) ? Layer.Activation : Activation.Identity;

    /// <inheritdoc/>
    public override int ResidualSpan => Span;

    /// <inheritdoc/>
    public override int InputSize => Layer.FanIn;

    /// <inheritdoc/>
    public override int OutputSize => Layer.FanOut;

    /// <inheritdoc/>
    public override int ParameterCount => OwnCount + (Projection?.ParameterCount ?? 0);

    private int OwnCount => Second is null ? Layer.ParameterCount : WithWeights.ParameterCount + WithoutWeights.ParameterCount - WithoutWeights.WeightCount;

    /// <inheritdoc/>
    public override double[] FirstStatistics => [.. First.FirstStatistics, .. Second?.FirstStatistics ?? []];

    // The half with the weights, and the other one.
    private ReferenceDense WithWeights => Order == LayerOrder.ActivateLinearAdd ? Second! : First;

    private ReferenceDense WithoutWeights => Order == LayerOrder.ActivateLinearAdd ? First : Second!;

    private bool ComesFirst => Order != LayerOrder.ActivateLinearAdd;

    private bool NormalizesLast => Order is LayerOrder.LinearActivateNormalize or LayerOrder.LinearActivateAddNormalize;

    private bool IsNormalized => Layer.BatchNormalization || Layer.LayerNormalization || Layer.RmsNormalization || Layer.NormalizedGroups > 0;

    private ReferenceDense Plain => Layer with { BatchNormalization = false, LayerNormalization = false, RmsNormalization = false, NormalizedGroups = 0 };

    private ReferenceDense Linear => Plain with { Activation = Activation.Identity, ActivationType = null, Dropout = 0 };

    /// <summary>The layer that an attribute declares.</summary>
    public static ReferenceOrdered DeclaredBy(LayerAttribute layer) => new(ReferenceDense.DeclaredBy(layer), layer.Order, layer.Residual ? layer.ResidualSpan : 0);

    /// <summary>The parameters of the halves out of those of the layer; those of a second one are empty where there is none.</summary>
    public (double[] First, double[] Second) Halves(double[] parameters)
    {
        parameters = parameters[..OwnCount];
        if (Second is null) return (parameters, []);
        double[] linear = parameters[..WithWeights.ParameterCount];
        double[] unit = new double[WithoutWeights.ParameterCount];
        for (int i = 0; i < WithoutWeights.FanIn; i++) unit[i * (WithoutWeights.FanIn + 1)] = 1;
        if (NormalizesLast)
        {
            // γ and β stand between the biases and the slope.
            int scales = WithoutWeights.ParameterCount - WithoutWeights.WeightCount;
            parameters[^(linear.Length - Layer.GammaOffset)..].CopyTo(linear, Layer.GammaOffset);
            parameters[Layer.GammaOffset..(Layer.GammaOffset + scales)].CopyTo(unit, WithoutWeights.WeightCount);
            return (linear, unit);
        }

        parameters[linear.Length..].CopyTo(unit, WithoutWeights.WeightCount);
        return Order == LayerOrder.ActivateLinearAdd ? (unit, linear) : (linear, unit);
    }

    /// <summary>The weights of the connection out of the parameters of the layer; none where it has none.</summary>
    public double[] OfProjection(double[] parameters) => parameters[OwnCount..];

    /// <summary>What belongs to the parameters of the layer, from what belongs to those of its halves.</summary>
    public double[] Whole(double[] first, double[] second)
    {
        if (Second is null) return first;
        if (NormalizesLast) return [.. first[..Layer.GammaOffset], .. second[WithoutWeights.WeightCount..], .. first[Layer.GammaOffset..]];
        (double[] linear, double[] unit) = Order == LayerOrder.ActivateLinearAdd ? (second, first) : (first, second);
        return [.. linear, .. unit[WithoutWeights.WeightCount..]];
    }

    /// <inheritdoc/>
    public override OrderedPass Forward(double[] parameters, double[][] inputs, LayerState state)
    {
        (double[] ofFirst, double[] ofSecond) = Halves(parameters);
        int ofFirstHalf = First.StatisticsCount;
        DensePass? projected = Projection?.Forward(OfProjection(parameters), state.Around!, state with { RunningStatistics = [] });
        double[][]? around = projected?.Outputs ?? state.Around;
        DensePass first = First.Forward(ofFirst, SeenByFirst(inputs), state with { RunningStatistics = state.RunningStatistics[..ofFirstHalf] });
        double[][] between = AddsBetween ? Added(first.Outputs) : first.Outputs;
        DensePass? second = Second?.Forward(ofSecond, SeenBySecond(between), state with { RunningStatistics = state.RunningStatistics[ofFirstHalf..] });
        double[][] last = second?.Outputs ?? between;
        double[][] outputs = AddsBetween ? last : Added(last);
        bool isAddedLast = state.Around is not null && !AddsBetween;
        return new OrderedPass(first, second, projected, isAddedLast ? outputs : (second ?? first).Activations, (second ?? first).PreActivations, outputs);

        double[][] Added(double[][] values) => around is null ? values : Sums.Of(values, around);
    }

    /// <inheritdoc/>
    public override OrderedGradients Backward(double[] parameters, LayerPass pass, double[][] upstream)
    {
        var at = (OrderedPass)pass;
        (double[] ofFirst, double[] ofSecond) = Halves(parameters);
        DenseGradients? second = Second?.Backward(ofSecond, at.Second!, upstream);
        double[][] between = second is null ? upstream : OfSecond(second.Inputs);
        DenseGradients first = First.Backward(ofFirst, at.First, between);
        double[][] atSum = AddsBetween ? between : upstream;
        DenseGradients? projected = Projection?.Backward(OfProjection(parameters), at.Projected!, atSum);
        double[] all = [.. Whole(first.Parameters, second?.Parameters ?? []), .. projected?.Parameters ?? []];
        return new OrderedGradients(all, OfFirst(first.Inputs), first, second, projected, projected?.Inputs ?? atSum);
    }

    /// <summary>What the first half sees of what the layer takes.</summary>
    public double[][] SeenByFirst(double[][] rows) => ComesFirst && Patches is not null ? Patches.Of(rows) : rows;

    /// <summary>What the second half sees of what the first one makes.</summary>
    public double[][] SeenBySecond(double[][] rows) => !ComesFirst && Patches is not null ? Patches.Of(rows) : rows;

    /// <summary>From what the first half saw back to what the layer takes.</summary>
    public double[][] OfFirst(double[][] rows) => ComesFirst && Patches is not null ? Patches.Back(rows) : rows;

    /// <summary>From what the second half saw back to what the first one makes.</summary>
    public double[][] OfSecond(double[][] rows) => !ComesFirst && Patches is not null ? Patches.Back(rows) : rows;

    private ReferenceDense Normalized(ReferenceDense half) => half with
    {
        BatchNormalization = Layer.BatchNormalization,
        LayerNormalization = Layer.LayerNormalization,
        RmsNormalization = Layer.RmsNormalization,
        NormalizedGroups = Layer.NormalizedGroups,
        NormalizedPositions = Layer.NormalizedPositions,
    };

    private ReferenceDense Unit(int width) => new(width, width, Layer.Activation, Layer.Slope, HasBias: false)
    {
        ActivationType = Layer.ActivationType,
        SlopePerUnit = Layer.SlopePerUnit,
        NormalizationEpsilon = Layer.NormalizationEpsilon,
        NormalizationMomentum = Layer.NormalizationMomentum,
    };
}

/// <summary>What a forward pass computed in both halves.</summary>
/// <param name="First">The first one.</param>
/// <param name="Second">The second one, where there is one.</param>
/// <param name="Projected">What the connection goes through, where it has weights.</param>
/// <param name="Activations">What a workspace shows.</param>
/// <param name="PreActivations">What it shows, where it keeps them.</param>
/// <param name="Outputs">What the next layer sees.</param>
public sealed record OrderedPass(
    DensePass First, DensePass? Second, DensePass? Projected, double[][] Activations, double[][] PreActivations, double[][] Outputs) : LayerPass(First.Inputs, Outputs)
{
    /// <inheritdoc/>
    public override double[] RunningStatistics => [.. First.RunningStatistics, .. Second?.RunningStatistics ?? []];
}

/// <summary>The derivatives in both halves.</summary>
/// <param name="Parameters">With respect to each parameter, summed over the samples.</param>
/// <param name="Inputs">With respect to each input, on the way through the layer.</param>
/// <param name="First">Those of the first half.</param>
/// <param name="Second">Those of the second one, where there is one.</param>
/// <param name="Projected">Those in what the connection goes through, where it has weights.</param>
/// <param name="Around">With respect to what the connection brought.</param>
public sealed record OrderedGradients(
    double[] Parameters, double[][] Inputs, DenseGradients First, DenseGradients? Second, DenseGradients? Projected, double[][]? Around) : LayerGradients(Parameters, Inputs)
{
    /// <inheritdoc/>
    public override double[][]? Around { get; } = Around;
}
