using Layerwise.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Layerwise.Generator.Tests.Hostile;

/// <summary>
/// Two generated files of one name, compared without regard to case, would cost every network of the project its code. Whatever networks are called and
/// nested in, each has files of its own.
/// </summary>
public sealed class HintNameTests
{
    private const string Layer = "[Layerwise.Layer(2, 1, Layerwise.Activation.Relu)]";

    // Forward and Weights as they are written here are members of every network.
    [Theory]
    [InlineData("Training")]
    [InlineData("training")]
    [InlineData("forward")]
    [InlineData("FORWARD")]
    [InlineData("weights")]
    [InlineData("Report")]
    [InlineData("g")]
    public void A_network_nested_in_a_network_may_be_called_as_its_files(string name) =>
        AssertNamed($$"""{{Layer}} internal partial class Net { {{Layer}} internal partial class {{name}}; } {{Layer}} internal partial class Other;""");

    [Theory]
    [InlineData("the case of nested classes", $$"""internal partial class A { {{Layer}} internal partial class Net; {{Layer}} internal partial class NET; {{Layer}} internal partial class net; }""")]
    [InlineData("the case of containers", $$"""internal partial class Ab { {{Layer}} internal partial class Net; } internal partial class aB { {{Layer}} internal partial class Net; }""")]
    [InlineData("the case of namespaces and of what is in them", $$"""namespace Ab.C { {{Layer}} internal partial class Net; } namespace AB.C { {{Layer}} internal partial class nET; } namespace ab.c { {{Layer}} internal partial class neT; }""")]
    [InlineData("three forms of one letter", $"{Layer} internal partial class Ǆ; {Layer} internal partial class ǅ; {Layer} internal partial class ǆ;")]
    [InlineData("a generic class of that name", $$"""internal class Net<T>; {{Layer}} internal partial class Net; internal class NET<T>; internal class net<T1, T2>;""")]
    [InlineData("letters, marks and numbers", $"{Layer} internal partial class a\u0301ⅣХ\u203fy; {Layer} internal partial class a\u0301ⅣХ\u203fY;")]
    public void Names_that_differ_by_case_have_files_of_their_own(string what, string source)
    {
        Assert.NotEmpty(what);
        AssertNamed(source);
    }

    [Theory]
    [InlineData($$"""namespace A { partial class B { {{Layer}} partial class Net; } } namespace A.B { {{Layer}} partial class Net; }""")]
    [InlineData($$"""partial class A { {{Layer}} partial class Net; } partial struct A { {{Layer}} partial class Net; } partial record A { {{Layer}} partial class Net; }""")]
    [InlineData($$"""partial interface A { {{Layer}} partial class Net; } partial class A<T> { {{Layer}} partial class Net; } partial record struct A { {{Layer}} partial class Net; }""")]
    [InlineData($"{Layer} partial class Net; {Layer} partial class Net; partial struct Net; {Layer} partial record Net;")]
    public void Declarations_that_the_compiler_refuses_leave_other_networks_alone(string source)
    {
        Generation generation = new Consumer($"{source} {Layer} internal partial class Other;").Generate();
        generation.AssertCalm();
        Assert.Contains("Other.g.cs", generation.HintNames);
    }

    private static void AssertNamed(string source)
    {
        Generation generation = new Consumer(source).Generate();
        generation.AssertCalm();
        Assert.DoesNotContain(generation.Diagnostics, static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal(3 * (source.Split(Layer).Length - 1), generation.HintNames.Count());
        Assert.Distinct(generation.HintNames, StringComparer.OrdinalIgnoreCase);
    }
}
