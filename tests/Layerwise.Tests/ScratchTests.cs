using System.Runtime.CompilerServices;
using Layerwise.Runtime;

namespace Layerwise.Tests;

public class ScratchTests
{
    [Fact]
    public void Who_rents_has_the_buffer_alone()
    {
        AlignedBuffer outer = Scratch.Rent(100);
        AlignedBuffer inner = Scratch.Rent(50);
        Assert.True(outer.Length >= 100);
        Assert.False(Unsafe.AreSame(ref outer.Origin, ref inner.Origin));
        Scratch.Return(inner);
        Scratch.Return(outer);
    }

    [Fact]
    public void The_largest_buffer_of_a_thread_stays()
    {
        AlignedBuffer large = Scratch.Rent(1_000_000);
        Scratch.Return(Scratch.Rent(10));
        Scratch.Return(large);
        Scratch.Return(new AlignedBuffer(5));
        AlignedBuffer again = Scratch.Rent(10);
        Assert.True(Unsafe.AreSame(ref large.Origin, ref again.Origin));
        Scratch.Return(again);
    }
}
