using System.Runtime.CompilerServices;

namespace Layerwise.Runtime;

/// <summary>
/// Draws weights. Element i of a layer is a function of seed, layer and i alone, and comes from correctly rounded operations
/// only: it has the same bits on every machine, instruction set and lane width.
/// </summary>
public static class Initializers
{
    // Behind the streams of all layers and of their further matrices.
    private const int MatrixStreams = 1 << 20;

    /// <summary>Fills with U[−limit, limit], in 2²⁴ equal steps.</summary>
    /// <param name="weights">Receives the numbers.</param>
    /// <param name="limit">Finite, at least 0.</param>
    /// <param name="seed">The seed, any number.</param>
    /// <param name="layer">Zero-based index of the layer: each has its own stream.</param>
    public static void Uniform(Span<float> weights, float limit, ulong seed, int layer) =>
        Fill<UniformDistribution>(weights, limit, seed, layer);

    /// <summary>Fills with N(0, standardDeviation²), whose tails end at 5.9 standard deviations.</summary>
    /// <param name="weights">Receives the numbers.</param>
    /// <param name="standardDeviation">Finite, at least 0.</param>
    /// <param name="seed">The seed, any number.</param>
    /// <param name="layer">Zero-based index of the layer: each has its own stream.</param>
    public static void Normal(Span<float> weights, float standardDeviation, ulong seed, int layer) =>
        Fill<NormalDistribution>(weights, standardDeviation, seed, layer);

    /// <summary>Fills with N(0, standardDeviation²) cut at ±2·standardDeviation, which leaves 0.8796 of the standard deviation.</summary>
    /// <param name="weights">Receives the numbers.</param>
    /// <param name="standardDeviation">Before the cut; finite, at least 0.</param>
    /// <param name="seed">The seed, any number.</param>
    /// <param name="layer">Zero-based index of the layer: each has its own stream.</param>
    public static void TruncatedNormal(Span<float> weights, float standardDeviation, ulong seed, int layer)
    {
        Uniform(weights, 1f, seed, layer);
        Widest.Run(new QuantileLoop(standardDeviation), weights);
    }

    /// <summary>
    /// Fills with gain times a random matrix whose columns (rows, where there are fewer of them) are orthonormal, uniform over
    /// all such matrices (Saxe et al. 2014; Mezzadri, "How to generate random matrices from the classical compact groups", 2007).
    /// </summary>
    /// <remarks>Allocates 8 bytes for each weight while it runs.</remarks>
    /// <param name="weights">[fanIn, fanOut], row-major; receives the numbers.</param>
    /// <param name="fanOut">Number of columns, at least 1.</param>
    /// <param name="gain">The length of each column or row; finite.</param>
    /// <param name="seed">The seed, any number.</param>
    /// <param name="layer">Zero-based index of the layer: each has its own stream.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of <paramref name="fanOut"/>.</exception>
    public static void Orthogonal(Span<float> weights, int fanOut, float gain, ulong seed, int layer)
    {
        int fanIn = FanIn(weights, fanOut);
        Normal(weights, 1f, seed, layer);

        // The longer side becomes that of the columns, whose number is the rank.
        bool isTall = fanIn >= fanOut;
        int rows = isTall ? fanIn : fanOut;
        int columns = isTall ? fanOut : fanIn;
        (int rowStride, int columnStride) = isTall ? (fanOut, 1) : (1, fanOut);
        double[] matrix = new double[weights.Length];
        for (int i = 0; i < matrix.Length; i++) matrix[i] = weights[(i / columns * rowStride) + (i % columns * columnStride)];
        Householder.Orthonormalize(matrix, rows, columns);
        for (int i = 0; i < matrix.Length; i++) weights[(i / columns * rowStride) + (i % columns * columnStride)] = (float)(gain * matrix[i]);
    }

    /// <summary>Fills matrices that lie side by side, as the gates of a recurrent layer, each with a random orthogonal matrix of its own.</summary>
    /// <param name="weights">[fanIn, fanOut], row-major; receives the numbers.</param>
    /// <param name="fanOut">Number of columns of all of them.</param>
    /// <param name="matrices">How many there are, a divisor of <paramref name="fanOut"/>.</param>
    /// <param name="gain">The length of each column or row of a matrix; finite.</param>
    /// <param name="seed">The seed, any number.</param>
    /// <param name="layer">Zero-based index of the layer: each has its own stream, and so has each matrix.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of <paramref name="fanOut"/>.</exception>
    public static void Orthogonal(Span<float> weights, int fanOut, int matrices, float gain, ulong seed, int layer)
    {
        float[] matrix = new float[FanIn(weights, fanOut) * (fanOut / matrices)];
        for (int i = 0; i < matrices; i++)
        {
            Orthogonal(matrix, fanOut / matrices, gain, seed, layer + (i * MatrixStreams));
            PutSideBySide(matrix, weights, fanOut, i, matrices);
        }
    }

    /// <summary>Fills matrices that lie side by side, each with <paramref name="gain"/> on its diagonal and 0 elsewhere.</summary>
    /// <param name="weights">[fanIn, fanOut], row-major; receives the numbers.</param>
    /// <param name="fanOut">Number of columns of all of them.</param>
    /// <param name="matrices">How many there are, a divisor of <paramref name="fanOut"/>.</param>
    /// <param name="gain">What stands on the diagonals.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of <paramref name="fanOut"/>.</exception>
    public static void Identity(Span<float> weights, int fanOut, int matrices, float gain)
    {
        float[] matrix = new float[FanIn(weights, fanOut) * (fanOut / matrices)];
        Identity(matrix, fanOut / matrices, gain);
        for (int i = 0; i < matrices; i++) PutSideBySide(matrix, weights, fanOut, i, matrices);
    }

