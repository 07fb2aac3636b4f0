namespace Layerwise.Benchmarks.Tables;

/// <summary>One way to run a network.</summary>
internal enum Kind
{
    /// <summary>One sample, whose inputs are ready.</summary>
    Sample,

    /// <summary>One sample, whose inputs are the outputs before.</summary>
    Serial,

    /// <summary>Several samples in one call.</summary>
    Batch,

    /// <summary>A whole training step.</summary>
    Train,
}

/// <summary>One line of a table: a way to run a network, and with how many samples.</summary>
internal sealed record Mode(string Name, Kind Kind, int Rows)
{
    public static IReadOnlyList<Mode> All { get; } =
    [
        new("one sample, back to back", Kind.Sample, 1),
        new("one sample, serial", Kind.Serial, 1),
        new("batch of 64", Kind.Batch, 64),
        new("batch of 256", Kind.Batch, 256),
        new("training step, 1 sample", Kind.Train, 1),
        new("training step, 32 samples", Kind.Train, 32),
        new("training step, 64 samples", Kind.Train, 64),
        new("training step, 256 samples", Kind.Train, 256),
    ];

    /// <summary>Multiplications and additions of the matrix products in this mode.</summary>
    public double Operations(ReadOnlySpan<LayerInfo> layers)
    {
        double operations = 0;
        foreach (LayerInfo layer in layers)
        {
            int products = Kind != Kind.Train ? 1 : layer.WeightsOffset > 0 ? 3 : 2;
            operations += 2.0 * Rows * products * layer.WeightCount;
        }

        return operations;
    }

    /// <summary>
    /// Bytes of parameters and gradients that are read at least once: in training forward, backward except through the first layer,
    /// and both by the optimizer.
    /// </summary>
    public double Bytes(ReadOnlySpan<LayerInfo> layers)
    {
        double floats = 0;
        foreach (LayerInfo layer in layers)
        {
            int passes = Kind != Kind.Train ? 1 : layer.WeightsOffset > 0 ? 4 : 3;
            floats += (double)passes * layer.WeightCount;
        }

        return sizeof(float) * floats;
    }
}
