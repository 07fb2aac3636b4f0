using System.Globalization;
using Layerwise.Runtime;
using Layerwise.Tensors;

namespace Layerwise;

/// <summary>What the parameters of a network are called in a file, and which way round its weights stand there.</summary>
/// <remarks>A file is written in the naming it is to be read in: nothing is guessed, a square matrix would not tell.</remarks>
/// <param name="Layer">From the zero-based index of a layer to the text before <c>.weight</c> and <c>.bias</c>; different for each.</param>
/// <param name="Orientation">Which way round its weights stand.</param>
public sealed record TensorNaming(Func<int, string> Layer, WeightOrientation Orientation)
{
    /// <summary>
    /// <c>layers.0.weight</c> [fanIn, fanOut], <c>layers.0.bias</c> [fanOut]; <c>layers.0.gamma</c>, <c>layers.0.beta</c>,
    /// <c>layers.0.running_mean</c> and <c>layers.0.running_var</c> of a normalization, as far as it has them; <c>layers.0.slope</c> [1] or [units] of a
    /// <see cref="Activation.PRelu"/>; <c>layers.0.projection</c> of a residual connection with weights of its own;
    /// <c>layers.0.recurrent_weight</c> [units, gates × units] and, with units of a <see cref="GruAttribute"/>, <c>layers.0.recurrent_bias</c>;
    /// <c>layers.1.weight</c>, …
    /// </summary>
    public static TensorNaming Default { get; } = new(static layer => "layers." + Text(layer), WeightOrientation.InOut);

    /// <summary>
    /// From the zero-based index of a layer to the whole name of its learned slope; null for the layer's own name with <c>.slope</c>.
    /// </summary>
    public Func<int, string>? Slope { get; init; }

    /// <summary>
    /// From the zero-based index of a layer to the names of its batch normalization; null for the layer's own name with <c>.gamma</c>,
    /// <c>.beta</c>, <c>.running_mean</c>, <c>.running_var</c>.
    /// </summary>
    public Func<int, NormalizationNames>? Normalization { get; init; }

    /// <summary>
    /// Whether a file may hold further tensors, which loading leaves alone: the critic beside the actor, an optimizer's state. Default false: any other one is an error, because it
    /// may be the one that was meant.
    /// </summary>
    public bool AllowOthers { get; init; }

    /// <summary>Whether windows are [filters, channels / groups, kernel], and what has no positions any more is counted channel by channel.</summary>
    internal bool CountsChannelsFirst { get => field || Orientation == WeightOrientation.OutIn; init; }

    // From the index of a layer to its number within a module of PyTorch that remembers; null where recurrent layers have names like others.
    private Func<int, int>? NumberInModule { get; init; }

    /// <summary>What every name begins with.</summary>
    internal string Prefix { get; private init; } = "";

    // Whole names by those of Default; null where the other rules give them.
    private IReadOnlyDictionary<string, string>? Table { get; init; }

