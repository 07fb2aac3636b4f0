namespace Layerwise.Reference.Windows;

/// <summary>The largest number or the mean of each window and channel, of what lies inside the input.</summary>
/// <param name="Patches">What the windows see.</param>
/// <param name="IsMax">Whether it makes the largest number, or else the mean.</param>
/// <param name="Shape">The dimensions of what it makes.</param>
public sealed record ReferencePooling(Patches Patches, bool IsMax, IReadOnlyList<int> Shape) : ReferenceLayer
{
    /// <inheritdoc/>
    public override int FanIn { get => Patches.Vertical.Kernel * Patches.Horizontal.Kernel; init => throw new NotSupportedException("It follows from the window."); }

    /// <inheritdoc/>
    public override Activation Activation { get => Activation.Identity; init => throw new NotSupportedException("It has none."); }

    /// <inheritdoc/>
    public override int InputSize => Patches.Positions * Patches.Channels;

    /// <inheritdoc/>
    public override int OutputSize => Patches.Results * Patches.Channels;

    /// <inheritdoc/>
    public override int ParameterCount => 0;

    /// <summary>The layer that an attribute declares.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="input">[length, channels] or [height, width, channels].</param>
    public static ReferencePooling DeclaredBy(Attribute attribute, IReadOnlyList<int> input)
    {
        Axis none = new(1, 1, 1, 1, 0, 0);
        if (attribute is PoolingAttribute pooling)
        {
            Axis Along(int size) => Axis.Of(size, pooling.Size, pooling.Stride, 1, pooling.Padding, 0);
            var patches = new Patches(input.Count == 3 ? Along(input[0]) : none, Along(input[^2]), input[^1]);
            int[] line = [patches.Horizontal.Results, input[^1]];
            return new(patches, attribute is MaxPool1DAttribute or MaxPool2DAttribute, input.Count == 3 ? [patches.Vertical.Results, .. line] : line);
        }

        Axis Whole(int size) => none with { Size = size, Kernel = size };
        return new(new Patches(input.Count == 3 ? Whole(input[0]) : none, Whole(input[^2]), input[^1]), IsMax: false, [input[^1]]);
    }

    /// <summary>The positions that the window of a result sees.</summary>
    /// <param name="result">Index among the results of all samples.</param>
    public int[] Window(int result) => [.. Patches.Places(result).Select(static place => place.Position)];

    /// <inheritdoc/>
    public override PoolingPass Forward(double[] parameters, double[][] inputs, LayerState state)
    {
        double[][] positions = Patches.Cut(inputs, Patches.Channels);
        double[][] results = [.. Enumerable.Range(0, inputs.Length * Patches.Results).Select(result =>
        {
            int[] window = Window(result);
            return Enumerable.Range(0, Patches.Channels)
                .Select(c => IsMax ? window.Max(position => positions[position][c]) : window.Average(position => positions[position][c])).ToArray();
        })];
        double[][] outputs = Patches.Cut(results, OutputSize);
        return new PoolingPass(inputs, outputs, outputs, outputs);
    }

    /// <inheritdoc/>
    public override PoolingGradients Backward(double[] parameters, LayerPass pass, double[][] upstream)
    {
        double[][] positions = Patches.Cut(pass.Inputs, Patches.Channels);
        double[][] gradients = [.. positions.Select(static position => new double[position.Length])];
        double[][] ofResults = Patches.Cut(upstream, Patches.Channels);
        for (int result = 0; result < ofResults.Length; result++)
        {
            int[] window = Window(result);
            for (int c = 0; c < Patches.Channels; c++)
            {
                // The first one that is as large as the largest.
                if (IsMax) gradients[window.MaxBy(position => positions[position][c])][c] += ofResults[result][c];
                else foreach (int position in window) gradients[position][c] += ofResults[result][c] / window.Length;
            }
        }

        return new PoolingGradients([], Patches.Cut(gradients, InputSize), upstream);
    }
}

/// <summary>What a forward pass computed.</summary>
/// <param name="Inputs">What came in.</param>
/// <param name="Outputs">What the next layer sees.</param>
/// <param name="Activations">The same.</param>
/// <param name="PreActivations">The same.</param>
public sealed record PoolingPass(double[][] Inputs, double[][] Outputs, double[][] Activations, double[][] PreActivations) : LayerPass(Inputs, Outputs);

/// <summary>The derivatives.</summary>
/// <param name="Parameters">None.</param>
/// <param name="Inputs">With respect to each input.</param>
/// <param name="Outputs">With respect to each output.</param>
public sealed record PoolingGradients(double[] Parameters, double[][] Inputs, double[][] Outputs) : LayerGradients(Parameters, Inputs);
