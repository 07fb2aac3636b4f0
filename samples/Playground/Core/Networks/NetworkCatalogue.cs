namespace Playground.Networks;

/// <summary>The networks that can be chosen for each kind of data: the first is a sound one, and beside it stands what is best compared with it.</summary>
internal static class NetworkCatalogue
{
    /// <summary>For points of a plane in two classes.</summary>
    public static IReadOnlyList<NetworkChoice> Plane { get; } =
    [
        NetworkChoice.Sound("Ten residual layers of tanh", static seed => new TenResidual(seed)),
        NetworkChoice.Sound("Ten layers of ReLU, He’s weights", static seed => new TenReluHe(seed)),
        NetworkChoice.Sound("Two layers of tanh", static seed => new TwoTanh(seed)),
        NetworkChoice.Sound("Two layers of ReLU", static seed => new TwoRelu(seed)),
        NetworkChoice.Sound("Three layers of SiLU", static seed => new ThreeSilu(seed)),
        NetworkChoice.Sound("Six normalized layers of sigmoid", static seed => new SixNormalizedSigmoid(seed)),
        NetworkChoice.Mistake("Six layers of sigmoid", static seed => new SixSigmoid(seed)),
        NetworkChoice.Mistake("Ten layers of ReLU, Xavier’s weights", static seed => new TenReluXavier(seed)),
        NetworkChoice.Mistake("No hidden layer", static seed => new StraightLine(seed)),
        NetworkChoice.Mistake("Layers without activations", static seed => new LinearLayers(seed)),
        NetworkChoice.Mistake("All weights zero", static seed => new ZeroWeights(seed)),
        NetworkChoice.Mistake("Weights far too large", static seed => new LargeWeights(seed)),
        NetworkChoice.Mistake("Weights far too small", static seed => new SmallWeights(seed)),
    ];

    /// <summary>For a curve.</summary>
    public static IReadOnlyList<NetworkChoice> Curve { get; } =
    [
        NetworkChoice.Sound("Two layers of tanh", static seed => new SmoothCurve(seed)),
        NetworkChoice.Sound("Two layers of ReLU", static seed => new StraightPieces(seed)),
        NetworkChoice.Sound("Eight residual layers of tanh", static seed => new ResidualCurve(seed)),
        NetworkChoice.Mistake("A sigmoid at the end", static seed => new SigmoidOutput(seed)),
        NetworkChoice.Mistake("A ReLU at the end", static seed => new ReluOutput(seed)),
        NetworkChoice.Mistake("Layers without activations", static seed => new LinearCurve(seed)),
    ];

    /// <summary>For images of digits.</summary>
    public static IReadOnlyList<NetworkChoice> Digits { get; } =
    [
        NetworkChoice.Sound("Twenty layers of ReLU, He’s weights", static seed => new TwentyReluHe(seed)),
        NetworkChoice.Sound("One hidden layer of ReLU", static seed => new DigitClassifier(seed)),
        NetworkChoice.Sound("Six normalized layers of sigmoid", static seed => new NormalizedSigmoidDigits(seed)),
        NetworkChoice.Mistake("Twenty layers of ReLU, Xavier’s weights", static seed => new TwentyReluXavier(seed)),
        NetworkChoice.Mistake("Six layers of sigmoid", static seed => new SigmoidDigits(seed)),
        NetworkChoice.Mistake("All weights the same", static seed => new EqualUnits(seed)),
    ];
}
