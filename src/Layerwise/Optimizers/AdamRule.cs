using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>The step of <see cref="Adam"/> and <see cref="AdamW"/>, which differ only in where the weight decay goes.</summary>
internal readonly struct AdamRule<TAmsgrad, TDecoupled>(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay, long step) : IUpdateRule
    where TAmsgrad : struct, ISwitch
    where TDecoupled : struct, ISwitch
{
    private readonly float _beta1 = (float)beta1;
    private readonly float _oneMinusBeta1 = (float)(1 - beta1);
    private readonly float _beta2 = (float)beta2;
    private readonly float _oneMinusBeta2 = (float)(1 - beta2);
    private readonly float _epsilon = (float)epsilon;
    private readonly float _decay = (float)(TDecoupled.IsOn ? 1 - (learningRate * weightDecay) : weightDecay);
    private readonly float _stepSize = (float)(learningRate / (1 - Math.Pow(beta1, step)));
    private readonly float _rootScale = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step)));

    public static int StateVectors => TAmsgrad.IsOn ? 3 : 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes firstState, ref TLanes secondState, ref TLanes thirdState)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes decay = TLanes.Broadcast(_decay);
        if (TDecoupled.IsOn) parameter = parameter * decay;
        else gradient = gradient + (decay * parameter);

        firstState = (TLanes.Broadcast(_beta1) * firstState) + (TLanes.Broadcast(_oneMinusBeta1) * gradient);
        secondState = (TLanes.Broadcast(_beta2) * secondState) + (TLanes.Broadcast(_oneMinusBeta2) * gradient * gradient);
        if (TAmsgrad.IsOn) thirdState = TLanes.Max(thirdState, secondState);

        TLanes variance = TAmsgrad.IsOn ? thirdState : secondState;
        TLanes root = (TLanes.Sqrt(variance) * TLanes.Broadcast(_rootScale)) + TLanes.Broadcast(_epsilon);
        return parameter - (TLanes.Broadcast(_stepSize) * firstState / root);
    }
}
