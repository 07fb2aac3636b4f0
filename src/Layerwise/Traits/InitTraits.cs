namespace Layerwise.Traits;

/// <summary>
/// All that is decided by which initializer a layer has, beside its distribution: one row for each member of <see cref="Init"/> but Auto, which stands for another one.
/// </summary>
/// <param name="Init">The member.</param>
/// <param name="Scheme">What it sizes the variance by.</param>
/// <param name="Reads">The options that it looks at.</param>
internal sealed record InitTraits(Init Init, InitScheme Scheme, InitOptions Reads)
{
    // In the order of the enum.
    private static readonly InitTraits[] Rows =
    [
        new(Init.Uniform, InitScheme.ThirdOfLeCun, InitOptions.None) { IsUniform = true },
        new(Init.XavierNormal, InitScheme.Xavier, InitOptions.Gain),
        new(Init.XavierUniform, InitScheme.Xavier, InitOptions.Gain) { IsUniform = true },
        new(Init.HeNormal, InitScheme.He, InitOptions.None),
        new(Init.HeUniform, InitScheme.He, InitOptions.None) { IsUniform = true },
        new(Init.LeCunNormal, InitScheme.LeCun, InitOptions.None),
        new(Init.LeCunUniform, InitScheme.LeCun, InitOptions.None) { IsUniform = true },
        new(Init.RandomNormal, InitScheme.None, InitOptions.InitScale),
        new(Init.RandomUniform, InitScheme.None, InitOptions.InitScale) { IsUniform = true },
        new(Init.Zeros, InitScheme.None, InitOptions.None),
        new(Init.Constant, InitScheme.None, InitOptions.InitScale),
        new(Init.TruncatedNormal, InitScheme.None, InitOptions.InitScale),
        new(Init.CorrectedTruncatedNormal, InitScheme.None, InitOptions.InitScale),
        new(Init.Orthogonal, InitScheme.Other, InitOptions.Gain),
        new(Init.Identity, InitScheme.Other, InitOptions.Gain),
        new(Init.VarianceScaling, InitScheme.Other, InitOptions.VarianceScale | InitOptions.FanMode | InitOptions.InitDistribution),
        new(Init.Sparse, InitScheme.None, InitOptions.InitScale | InitOptions.Sparsity),
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
