namespace Layerwise.Traits;

/// <summary>All that is decided by which kind of target a loss takes: one row for each member of <see cref="TargetKind"/>.</summary>
/// <param name="Kind">The member.</param>
/// <param name="Low">The least target.</param>
/// <param name="High">The largest target.</param>
/// <param name="Range">The targets in words, as the object of a sentence.</param>
internal sealed record TargetTraits(TargetKind Kind, float Low, float High, string Range)
{
    // In the order of the enum.
    private static readonly TargetTraits[] Rows =
    [
        new(TargetKind.Number, float.MinValue, float.MaxValue, "finite targets"),
        new(TargetKind.Share, 0, 1, "targets from 0 to 1") { IsYesOrNo = true },
        new(TargetKind.Distribution, 0, float.PositiveInfinity, "probabilities, which are at least 0 and add up to 1 for each sample") { IsOverClasses = true },
        new(TargetKind.Sign, -1, 1, "targets that are -1 or 1") { IsYesOrNo = true, IsOneOfTwo = true, OfOtherClasses = -1 },
    ];

    /// <summary>Every row.</summary>
    public static IReadOnlyList<TargetTraits> All => Rows;

    /// <summary>Whether nothing between the least and the largest target is one.</summary>
    public bool IsOneOfTwo { get; private init; }

    /// <summary>Whether each target is an answer of its own.</summary>
    public bool IsYesOrNo { get; private init; }

    /// <summary>Whether the targets of a sample are one answer, a class, and add up to 1.</summary>
    public bool IsOverClasses { get; private init; }

    /// <summary>The target of a class that a sample does not belong to; that of its own class is 1.</summary>
    public float OfOtherClasses { get; private init; }

    /// <summary>The row of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no member of the enum.</exception>
    public static TargetTraits Of(TargetKind kind) => (uint)kind < (uint)Rows.Length
        ? Rows[(int)kind]
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected a member of TargetKind.");
}
