using Layerwise.Reference.Dense;

namespace Layerwise.Reference.Recurrent;

/// <summary>A recurrent layer over whole sequences: each a row [steps · inputs], the steps behind each other.</summary>
/// <param name="Kind">Which kind it is of.</param>
/// <param name="Inputs">Numbers that a step brings.</param>
/// <param name="Units">Numbers that it makes of them.</param>
/// <param name="Steps">Steps of a sequence.</param>
/// <param name="Activation">φ of a plain layer; tanh of the others.</param>
/// <param name="Slope">Its slope.</param>
public sealed record ReferenceRecurrent(LayerKind Kind, int Inputs, int Units, int Steps, Activation Activation, double Slope = 0) : ReferenceLayer
{
    /// <summary>Matrices side by side.</summary>
    public int Gates => Kind switch { LayerKind.Gru => 3, LayerKind.Lstm => 4, _ => 1 };

    /// <summary>Whether it is a GRU whose reset gate multiplies what it remembers before the product.</summary>
    public bool ResetsFirst { get; init; }

    /// <summary>Whether the products with what it remembers have biases of their own.</summary>
    public bool HasRecurrentBiases => Kind == LayerKind.Gru && !ResetsFirst;

    /// <summary>Whether it hands on the last step alone.</summary>
    public bool LastStepOnly { get; init; }

    /// <summary>The probability with which a number is dropped that it hands on.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether it adds what came in.</summary>
    public bool Residual { get; init; }

    /// <summary>Numbers that it remembers.</summary>
    public int StateSize => Kind == LayerKind.Lstm ? 2 * Units : Units;

    /// <inheritdoc/>
    public override int FanIn { get => Inputs + Units; init => throw new NotSupportedException("It follows from the sizes."); }

    /// <inheritdoc/>
    public override Activation Activation { get; init; } = Activation;

    /// <inheritdoc/>
    public override Activation OutputActivation => Activation.Identity;

    /// <inheritdoc/>
    public override int ResidualSpan => Residual ? 1 : 0;

    /// <inheritdoc/>
    public override int InputSize => Steps * Inputs;

    /// <inheritdoc/>
    public override int OutputSize => LastStepOnly ? Units : Steps * Units;

    /// <inheritdoc/>
    public override int ParameterCount => (Inputs + 1 + Units + (HasRecurrentBiases ? 1 : 0)) * Gates * Units;

    /// <summary>The layer that an attribute declares.</summary>
    /// <param name="layer">The attribute.</param>
    /// <param name="steps">Steps of a sequence.</param>
    public static ReferenceRecurrent DeclaredBy(RecurrentAttribute layer, int steps)
    {
        (LayerKind kind, Activation activation, double slope) = layer switch
        {
            GruAttribute => (LayerKind.Gru, Activation.Tanh, 0),
            LstmAttribute => (LayerKind.Lstm, Activation.Tanh, 0),
            RnnAttribute plain => (LayerKind.Rnn, plain.Activation, (double)plain.Slope),
            _ => throw new InvalidOperationException($"No such layer: {layer}."),
        };
        return new(kind, layer.Inputs, layer.Units, steps, activation, slope)
        {
            ResetsFirst = layer is GruAttribute { ResetAfter: false },
            LastStepOnly = layer.LastStepOnly,
            Dropout = layer.Dropout,
            Residual = layer.Residual,
        };
    }

    /// <inheritdoc/>
    public override RecurrentPass Forward(double[] parameters, double[][] inputs, LayerState state)
    {
        RecurrentStep<Exact>[][] steps = Run(new RecurrentCell<Exact>(this, Exactly(parameters)), inputs, static (_, value) => new Exact(value));
        double[][] recurrent = HandedOn([.. steps.Select(row => row.Select(step => step.After.Take(Units).Select(static h => h.Value).ToArray()).ToArray())]);
        double[][]? mask = state.IsTraining && Dropout > 0 ? MaskFactors.Of(state.Masks, state.Layer, Dropout, inputs.Length, OutputSize) : null;
        double[][] dropped = mask is null ? recurrent : [.. recurrent.Select((row, r) => row.Select((h, j) => h * mask[r][j]).ToArray())];
        double[][] outputs = state.Around is { } around ? Sums.Of(dropped, around) : dropped;
        return new RecurrentPass(inputs, outputs, state.Around is null ? recurrent : outputs, recurrent, steps, mask);
    }

