using System.Collections;
using System.Reflection;
using Layerwise.Generator.Tests.Harness;

namespace Layerwise.Generator.Tests.Pipeline;

/// <summary>What the pipeline keeps between two edits keeps nothing of the compiler alive.</summary>
public sealed class ModelTests
{
    [Fact]
    public void Nothing_of_the_compiler_is_reachable_from_the_pipelines_values()
    {
        var result = new Consumer(Samples.DigitClassifier).Generate().Result;
        // Only the generator's own steps have names of ours; the compiler's before them hold syntax, as they must.
        object[] values = [.. result.TrackedSteps
            .Where(step => TrackedSteps.Names.Contains(step.Key))
            .SelectMany(step => step.Value)
            .SelectMany(run => run.Outputs)
            .Select(output => output.Value)];

        Assert.NotEmpty(values);
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (object value in values) Walk(value, value.GetType().Name, visited);
        Assert.Contains(visited, value => value.GetType().Name == "DenseSpec");
    }

    private static void Walk(object? value, string path, HashSet<object> visited)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || IsDefault(value) || !visited.Add(value)) return;
        Assert.False(
            value.GetType().Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{path} is a {value.GetType()}");
        if (value is IEnumerable items)
        {
            foreach (object? item in items) Walk(item, path + "[]", visited);
        }

        foreach (var field in Fields(value.GetType())) Walk(field.GetValue(value), $"{path}.{field.Name}", visited);
    }

    // Of a structure that nothing was put into, nothing is reachable; an immutable array can't even be asked.
    private static bool IsDefault(object value) => value is ValueType && value.Equals(Activator.CreateInstance(value.GetType()));

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (Type? declaring = type; declaring is not null && declaring.Assembly != typeof(object).Assembly; declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
