using System.Runtime.CompilerServices;

namespace Layerwise.Tiles;

/// <summary>
/// How products and convolutions are cut into tiles, from their sizes alone. Kernels ask for it with constants, so that the JIT answers; the generator asks
/// for the room that the kernels need. Each number has its reason beside it; benchmarks decide about them.
/// </summary>
internal static class Tiling
{
    /// <summary>Floats in the widest register that kernels are planned for; narrower ones run the same code more often.</summary>
    public const int WidestLanes = 16;

    /// <summary>
    /// Accumulators of a tile over several samples: 12, with 2 loaded vectors and a broadcast, fill the 16 registers of AVX2.
    /// A fused multiply-add takes 4 cycles and two start per cycle, so 8 independent ones already hide the latency.
    /// </summary>
    public const int BatchAccumulators = 12;

    /// <summary>Columns of a batch tile in vectors: every broadcast input is used twice, which halves the loads per multiplication.</summary>
    public const int BatchVectors = 2;

    /// <summary>Accumulators of the one-sample kernel: 8 independent sums hide the latency of the multiply-add.</summary>
    public const int SampleAccumulators = 8;

    /// <summary>
    /// Inputs and outputs of a layer that is narrow: 8, which a 256-bit register holds. One sample goes through two such layers in one go.
    /// </summary>
    public const int NarrowWidth = 8;

    /// <summary>Rows of weights whose dot products with the deltas of one sample share the loads of the deltas.</summary>
    public const int DotProductRows = 4;

    /// <summary>
    /// Weights above which a batch copies the columns under a tile together (1 MB, half of a large second-level cache): rows of such a layer
    /// are pages apart, and every tile would miss the cache and the table of pages at each of them.
    /// </summary>
    public const int PackedWeights = 256 * 1024;

    /// <summary>Panels that are copied in one go: runs of 512 bytes, where runs of 128 wait for memory and the table of pages at each row.</summary>
    public const int PanelsTogether = 4;

    /// <summary>Rows of weights that one sample reads side by side where they come from memory: the sums are loaded and stored once for all of them.</summary>
    public const int StreamedRows = 8;

    /// <summary>
    /// Calls of an expensive activation (a polynomial of some 25 instructions) that are inlined into one kernel; where a tile has more results,
    /// they are activated in a loop of their own while they are still in the first-level cache.
    /// </summary>
    public const int InlinedActivations = 2;

    /// <summary>
    /// Weights from which on one sample reads them in the format of fewer bits that a program has them in: beyond the first-level cache (32 KB) they take the time in which they
    /// arrive. 784-128 takes 3.44 µs with floats, 1.94 with BFloat16, 1.46 with Int8; Half has no instruction in .NET that widens it, and becomes floats at the first call.
    /// </summary>
    public const int RoundedWeights = 8 * 1024;

    /// <summary>Columns that such a kernel needs, so that its sums hide the latency of the additions.</summary>
    public const int RoundedColumns = 64;

    /// <summary>Inputs that it takes at most where they are rounded too: they lie on the stack.</summary>
    public const int RoundedInputs = 4096;

    /// <summary>
    /// Floats of inputs and deltas that meet all weight gradients of a layer before the next ones are read, 128 KB of the second-level cache, where steps or positions make rows of
    /// them many: 1-LSTM 40-1 over 32 sequences of 2,048 steps takes 45 to 47 ms with 8 K to 96 K of them, and 57 with all rows in one go (Zen 5).
    /// </summary>
    public const int GradientFloats = 32 * 1024;

    /// <summary>Rows of such a block at least: what they add up is loaded and stored once for all of them.</summary>
    public const int LeastGradientRows = 64;

    /// <summary>Neighbouring vectors of a batch tile over so many columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Vectors(int columns) => columns > WidestLanes ? BatchVectors : 1;

    /// <summary>Rows of a batch tile over so many columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows(int columns) => columns > WidestLanes ? BatchAccumulators / BatchVectors : BatchAccumulators;

    /// <summary>Registers of sums that a batch has for so many columns, in as many rows as a tile has that is one vector wide.</summary>
    public static int Registers(int columns) => columns > WidestLanes ? BatchVectors * ((columns - 1) / (BatchVectors * WidestLanes) + 1) : 1;

    /// <summary>Vectors side by side of one sample: as few passes over the inputs as possible, all equally wide: the last one repeats no columns.</summary>
    public static int SampleVectors(int columns)
    {
        int vectors = (columns + WidestLanes - 1) / WidestLanes;
        int passes = ((vectors - 1) / SampleAccumulators) + 1;
        return ((vectors - 1) / passes) + 1;
    }

