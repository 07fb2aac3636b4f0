using System.Collections.Immutable;
using Layerwise.Generator.Layers;
using Layerwise.Generator.Model;
using Layerwise.Generator.Parsing;
using Layerwise.Generator.Writing;
using Layerwise.Tensors;
using Layerwise.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Generator.Declarations;

/// <summary>
/// From an annotated class to a <see cref="NetworkSpec"/> or to what is wrong with it. Generator and analyzers share it, so they
/// can't disagree about what is a network.
/// </summary>
internal static class NetworkParser
{
    public const string NetworkAttributeName = "Layerwise.NetworkAttribute";
    public const string FrozenAttributeName = "Layerwise.FrozenAttribute";

    /// <summary>2 GiB of weights; far below the length that an array may have.</summary>
    public const int MostParameters = 1 << 29;

    private static readonly float DefaultInputPower = new NetworkAttribute().InputPower;

    /// <summary>
    /// Parses a class with at least one [Layer], [Network] or [Frozen]. Half-typed code and attributes on a struct or interface give neither a
    /// spec nor faults: the compiler speaks of them. Nor do attributes of those names that another library has.
    /// </summary>
    /// <param name="type">The class.</param>
    /// <param name="compilation">What it is part of.</param>
    /// <param name="cancellationToken">Stops the parsing of what nobody wants any more.</param>
    public static ParsedNetwork Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        if (type.TypeKind != TypeKind.Class) return ParsedNetwork.Incomplete;

        var faults = new FaultList();
        ImmutableArray<AttributeData> attributes = type.GetAttributes();
        AttributeArguments[] layers = LayersOf(attributes, cancellationToken);
        AttributeArguments[] options = Arguments(attributes, NetworkAttributeName, cancellationToken);
        AttributeArguments[] frozen = Arguments(attributes, FrozenAttributeName, cancellationToken);
        if (layers.Length <= LayerRuns.MostLayers && !layers.Concat(options).Concat(frozen).All(static arguments => arguments.AreComplete)) return ParsedNetwork.Incomplete;

        var scope = new ParseScope(type, compilation, cancellationToken);
        if (frozen.Length > 0 && frozen[0].HasType(TwinParser.Parameter, out _)) return TwinParser.Parse(scope, frozen[0], [.. layers, .. options]);

        if (layers.Length == 0)
        {
            if (frozen.Length > 0 && FileDeclaration.IsOne(frozen[0])) return FileDeclaration.Parse(scope, frozen[0], options);
            if (frozen.Length > 0) faults.Add(FaultKind.FrozenLayersUnfit, frozen[0].Location, type.Name, TwinParser.NoLayers);
            else if (options.Length > 0) faults.Add(FaultKind.NoLayers, options[0].Location, type.Name, "Network");
            else if (Arguments(attributes, InputParser.InputAttributeName, cancellationToken) is { Length: > 0 } given)
            {
                faults.Add(FaultKind.NoLayers, given[0].Location, type.Name, "Input");
            }

            return new ParsedNetwork(null, faults.ToImmutable());
        }

        layers = LayerRuns.Expand(layers);
        if (layers.Length > LayerRuns.MostLayers)
        {
            faults.Add(FaultKind.TooManyLayers, layers[LayerRuns.MostLayers].LocationOf(nameof(LayerAttribute.Repeat)), layers.Length, LayerRuns.MostLayers);
            return new ParsedNetwork(null, faults.ToImmutable());
        }

