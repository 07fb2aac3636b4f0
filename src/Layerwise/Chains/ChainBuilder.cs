namespace Layerwise.Chains;

/// <summary>
/// Takes down what a file does to the numbers of a sample, step behind step. A place is where a value stands: 0 is the input, and each step leads from one place to a new
/// one; several may lead from the same.
/// </summary>
internal sealed class ChainBuilder
{
    private readonly List<int> _before = [0];
    private readonly List<ChainStep?> _steps = [null];
    private readonly List<IReadOnlyList<int>?> _shapes = [null];

    /// <summary>What the step that was added last gives.</summary>
    public int Last => _steps.Count - 1;

    /// <summary>Adds a step.</summary>
    /// <param name="place">What it reads.</param>
    /// <param name="step">The step.</param>
    /// <returns>What it gives.</returns>
    public int Add(int place, ChainStep step)
    {
        _before.Add(place);
        _steps.Add(step);
        _shapes.Add(step switch
        {
            ProductStep product => product.Output,
            PoolStep pool => pool.Window.Output,
            RecurrentStep recurrent => [recurrent.Units],
            _ => _shapes[place],
        });
        return Last;
    }

    /// <summary>
    /// Some of the numbers at a place: of a product its columns, with what is done to each number behind it; of anything else what a product by ones and zeros leaves.
    /// </summary>
    /// <param name="place">The place.</param>
    /// <param name="width">How many numbers it has.</param>
    /// <param name="first">The first that is wanted.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="node">What takes them, in the file.</param>
    /// <param name="take">Takes room for so many numbers.</param>
    /// <returns>Where they are.</returns>
    public int Part(int place, int width, int first, int count, string node, Action<long> take)
    {
        var behind = new Stack<ChainStep>();
        int at = place;
        for (; _steps[at] is not ProductStep; at = _before[at])
        {
            take(count);
            if (_steps[at]?.Part(first, count) is not { } part) break;
            behind.Push(part);
        }

        if (_steps[at] is ProductStep { Window: null } product)
        {
            take((long)product.FanIn * count);
            at = Add(_before[at], product.Part(first, count)!);
        }
        else
        {
            take((long)width * count);
            float[] ones = new float[width * count];
            for (int i = 0; i < count; i++) ones[((first + i) * count) + i] = 1;
            at = Add(at, new ProductStep(node, width, count, ones, IsTransposed: false));
        }

        while (behind.Count > 0) at = Add(at, behind.Pop());
        return at;
    }

    /// <summary>The results of a window, of which some are not wanted: of another window, with what is done to each number behind it.</summary>
    /// <param name="place">The place.</param>
    /// <param name="crop">The window without these; null where there is none.</param>
    /// <param name="take">Takes room for so many steps.</param>
    /// <returns>Where they are; null where no window makes them.</returns>
    public int? Crop(int place, Func<WindowInfo, WindowInfo?> crop, Action<long> take)
    {
        var behind = new Stack<ChainStep>();
        int at = place;
        for (; _steps[at] is ScaleStep or NormalizeStep or ActivateStep; at = _before[at]) behind.Push(_steps[at]!);
        if (_steps[at] is not ProductStep { Window: { } window } product || crop(window) is not { } cropped) return null;
        bool isAlike = behind.All(step => step is not ScaleStep scale || scale.Scales.Width <= window.Filters);
        if (!isAlike) return null;
        take(behind.Count + 1);
        at = Add(_before[at], product with { Window = cropped });
        while (behind.Count > 0) at = Add(at, behind.Pop());
        return at;
    }

    /// <summary>Says that the input has positions.</summary>
    /// <param name="shape">Its dimensions, channels last.</param>
    public void SetInput(IReadOnlyList<int> shape) => _shapes[0] = shape;

    /// <summary>The dimensions of a sample at a place, channels last; null before the first product of an input without positions.</summary>
    public IReadOnlyList<int>? ShapeAt(int place) => _shapes[place];

