using System.Reflection;
using Layerwise.Conformance;
using Layerwise.Conformance.GuardPages;

namespace Layerwise.LaneWidths;

/// <summary>Networks that this program was not compiled with.</summary>
internal static class NetworksOf
{
    /// <summary>A check for each network of an assembly.</summary>
    public static IEnumerable<Func<ConformanceReport>> Assembly(string path) => System.Reflection.Assembly.LoadFrom(path).GetTypes()
        .Where(static type => type.GetInterfaces().Any(static face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(INetwork<>)))
        .OrderBy(static type => type.FullName, StringComparer.Ordinal)
        .Select(static type => typeof(NetworksOf)
            .GetMethod(nameof(CheckOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .CreateDelegate<Func<ConformanceReport>>());

    private static ConformanceReport CheckOf<TNetwork>()
        where TNetwork : class, INetwork<TNetwork> =>
        GuardPageCheck.Run((TNetwork)Activator.CreateInstance(typeof(TNetwork), 1UL)!, seed: 1);
}