    /// <summary>Whether one sample goes through two layers in one go. A single number between them is not worth a register.</summary>
    public static bool Pairs(int fanIn, int between, int fanOut) =>
        fanIn <= NarrowWidth && between is > 1 and <= NarrowWidth && fanOut <= NarrowWidth;

    /// <summary>Whether one sample reads the weights row by row, because no cache holds them and a row is longer than a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool StreamsRows(int fanIn, int fanOut) => IsLarge(fanIn, fanOut) && fanOut > SampleAccumulators * WidestLanes;

    /// <summary>Whether a kernel reads weights in fewer bits than floats have.</summary>
    public static bool ReadsRounded(int fanIn, int fanOut) =>
        (long)fanIn * fanOut >= RoundedWeights && fanOut >= RoundedColumns && fanIn <= RoundedInputs;

    /// <summary>Whether a batch copies the weights, or the deltas, under its tiles together, panel by panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool PacksPanels(int fanIn, int fanOut) => IsLarge(fanIn, fanOut) && fanOut > BatchVectors * WidestLanes;

    /// <summary>
    /// Whether the input gradients of a batch come from panels of transposed weights. Few inputs are not worth a register's width, and the
    /// weights of one output are their own transpose.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TransposesPanels(int fanIn, int fanOut) => fanIn > DotProductRows && fanOut > 1;

    /// <summary>Rows of inputs and deltas that meet all weight gradients together where they are many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GradientRows(int fanIn, int fanOut) => Math.Max(LeastGradientRows, GradientFloats / (fanIn + fanOut));

    /// <summary>Floats of the panel that inference of a batch needs; 0 for none.</summary>
    public static long ForwardPanel(int fanIn, int fanOut) => PacksPanels(fanIn, fanOut) ? PanelsTogether * Panel(fanIn, fanOut) : 0;

    /// <summary>Floats of the largest panel of weights that training needs, apart from those of deltas; 0 for none.</summary>
    public static long TrainingPanel(int fanIn, int fanOut) =>
        Math.Max(ForwardPanel(fanIn, fanOut), TransposesPanels(fanIn, fanOut) ? Panel(fanOut, fanIn) : 0);

    /// <summary>
    /// Positions of a line that a convolution computes together, of so many and with so many filters: all tiles equally long, so that the last one, which moves back to end
    /// with the line, repeats few of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Positions(int line, int filters)
    {
        int most = Rows(filters);
        int tiles = (line + most - 1) / most;
        return (line + tiles - 1) / tiles;
    }

    /// <summary>
    /// Whether the weights of a depthwise convolution stay in registers while positions pass by: up to 9, which with a sum and an input fill the 16 registers of AVX2, of as many
    /// channels as the widest register has.
    /// </summary>
    /// <param name="window">Weights of a channel.</param>
    /// <param name="channels">Number of channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool KeepsWindow(int window, int channels) => window <= 9 && channels >= WidestLanes;

    /// <summary>
    /// Positions whose inputs and derivatives stay in the first-level cache (16 KB) while they meet the gradients of all weights of a convolution. All of 25 × 5 positions of 64
    /// channels, which fall into a quarter of the cache's sets, took 2.6 times their multiply-adds at the peak; 32 of them take 1.2 times.
    /// </summary>
    /// <param name="inputs">Floats of the input from one position to the next.</param>
    /// <param name="filters">Numbers of each position of the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BlockPositions(int inputs, int filters) => Math.Max(4096 / (inputs + filters), 8);

    /// <summary>
    /// Floats of the room in which a convolution finds the derivatives with respect to its inputs: its weights with channels and filters exchanged, and behind them the derivatives
    /// with respect to the results of one sample, spread as far as its stride is and with as many zeros around them as a window reaches.
    /// </summary>
    /// <param name="weights">Number of weights.</param>
    /// <param name="spread">Floats of the spread derivatives.</param>
    public static long SpreadRoom(long weights, long spread) => Whole(weights) + spread + (BatchVectors * WidestLanes);

    /// <summary>The next multiple of the widest register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Whole(long floats) => (floats + WidestLanes - 1) / WidestLanes * WidestLanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLarge(int fanIn, int fanOut) => (long)fanIn * fanOut > PackedWeights;

    private static long Panel(int rows, int columns) => (long)rows * Vectors(columns) * WidestLanes;
}