        string? frozenFile = frozen.Length > 0 ? frozen[0].Text("file") : null;
        TypeShape.Check(scope, layers[0].Location, frozenFile is not null, faults);
        Parsed<NetworkSpec> spec = ParseSpec(type, layers, options, scope);
        faults.Add(spec.Faults);
        HiddenNames.Check(type, compilation, layers[0].Library, faults);
        bool Has(TensorRole role) => spec.Value?.Has(role) == true;
        string[] heads = [.. layers.Where(HeadParser.IsHead).Select(HeadParser.NameOf)];
        string[] inputs = [.. spec.Value?.Inputs.Select(static input => input.Name) ?? []];
        bool scales = spec.Value is { Scales: true };
        bool isRecurrent = spec.Value is { IsRecurrent: true };
        IEnumerable<string> members = frozenFile is null
            ? GeneratedMembers.OfTrained(Has, heads, inputs, scales, isRecurrent)
            : GeneratedMembers.OfFrozen([.. heads, .. inputs], isRecurrent);
        MemberCollisions.Check(type, members, faults);
        if (faults.Count > 0) return new ParsedNetwork(null, faults.ToImmutable()) { Layers = ImmutableArray.Create(layers) };

        string? output = frozen.Length > 0 ? FileDeclaration.OutputOf(frozen[0]) : null;
        return new ParsedNetwork(spec.Value! with { FrozenFile = frozenFile, FrozenOutput = output }, ImmutableArray<Fault>.Empty)
        {
            Layers = ImmutableArray.Create(layers),
            Options = options.Length > 0 ? options[0] : null,
            FrozenLocation = frozen.Length > 0 ? frozen[0].LocationOf("file") : Location.None,
        };
    }

    /// <summary>What the attributes of a class make of the scope's class, which is the same one or its frozen twin.</summary>
    /// <param name="declaring">The class that has the attributes.</param>
    /// <param name="layers">The attribute of each layer: at least one, at most <see cref="LayerRuns.MostLayers"/>.</param>
    /// <param name="options">Its [Network] attribute, if it has one.</param>
    /// <param name="scope">What they are read for.</param>
    public static Parsed<NetworkSpec> ParseSpec(INamedTypeSymbol declaring, AttributeArguments[] layers, AttributeArguments[] options, ParseScope scope)
    {
        var faults = new FaultList();
        bool isOrdered = CheckOneDeclaration(declaring, layers, faults);
        if (isOrdered) HeadParser.CheckOrder(layers, options, faults);
        int before = faults.Count;
        Shape? given = InputParser.ShapeOf(declaring, faults, scope.CancellationToken);
        AttributeArguments? network = options.Length > 0 ? options[0] : null;
        EquatableArray<LayerSpec> specs = ParseLayers(layers, network, given, isGivenFaulty: faults.Count > before, scope, isOrdered && faults.Count == 0, faults);
        bool hasHeads = layers.Any(HeadParser.IsHead);
        LossSpec loss = LossParser.Parse(hasHeads ? null : network, "Network", faults);
        float inputPower = options.Length == 0
            ? DefaultInputPower
            : NetworkOption.Read(options[0], nameof(NetworkAttribute.InputPower), DefaultInputPower, OptionRange.Positive, faults);
        InputScaling inputScaling = ScalingParser.Inputs(network, faults);
        TargetScaling targetScaling = ScalingParser.Targets(network, faults);
        int warmup = SequenceParser.StepsOf(network, nameof(NetworkAttribute.WarmupSteps), faults);
        int memory = SequenceParser.StepsOf(network, nameof(NetworkAttribute.Memory), faults);
        if (faults.Count > 0) return new(null, faults.ToImmutable());

        CheckResiduals(specs, layers, faults);
        HeadSpec[] heads = HeadParser.IsHead(layers[layers.Length - 1])
            ? HeadParser.Parse(specs, layers, faults)
            : [HeadSpec.Only(specs, LossParser.Resolve(loss, specs[specs.Count - 1], options.Length > 0 ? options[0] : null, "Network", faults))];
        foreach (HeadSpec head in heads)
        {
            CheckDropout(specs, head, layers, faults);
            CheckPositions(specs[head.Last], head, layers, faults);
        }

        EquatableArray<InputSpec> inputs = InputParser.Parse(declaring, specs[0].Input.Size, heads, faults, scope.CancellationToken);
        if (faults.Count > 0) return new(null, faults.ToImmutable());

        var spec = new NetworkSpec(TypeShape.Describe(scope.Network, scope.CancellationToken), specs, new EquatableArray<HeadSpec>(ImmutableArray.Create(heads)))
        {
            InputPower = inputPower,
            InputScaling = inputScaling,
            TargetScaling = targetScaling,
            Inputs = inputs,
            WarmupSteps = warmup,
            Memory = memory,
        };
        SequenceParser.Check(spec, layers, network, faults);
        ScalingParser.Check(spec, network, faults);
        return faults.Count > 0 ? new(null, faults.ToImmutable()) : Parsed<NetworkSpec>.Sound(spec);
    }

    /// <summary>The library's attributes that are layers, of whatever kind, in their order.</summary>
    public static AttributeArguments[] LayersOf(ImmutableArray<AttributeData> attributes, CancellationToken cancellationToken) => attributes
        .Where(static attribute => LayerKinds.NameOf(attribute) is not null)
        .Select(attribute => new AttributeArguments(attribute, cancellationToken))
        .ToArray();

    private static void CheckResiduals(EquatableArray<LayerSpec> specs, AttributeArguments[] layers, FaultList faults)
    {
        foreach (LayerSpec layer in specs)
        {
            if (layer.ResidualSpan == 0) continue;
            LayerSpec start = specs[layer.Index - layer.ResidualSpan + 1];
            if (start.Head != layer.Head && layers.Count(HeadParser.IsHead) > 1)
            {
                HeadParser.AddResidualAcross(layer, layers[layer.Index], faults);
                continue;
            }

            if (layer.CanAdd(start.Input)) continue;
            string whose = start == layer ? "the layer" : $"layer {start.Number}";
            Location place = layers[layer.Index].LocationOf(nameof(LayerAttribute.Residual));
            string remedy = LayerKinds.Of(layer).IsRecurrent ? "make them as many, or remove Residual"
                : layer.Projecting(start.Input).ProjectedInputs > 0
                ? "make them as many, or write Projection = true, or remove Residual"
                : "no projection leads from the positions of the one to those of the other; keep them with Padding = Padding.Same, or remove Residual";
            faults.Add(FaultKind.UnfitResidual, place, new LayerNumber(layer.Number), start.Input.ToString(), whose, layer.Output.ToString(), remedy);
        }
    }

    // The right output would be 0 with the probability of the dropout, and the loss infinite.
    private static void CheckDropout(EquatableArray<LayerSpec> specs, HeadSpec head, AttributeArguments[] layers, FaultList faults)
    {
        LayerSpec last = specs[head.Last];
        if (last.Dropout == 0 || !head.Loss.Traits.TakesLogarithms) return;
        faults.Add(new Fault(
            FaultKind.DropoutBeforeLogarithm,
            layers[last.Index].LocationOf("Dropout"),
            ImmutableArray.Create<object>(new LayerNumber(last.Number), head.Loss.Kind.ToString()))
        {
            Counterpart = DropoutPlace.Before(specs, last) is { } place ? layers[place.Index].Location : null,
        });
    }

    // A class at each position is not what those losses compare, unless the positions are steps.
    private static void CheckPositions(LayerSpec last, HeadSpec head, AttributeArguments[] layers, FaultList faults)
    {
        if (!last.Output.HasPositions || last.Steps > 0 || !(head.Loss.TakesLabels || last.IsRowwise)) return;
        faults.Add(
            FaultKind.UnfitShape,
            layers[last.Index].Location,
            new LayerNumber(last.Number),
            $"it makes {last.Output} numbers, and {head.Loss.Kind} compares the classes of a whole sample; write a [GlobalAveragePool] or a [Layer] below it");
    }

    /// <summary>The library's attributes of one name.</summary>
    public static AttributeArguments[] Arguments(ImmutableArray<AttributeData> attributes, string name, CancellationToken cancellationToken) =>
        attributes
            .Where(attribute => Library.Declares(attribute.AttributeClass, name))
            .Select(attribute => new AttributeArguments(attribute, cancellationToken))
            .ToArray();

    // The compiler may put the attributes of two declarations in either order.
    private static bool CheckOneDeclaration(INamedTypeSymbol type, AttributeArguments[] layers, FaultList faults)
    {
        TypeDeclarationSyntax? first = layers[0].Declaration;
        foreach (AttributeArguments layer in layers)
        {
            if (layer.Declaration != first)
            {
                faults.Add(FaultKind.SpreadOverDeclarations, layer.Location, type.Name);
                return false;
            }
        }

        return true;
    }

    private static string Given(LayerSpec layer) =>
        layer.Steps > 0 ? $"makes {layer.Output.Channels} numbers at each step"
        : layer.Output.HasPositions ? $"makes {layer.Output.WithSize()} numbers"
        : $"has a fanOut of {layer.Output}";

    // Whoever lets a causal convolution be followed by a layer of its channels means a network that goes step by step.
    private static string Remedy(LayerSpec previous, LayerSpec next) =>
        previous is { Steps: 0, Window: { Vertical: null, Horizontal: { Before: > 0, After: 0 } } } && next.Input.Size == previous.Output.Channels
            ? "make them equal, or write [Network(Streaming = true)] for an answer at each position"
            : "make them equal";

    private static EquatableArray<LayerSpec> ParseLayers(
        AttributeArguments[] layers, AttributeArguments? options, Shape? inputs, bool isGivenFaulty, ParseScope scope, bool isOrdered, FaultList faults)
    {
        ImmutableArray<LayerSpec>.Builder specs = ImmutableArray.CreateBuilder<LayerSpec>(layers.Length);
        LayerSpec? previous = null;
        LayerSpec? shared = null;
        ImmutableArray<Fault> faultsOfLayer = ImmutableArray<Fault>.Empty;
        long parameters = 0;
        int statistics = 0;
        int remembered = 0;
        long numbers = 0;
        bool isOfSequence = SequenceParser.AreSequences(layers, options);
        if (isOfSequence && !isGivenFaulty)
        {
            inputs = SequenceParser.InputsOf(layers[0], options, inputs, faults);
            isGivenFaulty = inputs is null;
        }

        for (int i = 0; i < layers.Length; i++)
        {
            ILayerKind kind = LayerKinds.Of(layers[i]);
            string head = HeadParser.NameOf(layers[i]);

            // Where layers don't stand as they must, what an output gets is not known, and one fault is enough.
            if (head.Length > 0 && HeadParser.NameOf(layers[Math.Max(0, i - 1)]) != head) previous = isOrdered ? shared : null;
            bool isRepeated = i > 0 && layers[i].AreOf(layers[i - 1]);
            if (isRepeated && previous is null)
            {
                // What is wrong with a layer is wrong with all that the line stands for; that it can't be repeated is said of the first.
                int number = i + 1;
                faults.Add(faultsOfLayer.Where(static fault => fault is { Layer: not null, Kind: not FaultKind.UnfitRepeat }).Select(fault => fault.Of(number)));
                continue;
            }

            Shape? given = i == 0 ? inputs : previous?.Output;
            var source = new LayerSource(layers[i], i, given) { FollowsFault = i == 0 ? isGivenFaulty : previous is null, IsOfSequence = isOfSequence };
            Parsed<LayerSpec> layer = isRepeated ? Parsed<LayerSpec>.Sound(previous! with { Index = i }) : kind.Parse(source, scope);
            faults.Add(layer.Faults);
            faultsOfLayer = layer.Faults;
            LayerSpec? parsed = layer.Value;
            numbers += parsed is null ? 0 : PassingThrough(parsed);
            if (numbers > int.MaxValue)
            {
                string most = NumberText.Grouped(int.MaxValue);
                string reason = $"it brings what the layers keep of a sample to {NumberText.Grouped(numbers)} numbers, more than {most}; make it, or what comes in, smaller";
                faults.Add(FaultKind.UnfitShape, layers[i].Location, new LayerNumber(i + 1), reason);
                return default;
            }

            if (parsed is not null)
            {
                if (parsed.ResidualSpan > 0 && layers[i].Named(nameof(LayerAttribute.Projection), false))
                {
                    // What faulty layers make is not known, and then nothing is emitted.
                    int start = i - parsed.ResidualSpan + 1;
                    if (start == i) parsed = parsed.Projecting(parsed.Input);
                    else if (start < specs.Count) parsed = parsed.Projecting(specs[start].Input);
                }

                if (i == 0 && inputs is { } all && all.Size != parsed.Input.Size)
                {
                    faults.Add(FaultKind.UnfitInputs, layers[i].LocationOf(kind.InputParameter), "Inputs", isOfSequence
                        ? $"each step brings {all.Channels} numbers, and layer 1 takes {parsed.Input.Channels}; make them equal"
                        : $"they are {all.WithSize()} numbers, and layer 1 takes {parsed.Input.Size}; make them equal");
                }

                if (isOrdered && previous is not null && previous.Output.Size != parsed.Input.Size)
                {
                    // How many numbers a layer over positions makes does not stand in one of its arguments.
                    bool isSaid = !previous.Input.HasPositions || previous.Steps > 0;
                    faults.Add(new Fault(
                        FaultKind.LayersDoNotFit,
                        layers[i].LocationOf(kind.InputParameter),
                        ImmutableArray.Create<object>(
                            new LayerNumber(i + 1), parsed.Steps > 0 ? parsed.Input.Channels : parsed.Input.Size, previous.Number, Given(previous), Remedy(previous, parsed)))
                    {
                        Counterpart = isSaid ? layers[previous.Index].LocationOf(LayerKinds.Of(layers[previous.Index]).OutputParameter) : null,
                        Replacement = isSaid ? null : new OptionValue(kind.InputParameter, Literal.Of(parsed.Steps > 0 ? previous.Output.Channels : previous.Output.Size)),
                    });
                }

                int offset = (int)parameters;
                parameters += parsed.Tensors.ParameterCount();
                if (parameters > MostParameters)
                {
                    faults.Add(FaultKind.NetworkTooLarge, layers[i].Location, new LayerNumber(i + 1), NumberText.Grouped(parameters), NumberText.Grouped(MostParameters));
                    return default;
                }

                specs.Add(parsed with { Head = head, ParametersOffset = offset, StatisticsOffset = statistics, StateOffset = remembered });
                statistics += parsed.StatisticsCount;
                remembered += parsed.StateSize;
            }

            previous = parsed;
            if (head.Length == 0) shared = parsed;
        }

        return new EquatableArray<LayerSpec>(specs.ToImmutable());
    }

    // At most what a plan of memory keeps of one sample for a layer over positions: its input between borders, and its results before and behind all that a layer does to them, of
    // each gate. Widths of layers without positions are bounded by their weights.
    private static long PassingThrough(LayerSpec layer)
    {
        const int most = 4;
        if (layer.Steps > 0 && layer.MovingWindows is null) return (long)layer.Steps * (layer.FanIn + ((layer.StateSize > 0 ? 2L * most : most) * layer.FanOut));
        if (!layer.Input.HasPositions) return 0;
        long between = layer.MovingWindows is { } windows ? (long)windows.Vertical.Padded * windows.Horizontal.Padded * windows.Channels : layer.Input.Size;
        return between + ((long)most * layer.Output.Size);
    }
}

/// <summary>What parsing found: a network, or faults, or neither where the code is half-typed.</summary>
internal sealed record ParsedNetwork(NetworkSpec? Spec, ImmutableArray<Fault> Faults)
{
    /// <summary>The arguments of each layer, for analyzers that speak about them; the generator must not keep them.</summary>
    public ImmutableArray<AttributeArguments> Layers { get; init; } = ImmutableArray<AttributeArguments>.Empty;

    /// <summary>The arguments of [Network], where the spec's class has it.</summary>
    public AttributeArguments? Options { get; init; }

    /// <summary>Where the file of a frozen network is named.</summary>
    public Location FrozenLocation { get; init; } = Location.None;

    public static ParsedNetwork Incomplete { get; } = new(null, ImmutableArray<Fault>.Empty);
}