    /// <inheritdoc/>
    public override RecurrentGradients Backward(double[] parameters, LayerPass pass, double[][] upstream)
    {
        var at = (RecurrentPass)pass;
        double[][] ofRecurrent = at.Mask is null ? upstream : [.. upstream.Select((row, r) => row.Select((d, j) => d * at.Mask[r][j]).ToArray())];
        Exact[] gradients = Exactly(new double[ParameterCount]);
        Exact[][] inputs = Back(new RecurrentCell<Exact>(this, Exactly(parameters)), at.Steps, [.. ofRecurrent.Select(Exactly)], gradients);
        static double[] Values(Exact[] numbers) => [.. numbers.Select(static number => number.Value)];
        return new RecurrentGradients(Values(gradients), [.. inputs.Select(Values)], upstream, ofRecurrent, Residual ? upstream : null);
    }

    /// <summary>All steps of all sequences, each from zeros.</summary>
    /// <param name="cell">The layer with its parameters.</param>
    /// <param name="inputs">[rows][steps · inputs].</param>
    /// <param name="number">An input, from its place and its value.</param>
    public RecurrentStep<T>[][] Run<T>(RecurrentCell<T> cell, double[][] inputs, Func<(int Row, int Place), double, T> number)
        where T : struct, IReal<T> => [.. inputs.Select((row, r) =>
    {
        T[] state = [.. Enumerable.Repeat(T.Given(0), StateSize)];
        return Enumerable.Range(0, Steps).Select(step =>
        {
            T[] x = [.. Enumerable.Range(step * Inputs, Inputs).Select(place => number((r, place), row[place]))];
            RecurrentStep<T> done = cell.Forward(x, state);
            state = done.After;
            return done;
        }).ToArray();
    })];

    /// <summary>Back through all steps of all sequences.</summary>
    /// <param name="cell">The layer with its parameters.</param>
    /// <param name="steps">What <see cref="Run"/> gave.</param>
    /// <param name="upstream">The derivatives with respect to what it hands on.</param>
    /// <param name="gradients">Those of the parameters, added to.</param>
    /// <returns>Those with respect to its inputs.</returns>
    public T[][] Back<T>(RecurrentCell<T> cell, RecurrentStep<T>[][] steps, T[][] upstream, T[] gradients)
        where T : struct, IReal<T> => [.. steps.Select((row, r) =>
    {
        T[][] inputs = new T[Steps][];
        T[] carried = [.. Enumerable.Repeat(T.Given(0), StateSize)];
        for (int step = Steps - 1; step >= 0; step--)
        {
            int first = LastStepOnly ? 0 : step * Units;
            for (int j = 0; j < Units && (step == Steps - 1 || !LastStepOnly); j++) carried[j] += upstream[r][first + j];
            (inputs[step], carried) = cell.Backward(row[step], carried, gradients);
        }

        return inputs.SelectMany(static x => x).ToArray();
    })];

    /// <summary>What goes on of all steps.</summary>
    /// <param name="steps">[rows][steps][units].</param>
    public double[][] HandedOn(double[][][] steps) => [.. steps.Select(row => LastStepOnly ? row[^1] : row.SelectMany(static step => step).ToArray())];

    private static Exact[] Exactly(double[] numbers) => [.. numbers.Select(static number => new Exact(number))];
}

/// <summary>What a forward pass computed.</summary>
/// <param name="Inputs">What came in.</param>
/// <param name="Outputs">What the next layer sees.</param>
/// <param name="Activations">What a workspace shows.</param>
/// <param name="Recurrent">What goes on, before dropout.</param>
/// <param name="Steps">All steps of all sequences.</param>
/// <param name="Mask">What dropout multiplied by; null where it didn't.</param>
public sealed record RecurrentPass(double[][] Inputs, double[][] Outputs, double[][] Activations, double[][] Recurrent, RecurrentStep<Exact>[][] Steps, double[][]? Mask)
    : LayerPass(Inputs, Outputs)
{
    /// <inheritdoc/>
    public override double[][] Activations { get; init; } = Activations;

    /// <inheritdoc/>
    public override double[][] PreActivations { get => Activations; init => throw new NotSupportedException("It keeps none."); }
}

/// <summary>The derivatives.</summary>
/// <param name="Parameters">With respect to each parameter, summed over the samples.</param>
/// <param name="Inputs">With respect to each input.</param>
/// <param name="Outputs">With respect to each output.</param>
/// <param name="Recurrent">With respect to what goes on, before dropout.</param>
/// <param name="Around">With respect to what the connection brought.</param>
public sealed record RecurrentGradients(double[] Parameters, double[][] Inputs, double[][] Outputs, double[][] Recurrent, double[][]? Around) : LayerGradients(Parameters, Inputs)
{
    /// <inheritdoc/>
    public override double[][]? Around { get; } = Around;
}
