using Layerwise.Runtime;

namespace Layerwise;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> have in common: all but the place of the weight decay and some defaults.</summary>
internal readonly record struct AdamSettings(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, bool Amsgrad)
{
    public int StateLength(int parameterCount) => UpdateLoop.StateLength(Amsgrad ? 3 : 2, parameterCount);

    public void Step<TDecoupled>(in UpdateSlice slice, double rateFactor)
        where TDecoupled : struct, ISwitch
    {
        double rate = Hyperparameter.Rate(LearningRate, rateFactor);
        if (Amsgrad) UpdateLoop.Run(Rule<On, TDecoupled>(rate, slice.Step), slice);
        else UpdateLoop.Run(Rule<Off, TDecoupled>(rate, slice.Step), slice);
    }

    public AdamRule<TAmsgrad, TDecoupled> Rule<TAmsgrad, TDecoupled>(double rate, long step)
        where TAmsgrad : struct, ISwitch
        where TDecoupled : struct, ISwitch => new(rate, Beta1, Beta2, Epsilon, WeightDecay, step);
}
