namespace Layerwise;

/// <summary>What a layer computes from its inputs. Later versions may have more members.</summary>
public enum LayerKind
{
    /// <summary>a = φ(x·W + b), every output from every input: <see cref="LayerAttribute"/>.</summary>
    Dense,

    /// <summary>The same from a window that moves over the input: <see cref="Conv1DAttribute"/>, <see cref="Conv2DAttribute"/>.</summary>
    Convolution,

    /// <summary>The largest number or the mean of each window: <see cref="MaxPool2DAttribute"/>, <see cref="AveragePool2DAttribute"/>, <see cref="GlobalAveragePoolAttribute"/>.</summary>
    Pooling,

    /// <summary>h' = φ(x·W + h·U + b), step after step: <see cref="RnnAttribute"/>.</summary>
    Rnn,

    /// <summary>Gated recurrent units: <see cref="GruAttribute"/>.</summary>
    Gru,

    /// <summary>Long short-term memory: <see cref="LstmAttribute"/>.</summary>
    Lstm,
}
