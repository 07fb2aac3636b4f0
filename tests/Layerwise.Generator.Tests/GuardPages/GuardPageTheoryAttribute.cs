using Layerwise.Conformance.GuardPages;

namespace Layerwise.Generator.Tests.GuardPages;

/// <summary>A theory that needs guard pages; where there are none, it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GuardPageTheoryAttribute : TheoryAttribute
{
    public GuardPageTheoryAttribute() => Skip = GuardPageCheck.Obstacle;
}
