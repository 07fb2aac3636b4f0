using Layerwise.Traits;

namespace Layerwise.Chains;

/// <summary>
/// Branches side by side as one: their last products become one that has the columns of all; where they do not read the same, what they read is joined first, and each reads its
/// own part of it.
/// </summary>
/// <param name="builder">Has the branches, and takes the steps.</param>
/// <param name="take">Takes room for so many numbers.</param>
internal sealed class ChainJoin(ChainBuilder builder, Action<long> take)
{
    // As deep as branches may be.
    private const int MostProducts = 32;

    /// <summary>Where the numbers of several places are behind each other; null where their layers differ in more than weights, or are no dense ones.</summary>
    public int? Join(IReadOnlyList<int> places) => Join(places, MostProducts);

    private int? Join(IReadOnlyList<int> places, int left)
    {
        ChainBranch?[] found = [.. places.Select(place => ChainBranch.To(builder, place))];
        if (left == 0 || found.Contains(null)) return null;
        ChainBranch[] branches = [.. found.Select(static branch => branch!)];
        if (!branches.All(branch => branch.ActivatesLike(branches[0]))) return null;
        bool readTheSame = branches.All(branch => branch.Source == branches[0].Source && branch.Product.FanIn == branches[0].Product.FanIn);
        int? source = readTheSame ? branches[0].Source : Join([.. branches.Select(static branch => branch.Source)], left - 1);
        if (source is not { } place) return null;

        place = builder.Add(place, Product(branches, readTheSame));
        place = Scale(place, branches, static branch => branch.Before);
        if (branches[0].Activation is { } activation) place = builder.Add(place, Activate(activation, branches));
        return Scale(place, branches, static branch => branch.After);
    }

    private ProductStep Product(ChainBranch[] branches, bool readTheSame)
    {
        long rows = readTheSame ? branches[0].Product.FanIn : branches.Sum(static branch => (long)branch.Product.FanIn);
        long columns = branches.Sum(static branch => (long)branch.Product.FanOut);
        take(rows * columns);
        float[] values = new float[rows * columns];
        int firstRow = 0;
        int firstColumn = 0;
        foreach (ProductStep product in branches.Select(static branch => branch.Product))
        {
            for (int i = 0; i < product.FanIn; i++)
            {
                for (int o = 0; o < product.FanOut; o++) values[((firstRow + i) * columns) + firstColumn + o] = product.Value(i, o);
            }

            firstRow += readTheSame ? 0 : product.FanIn;
            firstColumn += product.FanOut;
        }

        return new ProductStep(branches[0].Product.Node, (int)rows, (int)columns, values, IsTransposed: false);
    }

    private int Scale(int place, ChainBranch[] branches, Func<ChainBranch, UnitScales> of)
    {
        if (branches.All(branch => of(branch).KeepsAll)) return place;
        take(4 * branches.Sum(static branch => (long)branch.Product.FanOut));
        return builder.Add(place, new ScaleStep(new UnitScales(Each(static (scales, unit) => scales.FactorOf(unit)), Each(static (scales, unit) => scales.AddendOf(unit)))));

        double[] Each(Func<UnitScales, int, double> number) =>
            [.. branches.SelectMany(branch => Enumerable.Range(0, branch.Product.FanOut).Select(unit => number(of(branch), unit)))];
    }

    private ActivateStep Activate(ActivateStep first, ChainBranch[] branches)
    {
        if (!ActivationTraits.Of(first.Activation).HasLearnedSlope) return first;
        take(2 * branches.Sum(static branch => (long)branch.Product.FanOut));
        return ActivateStep.PRelu(first.Node, [.. branches.SelectMany(static branch => branch.Slopes())]);
    }
}
