namespace Layerwise.Conformance.GuardPages;

/// <summary>The end of a span that stands at a page which may not be touched.</summary>
internal enum GuardedEnd
{
    /// <summary>In front of its first element.</summary>
    First,

    /// <summary>Behind its last element.</summary>
    Last,
}
