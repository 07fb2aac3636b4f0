extern alias generator;

using System.Reflection;
using TrackingNames = generator::Layerwise.Generator.TrackingNames;

namespace Layerwise.Generator.Tests.Pipeline;

/// <summary>The names that the generator gives to its steps; a new one is tested without a word here.</summary>
internal static class TrackedSteps
{
    public static IReadOnlyList<string> Names { get; } = [.. typeof(TrackingNames)
        .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!)];
}