    /// <summary>
    /// Whole names from a table that has one for each tensor of the network: from its name in <see cref="Default"/>, such as <c>layers.0.weight</c>, to its name in
    /// the file.
    /// </summary>
    /// <param name="names">The table; what it has beyond the network's tensors is not looked at.</param>
    /// <param name="orientation">Which way round the weights stand.</param>
    public static TensorNaming FromTable(IReadOnlyDictionary<string, string> names, WeightOrientation orientation)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Default with { Orientation = orientation, Table = names };
    }

    /// <summary>
    /// The actor of a policy of Stable-Baselines3's PPO or A2C (<c>MlpPolicy</c>) with the layers of a network, in the policy's own <c>state_dict</c>:
    /// <c>mlp_extractor.policy_net.0.weight</c> [fanOut, fanIn], <c>mlp_extractor.policy_net.2.weight</c>, …, <c>action_net.weight</c>. The critic and <c>log_std</c>
    /// beside it are left alone.
    /// </summary>
    /// <typeparam name="TNetwork">The network: a layer for each hidden one of the actor, and one for its actions.</typeparam>
    public static TensorNaming StableBaselines3<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        int last = TNetwork.Layers.Length - 1;
        return new TensorNaming(layer => layer == last ? "action_net" : "mlp_extractor.policy_net." + Text(2 * layer), WeightOrientation.OutIn) { AllowOthers = true };
    }

    /// <summary>
    /// PyTorch's <c>nn.Sequential</c> of the modules that the layers of a network are, in the <see cref="LayerOrder"/> of each: <c>nn.Linear</c>, <c>nn.BatchNorm1d</c>,
    /// <c>nn.LayerNorm</c>, <c>nn.RMSNorm</c> or <c>nn.GroupNorm</c> where it normalizes, the activation's unless that is <see cref="Activation.Identity"/>, <c>nn.Dropout</c>
    /// where it drops. Of <c>nn.Linear(…), nn.ReLU(), nn.Linear(…)</c> that is <c>0.weight</c> [fanOut, fanIn], <c>0.bias</c> [fanOut], <c>2.weight</c>, … A residual
    /// connection is no module: the names are those of a class derived from <c>nn.Sequential</c> whose <c>forward</c> adds. A convolution is an <c>nn.Conv1d</c> or
    /// <c>nn.Conv2d</c> with <c>0.weight</c> [filters, channels / groups, kernel height, kernel width], <see cref="GlobalAveragePoolAttribute"/> an <c>nn.AdaptiveAvgPool2d(1)</c> and an
    /// <c>nn.Flatten</c>, and before an <c>nn.Linear</c> that takes positions stands an <c>nn.Flatten</c>, which counts them channel by channel.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <exception cref="NotSupportedException">A layer is of a kind for which nothing says which module it is.</exception>
    public static TensorNaming PyTorchSequential<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        var modules = TorchModules.Of<TNetwork>();
        return new TensorNaming(layer => Text(modules.Linear[layer]), WeightOrientation.OutIn)
        {
            Slope = layer => Text(modules.Activation[layer]) + ".weight",
            Normalization = layer => NormalizationNames.OfPyTorch(Text(modules.Normalization[layer])),
        };
    }

    /// <summary>
    /// PyTorch's modules by their names, one for each layer that has weights: of <c>self.gru = nn.GRU(1, 16)</c> and <c>self.fc = nn.Linear(16, 1)</c> they are
    /// <c>gru.weight_ih_l0</c> [gates × units, inputs], <c>gru.weight_hh_l0</c>, <c>gru.bias_ih_l0</c>, <c>gru.bias_hh_l0</c>, <c>fc.weight</c> [fanOut, fanIn] and
    /// <c>fc.bias</c>. Recurrent layers one behind the other with the same name are those of one module: <c>"lstm", "lstm"</c> is <c>nn.LSTM(…, num_layers=2)</c>, with
    /// <c>lstm.weight_ih_l1</c> for the second. Where a layer has one bias, it is the sum of the two in the file; saved, it is the first of them, and zeros are the other.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="modules">
    /// The names, first layer to last; pooling layers have none. Normalizations and learned slopes are named by <see cref="Normalization"/> and <see cref="Slope"/>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are more or fewer names than layers with weights, or a GRU has no <see cref="GruAttribute.ResetAfter"/>, as every <c>nn.GRU</c> has.
    /// </exception>
    public static TensorNaming PyTorch<TNetwork>(params string[] modules)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(modules);
        string[] names = new string[TNetwork.Layers.Length];
        int[] numbers = new int[names.Length];
        int next = 0;
        for (int l = 0; l < names.Length; l++)
        {
            names[l] = "";
            LayerInfo layer = TNetwork.Layers[l];
            if (layer.ParameterCount == 0) continue;
            if (layer.ResetsFirst) throw new ArgumentException($"Layer {l} of {typeof(TNetwork).Name} has ResetAfter = false, and nn.GRU multiplies by its reset gate behind the product.", nameof(TNetwork));
            if (next < modules.Length) names[l] = modules[next];
            bool goesOn = l > 0 && layer.IsRecurrent && TNetwork.Layers[l - 1].Kind == layer.Kind && names[l] == names[l - 1];
            if (goesOn) numbers[l] = numbers[l - 1] + 1;
            next++;
        }

        return next == modules.Length
            ? new TensorNaming(layer => names[layer], WeightOrientation.OutIn) { NumberInModule = layer => numbers[layer] }
            : throw new ArgumentException($"There are {modules.Length} names, and {typeof(TNetwork).Name} has {next} layers with weights; expected a name for each.", nameof(modules));
    }

    /// <summary>The same names behind a prefix: those of a module within another one, such as <c>actor.mu.</c>.</summary>
    /// <param name="prefix">What every name begins with.</param>
    public TensorNaming WithPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return this with
        {
            Prefix = prefix + Prefix,
            Layer = layer => prefix + Layer(layer),
            Slope = Slope is null ? null : layer => prefix + Slope(layer),
            Normalization = Normalization is null ? null : layer => Normalization(layer).WithPrefix(prefix),
            Table = Table?.ToDictionary(static pair => pair.Key, pair => prefix + pair.Value),
        };
    }

    /// <summary>The whole name of a tensor of the layer at a zero-based index.</summary>
    /// <exception cref="ArgumentException">The table has none.</exception>
    internal string NameOf(int layer, TensorRole role)
    {
        if (Table is not null)
        {
            string known = $"{Default.Layer(layer)}.{TensorSpec.NameOf(role)}";
            return Table.TryGetValue(known, out string? name) ? name : throw new ArgumentException($"The table of names has none for {FileText.Quote(known)}.");
        }

        NormalizationNames? normalization = Normalization?.Invoke(layer);
        string? own = role switch
        {
            TensorRole.Weights or TensorRole.Biases or TensorRole.Projection or TensorRole.RecurrentWeights or TensorRole.RecurrentBiases => null,
            TensorRole.Gamma => normalization?.Gamma,
            TensorRole.Beta => normalization?.Beta,
            TensorRole.RunningMeans => normalization?.RunningMeans,
            TensorRole.RunningVariances => normalization?.RunningVariances,
            TensorRole.Slope => Slope?.Invoke(layer),
        };
        return own ?? $"{Layer(layer)}.{TensorSpec.NameOf(role)}";
    }

    /// <summary>
    /// The names of a tensor of a layer that remembers, where they are those of a module of PyTorch: its own, and that of another one that is added to it where the layer has
    /// one bias and the module two. Null where its names are like others.
    /// </summary>
    internal (string Name, string? Added)? NamesInModule(int layer, LayerInfo info, TensorRole role)
    {
        if (NumberInModule is null || !info.IsRecurrent) return null;
        bool isOneBias = role == TensorRole.Biases && info.LengthOf(TensorRole.RecurrentBiases) == 0;
        return role switch
        {
            TensorRole.Weights => (Of("weight_ih"), null),
            TensorRole.RecurrentWeights => (Of("weight_hh"), null),
            TensorRole.Biases => (Of("bias_ih"), isOneBias ? Of("bias_hh") : null),
            TensorRole.RecurrentBiases => (Of("bias_hh"), null),
            _ => null,
        };

        string Of(string part) => $"{Layer(layer)}.{part}_l{Text(NumberInModule(layer))}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