    /// <summary>Fills with <paramref name="gain"/> on the diagonal and 0 elsewhere.</summary>
    /// <param name="weights">[fanIn, fanOut], row-major; receives the numbers.</param>
    /// <param name="fanOut">Number of columns, at least 1.</param>
    /// <param name="gain">What stands on the diagonal.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of <paramref name="fanOut"/>.</exception>
    public static void Identity(Span<float> weights, int fanOut, float gain)
    {
        int diagonal = Math.Min(FanIn(weights, fanOut), fanOut);
        weights.Clear();
        for (int i = 0; i < diagonal; i++) weights[(i * fanOut) + i] = gain;
    }

    /// <summary>
    /// Fills with gain where the middle of the window takes a channel to the filter of the same number in its group, and 0 elsewhere, so that a convolution hands on what comes in
    /// (<c>dirac_</c> in PyTorch; Zagoruyko and Komodakis 2017).
    /// </summary>
    /// <param name="weights">[kernel, channels / groups, filters]; receives the numbers.</param>
    /// <param name="middle">The position of the window that is its middle, in [0, kernel).</param>
    /// <param name="channels">Channels that a filter sees, at least 1.</param>
    /// <param name="filters">Filters of a group, at least 1.</param>
    /// <param name="groups">Number of groups, at least 1.</param>
    /// <param name="gain">Finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or the weights have no such position.</exception>
    /// <exception cref="ArgumentException">The length is not a multiple of channels × filters × groups.</exception>
    public static void Dirac(Span<float> weights, int middle, int channels, int filters, int groups, float gain)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(filters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        Int128 all = (Int128)channels * filters * groups;
        if (weights.Length % all != 0) throw new ArgumentException($"Expected a multiple of {channels} × {filters} × {groups} weights, found {weights.Length}.", nameof(weights));
        int position = weights.Length == 0 ? 1 : (int)all;
        ArgumentOutOfRangeException.ThrowIfNegative(middle);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(middle, weights.Length / position);
        weights.Clear();
        for (int group = 0; group < groups; group++)
        {
            for (int i = 0; i < Math.Min(channels, filters); i++) weights[(middle * position) + (i * filters * groups) + (group * filters) + i] = gain;
        }
    }

    /// <summary>
    /// Fills with N(0, standardDeviation²), but for <paramref name="zeros"/> weights of each unit, chosen at random, that are 0
    /// (Martens, "Deep learning via Hessian-free optimization", 2010).
    /// </summary>
    /// <param name="weights">[fanIn, fanOut], row-major, a unit being a column; receives the numbers.</param>
    /// <param name="fanOut">Number of columns, at least 1.</param>
    /// <param name="zeros">Weights of a unit that are 0, in [0, fanIn].</param>
    /// <param name="standardDeviation">Of the others; finite, at least 0.</param>
    /// <param name="seed">The seed, any number.</param>
    /// <param name="layer">Zero-based index of the layer: each has its own stream.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of <paramref name="fanOut"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="zeros"/> is out of range.</exception>
    public static void Sparse(Span<float> weights, int fanOut, int zeros, float standardDeviation, ulong seed, int layer)
    {
        int fanIn = FanIn(weights, fanOut);
        ArgumentOutOfRangeException.ThrowIfNegative(zeros);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zeros, fanIn);
        Normal(weights, standardDeviation, seed, layer);

        int[] rows = new int[fanIn];
        for (int row = 0; row < fanIn; row++) rows[row] = row;
        var sequence = new PhiloxSequence(seed, RandomDomain.Sparsity, (uint)layer);
        for (int column = 0; column < fanOut; column++)
        {
            // The start of a shuffle (Fisher and Yates); it may begin with the order that the last one left.
            for (int i = 0; i < zeros; i++)
            {
                int other = i + sequence.NextInt32(fanIn - i);
                (rows[i], rows[other]) = (rows[other], rows[i]);
                weights[(rows[i] * fanOut) + column] = 0;
            }
        }
    }

    private static int FanIn(ReadOnlySpan<float> weights, int fanOut)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fanOut, 1);
        (int fanIn, int rest) = Math.DivRem(weights.Length, fanOut);
        if (rest != 0) throw new ArgumentException($"Expected whole rows of {fanOut} weights, but the length is {weights.Length}.", nameof(weights));
        return fanIn;
    }

    private static void Fill<TDistribution>(Span<float> weights, float scale, ulong seed, int layer)
        where TDistribution : struct, IDistribution => Widest.Run(new FillLoop<TDistribution>(scale, seed, (uint)layer), weights);

    private readonly struct QuantileLoop(float standardDeviation) : ILoop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> => Runtime.TruncatedNormal.FromUniform<TLanes>(numbers, standardDeviation);
    }

    private readonly struct FillLoop<TDistribution>(float scale, ulong seed, uint stream) : ILoop
        where TDistribution : struct, IDistribution
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TWords, TLanes>(Span<float> numbers, ReadOnlySpan<float> others, Span<float> state)
            where TWords : struct, IWords<TWords, TLanes>
            where TLanes : struct, ILanes<TLanes> =>
            RandomFill.Fill<TDistribution, TWords, TLanes>(numbers, scale, seed, RandomDomain.Weights, stream);
    }

    private static void PutSideBySide(ReadOnlySpan<float> matrix, Span<float> weights, int fanOut, int place, int matrices)
    {
        int width = fanOut / matrices;
        for (int row = 0; row < matrix.Length / width; row++) matrix.Slice(row * width, width).CopyTo(weights.Slice((row * fanOut) + (place * width), width));
    }
}
