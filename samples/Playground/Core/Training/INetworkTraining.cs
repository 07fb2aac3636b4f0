namespace Playground.Training;

/// <summary>A network while it learns.</summary>
internal interface INetworkTraining : IDisposable
{
    /// <summary>What was forecast of it before the first step, from its declaration alone.</summary>
    NetworkForecast Forecast { get; }

    /// <summary>What the layers looked like before the first step.</summary>
    NetworkLook Birth { get; }

    /// <summary>Its losses so far.</summary>
    LossCurve Losses { get; }

    /// <summary>Why it takes no further step; null while it does.</summary>
    string? Failure { get; }

    /// <summary>Takes one step; does nothing after a failure.</summary>
    void Step();

    /// <summary>What the layers look like now.</summary>
    NetworkLook Look();

    /// <summary>Answers.</summary>
    /// <param name="inputs">[rows, numbers of a sample].</param>
    /// <returns>[rows, numbers of a target].</returns>
    float[] Answer(ReadOnlySpan<float> inputs);

    /// <summary>How well it does: its loss, and for classes the share of right answers.</summary>
    string Score();

    /// <summary>What the library has found to keep it from learning, once for all layers of which it is true; none if it is well.</summary>
    IReadOnlyList<string> Findings();
}
