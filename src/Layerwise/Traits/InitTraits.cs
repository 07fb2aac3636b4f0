namespace Layerwise.Traits;

/// <summary>
/// All that is decided by which initializer a layer has: one row for each member of <see cref="Init"/> but Auto, which stands for another one.
/// </summary>
/// <param name="Init">The member.</param>
/// <param name="Scheme">What it sizes the variance by.</param>
/// <param name="Reads">The options that it looks at.</param>
/// <param name="Distribution">What it means for a matrix, in numbers.</param>
internal sealed record InitTraits(Init Init, InitScheme Scheme, InitOptions Reads, Func<InitSpec, WeightFans, WeightDistribution> Distribution)
{
    // In the order of the enum.
    private static readonly InitTraits[] Rows =
    [
        new(Init.Uniform, InitScheme.ThirdOfLeCun, InitOptions.None, static (_, fans) => WeightDistribution.Uniform(fans.LeCun / 3)) { IsUniform = true },
        new(Init.XavierNormal, InitScheme.Xavier, InitOptions.Gain, static (init, fans) => WeightDistribution.Normal(fans.Xavier(init.Gain))),
        new(Init.XavierUniform, InitScheme.Xavier, InitOptions.Gain, static (init, fans) => WeightDistribution.Uniform(fans.Xavier(init.Gain))) { IsUniform = true },
        new(Init.HeNormal, InitScheme.He, InitOptions.None, static (_, fans) => WeightDistribution.Normal(fans.He)),
        new(Init.HeUniform, InitScheme.He, InitOptions.None, static (_, fans) => WeightDistribution.Uniform(fans.He)) { IsUniform = true },
        new(Init.LeCunNormal, InitScheme.LeCun, InitOptions.None, static (_, fans) => WeightDistribution.Normal(fans.LeCun)),
        new(Init.LeCunUniform, InitScheme.LeCun, InitOptions.None, static (_, fans) => WeightDistribution.Uniform(fans.LeCun)) { IsUniform = true },
        new(Init.RandomNormal, InitScheme.None, InitOptions.InitScale, static (init, _) => WeightDistribution.NormalOfScale(init.Scale)),
        new(Init.RandomUniform, InitScheme.None, InitOptions.InitScale, static (init, _) => WeightDistribution.UniformOfScale(init.Scale)) { IsUniform = true },
        new(Init.Zeros, InitScheme.None, InitOptions.None, static (_, _) => WeightDistribution.Constant(0)),
        new(Init.Constant, InitScheme.None, InitOptions.InitScale, static (init, _) => WeightDistribution.Constant(init.Scale)),
        new(Init.TruncatedNormal, InitScheme.None, InitOptions.InitScale, static (init, _) => WeightDistribution.TruncatedNormalOfScale(init.Scale)),
        new(Init.CorrectedTruncatedNormal, InitScheme.None, InitOptions.InitScale, static (init, _) => WeightDistribution.TruncatedNormal((double)init.Scale * init.Scale)),
        new(Init.Orthogonal, InitScheme.Other, InitOptions.Gain, static (init, fans) => WeightDistribution.Orthogonal(init.Gain, fans)),
        new(Init.Identity, InitScheme.Other, InitOptions.Gain, static (init, fans) => WeightDistribution.Identity(init.Gain, fans)),
        new(
            Init.VarianceScaling,
            InitScheme.Other,
            InitOptions.VarianceScale | InitOptions.FanMode | InitOptions.InitDistribution,
            static (init, fans) => WeightDistribution.Of(init.Distribution, init.VarianceScale / fans.Of(init.FanMode))),
        new(
            Init.Sparse,
            InitScheme.None,
            InitOptions.InitScale | InitOptions.Sparsity,
            static (init, fans) => WeightDistribution.Sparse(init.Scale, init.Sparsity, fans)),
    ];

    /// <summary>Every row.</summary>
    public static IReadOnlyList<InitTraits> All => Rows;

    /// <summary>Whether it draws from an interval, each number as likely as another.</summary>
    public bool IsUniform { get; private init; }

    /// <summary>The initializer of a scheme that has a normal and a uniform one.</summary>
    public static Init Drawing(InitScheme scheme, bool isUniform) => Rows.Single(row => row.Scheme == scheme && row.IsUniform == isUniform).Init;

    /// <summary>The row of an initializer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is Auto, or no member of the enum.</exception>
    public static InitTraits Of(Init init) => (uint)init - 1 < (uint)Rows.Length
        ? Rows[(int)init - 1]
        : throw new ArgumentOutOfRangeException(nameof(init), init, "Expected the initializer that a layer really has.");

    /// <summary>Those that look at an option, by name, for a message.</summary>
    public static IEnumerable<Init> Reading(InitOptions option) => Rows.Where(row => row.Reads.HasFlag(option)).Select(static row => row.Init);
}
