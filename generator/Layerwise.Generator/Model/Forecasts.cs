namespace Layerwise.Generator.Model;

/// <summary>
/// The one door to predictions: what was predicted lately is remembered by the value of what was asked, so that a network costs once what all rules, the
/// generator and the next keystroke ask of it. Safe to use from several threads.
/// </summary>
internal static class Forecasts
{
    // In layers, of about 200 bytes each with their design: 12 MB at most. A network of the most layers that are allowed, with all that the rules try on
    // it, takes a tenth.
    private const int Capacity = 65_536;

    private static readonly object Gate = new();
    private static readonly Dictionary<Question, LinkedListNode<Entry>> Entries = [];
    private static readonly LinkedList<Entry> LatestFirst = [];
    private static int s_layers;
    private static int s_computed;

    /// <summary>How many predictions were worked out so far, and not remembered.</summary>
    public static int Computed => Volatile.Read(ref s_computed);

    /// <summary>Predicts layers as <see cref="SignalPropagation.Predict(IReadOnlyList{LayerDesign}, double)"/> does, or remembers.</summary>
    public static NetworkPrediction Of(EquatableArray<LayerDesign> layers, double inputPower) =>
        EntryOf(new Question(layers, inputPower)).Prediction.Value;

    // Who asks while another thread works on the answer waits for that one.
    private static Entry EntryOf(Question question)
    {
        lock (Gate)
        {
            if (Entries.TryGetValue(question, out LinkedListNode<Entry>? known))
            {
                LatestFirst.Remove(known);
                LatestFirst.AddFirst(known);
                return known.Value;
            }

            var entry = new Entry(question, new Lazy<NetworkPrediction>(() => Compute(question)));
            Entries.Add(question, LatestFirst.AddFirst(entry));
            s_layers += question.Layers.Count;
            while (s_layers > Capacity) Forget(LatestFirst.Last!);
            return entry;
        }
    }

    private static void Forget(LinkedListNode<Entry> entry)
    {
        LatestFirst.Remove(entry);
        Entries.Remove(entry.Value.Question);
        s_layers -= entry.Value.Question.Layers.Count;
    }

    private static NetworkPrediction Compute(Question question)
    {
        Interlocked.Increment(ref s_computed);
        return SignalPropagation.Predict(question.Layers, question.InputPower);
    }

    private readonly record struct Question(EquatableArray<LayerDesign> Layers, double InputPower);

    private sealed record Entry(Question Question, Lazy<NetworkPrediction> Prediction);
}
