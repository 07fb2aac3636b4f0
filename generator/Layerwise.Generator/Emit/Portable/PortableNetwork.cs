using System.Collections.Immutable;
using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;
using Layerwise.Generator.Planning;
using Layerwise.Generator.Weights;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Emit.Portable;

/// <summary>A frozen network on its way to a file in another language: what is the same in all of them.</summary>
/// <param name="frozen">The network.</param>
/// <param name="language">The language.</param>
internal sealed class PortableNetwork(FrozenNetwork frozen, Language language)
{
    /// <summary>Rounding, which differs between processors, stays far below.</summary>
    public const float Tolerance = 1e-4f;

    // No registers of sixteen floats wait for hidden values to begin on a cache line.
    private readonly NetworkPlan _plan = Planned(frozen.Network);

    private readonly PortableTensors _tensors = new(frozen);

    public NetworkSpec Network => frozen.Network;

    /// <summary>Floats that pass between the layers, and behind them the sums of gates.</summary>
    public int HiddenLength => _plan.SampleScratch + _plan.Inference.OfType<Recur>().Select(GateWriter.RoomOf).DefaultIfEmpty().Max();

    /// <summary>Samples of the self-test.</summary>
    public int Samples => (int)frozen.SelfTestRows;

    /// <summary>What the head of a file says of the network, in ASCII.</summary>
    public IEnumerable<string> Description =>
    [
        $"Compiled by Layerwise from {frozen.File.Name}: change the network there, and build again.",
        .. Network.Layers.Select(static layer => $"Layer {Literal.Of(layer.Number)}: {layer.Sizes}, {layer.ActivationName}".Replace("→", "to").Replace("×", "x")),
    ];

    /// <summary>The parts of its inputs and its outputs that have names: a name, where it begins, how many numbers.</summary>
    public IEnumerable<(string Name, int Offset, int Size)> Parts =>
    [
        .. Network.Inputs.Select(static input => (input.Name, input.Offset, input.Size)),
        .. Network.Heads.Where(static head => head.IsNamed).Select(static head => (head.Name, head.Offset, head.Size)),
    ];

    /// <summary>Writes the constants, the functions behind them, and a function for each layer; then <paramref name="writeForward"/> writes the one that calls those.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="writeForward">Is given the calls.</param>
    public void Write(CodeWriter writer, Action<IReadOnlyList<string>> writeForward)
    {
        var steps = new StepWriter(_plan, _tensors, language);
        var layers = new CodeWriter();
        List<string> calls = [];
        foreach ((string name, ImmutableArray<Operation> group) in Groups())
        {
            Place[] arrays = [.. group.SelectMany(steps.ArraysOf).Distinct()];
            if (arrays.Length == 0) continue;
            string parameters = string.Join(", ", arrays.Select(place => language.Parameter(place, place != language.Inputs)).Where(static parameter => parameter.Length > 0));
            using (layers.Block(language.PrivateFunction("void", name, parameters)))
            {
                foreach (Operation step in group.Where(step => !steps.IsDone(step))) steps.Write(layers, step);
            }

            layers.Line();
            calls.Add($"{language.Name(name)}({string.Join(", ", arrays.Select(language.Argument).Where(static argument => argument.Length > 0))});");
        }

        foreach (WeightFormat format in _tensors.Rounded.Select(static part => part.Tensor.Format).Distinct()) language.WriteWidening(writer, format);
        foreach ((string name, RoundedTensor tensor) in _tensors.Rounded)
        {
            language.WriteRounded(writer, name, tensor);
            writer.Line();
        }

        foreach ((string name, float[] values) in _tensors.All)
        {
            language.WriteConstants(writer, name, values);
            writer.Line();
        }

        foreach (PortablePhi function in steps.Functions)
        {
            function.Write(writer, language);
            writer.Line();
        }

        writer.Line(layers.ToString().TrimEnd('\n'));
        writer.Line();
        writeForward(calls);
    }

    /// <summary>Writes the samples of the self-test.</summary>
    public void WriteSamples(CodeWriter writer)
    {
        language.WriteConstants(writer, "SelfTestInputs", frozen.Values(TensorNames.SelfTestInputs)!);
        writer.Line();
        language.WriteConstants(writer, "SelfTestOutputs", frozen.SelfTestOutputs!);
        writer.Line();
    }

    // Steps of one layer one after the other. What ends an output may come behind other layers.
    private IEnumerable<(string Name, ImmutableArray<Operation> Steps)> Groups()
    {
        var names = new HashSet<string>();
        for (int start = 0, end; start < _plan.Inference.Length; start = end)
        {
            int layer = _plan.Inference[start].Layer.Index;
            end = start + 1;
            while (end < _plan.Inference.Length && _plan.Inference[end].Layer.Index == layer) end++;
            string name = $"Layer{Literal.Of(layer + 1)}";
            while (!names.Add(name)) name += "End";
            yield return (name, _plan.Inference.Skip(start).Take(end - start).ToImmutableArray());
        }
    }

    private static NetworkPlan Planned(NetworkSpec network)
    {
        NetworkPlan plan = NetworkPlan.Of(network);
        return plan with { Hidden = InferenceMemory.Of(plan.Inference, alignment: 1) };
    }
}
