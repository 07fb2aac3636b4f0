namespace Layerwise;

/// <summary>An optimizer that treats each parameter for itself, so that several threads can share a step and give the same bits.</summary>
internal interface IElementwiseOptimizer : IOptimizer
{
    /// <summary>How strongly its steps pull parameters towards 0.</summary>
    double WeightDecay { get; }

    /// <summary>The same optimizer with another weight decay.</summary>
    /// <param name="weightDecay">Finite, at least 0.</param>
    IElementwiseOptimizer WithWeightDecay(double weightDecay);

    /// <summary><see cref="IOptimizer.Step"/> for some of the parameters.</summary>
    /// <param name="slice">Which, and where.</param>
    /// <param name="rateFactor">What the learning rate is multiplied by.</param>
    void Step(in UpdateSlice slice, double rateFactor);
}