    /// <summary>How many numbers a sample has at a place; null where its shape is not known.</summary>
    public int? WidthAt(int place) => _shapes[place] is { } shape ? shape.Aggregate(1, static (width, size) => checked(width * size)) : null;

    /// <summary>How many channels each position has at a place; null where there are no positions.</summary>
    public int? ChannelsAt(int place) => _shapes[place] is { Count: > 1 } shape ? shape[shape.Count - 1] : null;

    /// <summary>What the step reads that leads to a place.</summary>
    public int Before(int place) => _before[place];

    /// <summary>The step that leads to a place; null for the input.</summary>
    public ChainStep? StepTo(int place) => _steps[place];

    /// <summary>
    /// The one product that leads from a place to another, with what scales and shifts before and behind it; null where something else is on the way.
    /// </summary>
    public ChainLayer? ProductBetween(int first, int place)
    {
        ProductStep? product = null;
        UnitScales after = UnitScales.None;
        UnitScales before = UnitScales.None;
        for (int at = place; at != first; at = _before[at])
        {
            switch (_steps[at])
            {
                case ProductStep step when product is null:
                    product = step;
                    break;
                case ScaleStep scale:
                    Take(scale.Scales);
                    break;
                case NormalizeStep { Normalization: { Kind: NormalizationKind.Batch } batch }:
                    Take(batch.Scales());
                    break;
                default:
                    return null;
            }
        }

        return product is null ? null : new ChainLayer(product, before, after);

        // From the end to the beginning.
        void Take(UnitScales scales)
        {
            if (product is null) after = after.After(scales);
            else before = before.After(scales);
        }
    }

    /// <summary>Whether all that leads to <paramref name="later"/> goes through <paramref name="earlier"/>.</summary>
    public bool IsOnTheWay(int earlier, int later)
    {
        while (later > earlier) later = _before[later];
        return later == earlier;
    }

    /// <summary>The last place that all that leads to either of two goes through.</summary>
    public int Parting(int one, int other)
    {
        while (one != other)
        {
            if (one > other) one = _before[one];
            else other = _before[other];
        }

        return one;
    }

    /// <summary>All steps that lead to a place.</summary>
    /// <param name="place">The place.</param>
    /// <param name="mostWeights">How many weights the layers may have that the file does not.</param>
    /// <param name="fault">Makes the exception that says what is wrong with them.</param>
    public Chain ChainTo(int place, long mostWeights, Func<string, Exception> fault) => ChainBetween(0, place, mostWeights, fault);

    /// <summary>All steps that lead from one place to another.</summary>
    /// <param name="first">Where they begin.</param>
    /// <param name="place">Where they end.</param>
    /// <param name="mostWeights">How many weights the layers may have that the file does not.</param>
    /// <param name="fault">Makes the exception that says what is wrong with them.</param>
    public Chain ChainBetween(int first, int place, long mostWeights, Func<string, Exception> fault)
    {
        var places = new List<int>();
        for (int at = place; at != first; at = _before[at]) places.Add(at);
        places.Reverse();
        var indices = new Dictionary<int, int> { [first] = 0 };
        for (int i = 0; i < places.Count; i++) indices[places[i]] = i + 1;
        bool isOfSequences = _steps.Any(static step => step is RecurrentStep or ProductStep { IsStreamed: true });
        return new Chain([.. places.Select(StepAt)], _shapes[first], mostWeights, fault) { IsOfSequences = isOfSequences };

        // Steps of a sequence are no samples of a batch: there a batch normalization is the scale that it is in inference.
        ChainStep StepAt(int at) => _steps[at] switch
        {
            SumStep sum => sum with { Source = IndexOf(sum.Source) },
            NormalizeStep { Normalization: { Kind: NormalizationKind.Batch } batch } when isOfSequences => new ScaleStep(batch.Scales()),
            var step => step!,
        };

        int IndexOf(int source) => indices.TryGetValue(source, out int index)
            ? index
            : throw fault("A residual connection begins before the outputs of the file part and ends behind; expected it on one side.");
    }
}
