using Layerwise.Runtime;
using Layerwise.Tests.Lanes;

namespace Layerwise.Tests.Kernels;

/// <summary>Whichever lanes a kernel gives to what, each sum has one order, and so the same bits.</summary>
public sealed class DenseTests
{
    private const float Untouched = 77;

    public static TheoryData<int> Counts => EveryWidth.Counts;

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_single_output_of_many_samples_adds_up_in_the_order_of_the_inputs(int count) => EveryWidth.Run(count, new SingleOutputs());

    [Theory]
    [MemberData(nameof(Counts))]
    public void Gradients_of_weights_add_up_in_the_order_of_the_samples(int count) => EveryWidth.Run(count, new WeightGradients());

    // Nothing behind the inputs may be read, and nothing behind the results written: a number there that is no number would show.
    private static float[] Numbers(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f), .. Enumerable.Repeat(float.NaN, 16)];
    }

    private static Lanes1 MultiplyAdd(float a, float b, Lanes1 addend) => Lanes1.MultiplyAdd(Lanes1.Broadcast(a), Lanes1.Broadcast(b), addend);

    private sealed class SingleOutputs : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            foreach (int rows in (int[])[12, 15, 16, 17, 40])
            {
                Check<TLanes, Shape<Four, One, Yes>>(rows);
                Check<TLanes, Shape<Seven, One, No>>(rows);
                Check<TLanes, Shape<Thirteen, One, Yes>>(rows);
                Check<TLanes, Shape<Seventy, One, Yes>>(rows);
            }
        }

        private static void Check<TLanes, TShape>(int rows)
            where TLanes : struct, ILanes<TLanes>
            where TShape : struct, IDenseShape
        {
            float[] inputs = Numbers(rows * TShape.FanIn, 1), parameters = Numbers(TShape.FanIn + 1, 2);
            float[] outputs = [.. new float[rows], Untouched], expected = [.. new float[rows], Untouched];
            for (int row = 0; row < rows; row++)
            {
                Lanes1 sum = TShape.HasBias ? Lanes1.Broadcast(parameters[TShape.FanIn]) : Lanes1.Zero;
                for (int i = 0; i < TShape.FanIn; i++) sum = MultiplyAdd(inputs[(row * TShape.FanIn) + i], parameters[i], sum);
                expected[row] = Lanes1.Sum(Lanes1.Max(Lanes1.Zero, sum));
            }

            Dense.Forward<TLanes, TShape, Phi.Relu>(ref inputs[0], ref parameters[0], ref outputs[0], rows);

            Assert.Equal(expected, outputs);
        }
    }

    private sealed class WeightGradients : ILanesTest
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            foreach (int rows in (int[])[1, 2, 13])
            {
                Check<TLanes, Shape<Four, One, Yes>>(rows);
                Check<TLanes, Shape<Thirteen, One, Yes>>(rows);
                Check<TLanes, Shape<Seventy, One, Yes>>(rows);
                Check<TLanes, Shape<Seven, Four, Yes>>(rows);
                Check<TLanes, Shape<Four, Thirteen, Yes>>(rows);
                Check<TLanes, Shape<Seven, Seventy, Yes>>(rows);
            }
        }

        private static void Check<TLanes, TShape>(int rows)
            where TLanes : struct, ILanes<TLanes>
            where TShape : struct, IDenseShape
        {
            float[] inputs = Numbers(rows * TShape.FanIn, 1), deltas = Numbers(rows * TShape.FanOut, 2), panel = new float[rows * 48];
            float[] gradients = [.. new float[(TShape.FanIn + 1) * TShape.FanOut], Untouched];
            float[] expected = new float[TShape.FanIn * TShape.FanOut];
            for (int weight = 0; weight < expected.Length; weight++)
            {
                Lanes1 sum = Lanes1.Zero;
                for (int row = 0; row < rows; row++)
                {
                    sum = MultiplyAdd(inputs[(row * TShape.FanIn) + (weight / TShape.FanOut)], deltas[(row * TShape.FanOut) + (weight % TShape.FanOut)], sum);
                }

                expected[weight] = Lanes1.Sum(sum);
            }

            Dense.ParameterGradients<TLanes, TShape>(ref inputs[0], ref deltas[0], ref gradients[0], ref panel[0], rows);

            Assert.Equal(expected, gradients[..expected.Length]);
            Assert.DoesNotContain(float.NaN, gradients);
            Assert.Equal(Untouched, gradients[^1]);
        }
    }

    private interface INumber
    {
        static abstract int Value { get; }
    }

    private readonly struct One : INumber
    {
        public static int Value => 1;
    }

    private readonly struct Four : INumber
    {
        public static int Value => 4;
    }

    private readonly struct Seven : INumber
    {
        public static int Value => 7;
    }

    private readonly struct Thirteen : INumber
    {
        public static int Value => 13;
    }

    private readonly struct Seventy : INumber
    {
        public static int Value => 70;
    }

    private readonly struct Yes : INumber
    {
        public static int Value => 1;
    }

    private readonly struct No : INumber
    {
        public static int Value => 0;
    }

    private readonly struct Shape<TFanIn, TFanOut, THasBias> : IDenseShape
        where TFanIn : struct, INumber
        where TFanOut : struct, INumber
        where THasBias : struct, INumber
    {
        public static int FanIn => TFanIn.Value;

        public static int FanOut => TFanOut.Value;

        public static bool HasBias => THasBias.Value == 1;

        public static int SampleVectors => 1;
    }
}
