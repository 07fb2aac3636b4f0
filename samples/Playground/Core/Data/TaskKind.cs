namespace Playground.Data;

/// <summary>What a picture of a task shows.</summary>
internal enum TaskKind
{
    /// <summary>Points of a plane in two classes, and where a network draws the boundary.</summary>
    Plane,

    /// <summary>Points of a curve, and the curve that a network draws.</summary>
    Curve,

    /// <summary>Images, and what a network takes them for.</summary>
    Images,
}
