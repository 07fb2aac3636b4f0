namespace Layerwise.Tests.Training.Datasets;

public class ShuffleTests
{
    [Fact]
    public void Every_epoch_is_another_permutation()
    {
        int[] first = Order(seed: 1, epoch: 1);
        int[] second = Order(seed: 1, epoch: 2);
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
        Assert.Equal(Enumerable.Range(0, 100), second.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, Order(seed: 2, epoch: 1));
    }

    [Fact]
    public void An_order_does_not_depend_on_what_was_there_before()
    {
        int[] order = Order(seed: 1, epoch: 5);
        Shuffle.ForEpoch(order, seed: 1, epoch: 1);
        Assert.Equal(Order(seed: 1, epoch: 1), order);
    }

    [Fact]
    public void All_orders_come_up_equally_often()
    {
        Dictionary<(int, int, int), int> counts = [];
        int[] order = new int[3];
        for (int epoch = 1; epoch <= 6000; epoch++)
        {
            Shuffle.ForEpoch(order, seed: 9, epoch);
            (int, int, int) key = (order[0], order[1], order[2]);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        // Chi-squared with 5 degrees of freedom stays below 20.5 in 999 of 1000 cases.
        Assert.Equal(6, counts.Count);
        Assert.InRange(counts.Values.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000), 0, 20.5);
    }

    private static int[] Order(ulong seed, int epoch)
    {
        int[] order = new int[100];
        Shuffle.ForEpoch(order, seed, epoch);
        return order;
    }
}
