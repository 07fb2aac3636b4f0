using System.Runtime.InteropServices;
using Layerwise.Benchmarks.Machine;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Peers;

/// <summary>LIBXSMM (Heinecke et al. 2016), the best known library of small products: Debian's package libxsmm-dev.</summary>
internal sealed unsafe class Xsmm : MatrixLibrary
{
    private readonly delegate* unmanaged<int, int, int, int, nint> _kernel;

    public Xsmm()
        : base("LIBXSMM")
    {
        nint library = NativeLibraries.Compile("#include \"products.c\"", "-lxsmm -lxsmmnoblas -lm -lpthread -ldl", out string why);
        WhyAbsent = why;
        if (library != 0) _kernel = (delegate* unmanaged<int, int, int, int, nint>)NativeLibrary.GetExport(library, "product_kernel");
    }

    protected override Action? Product(int m, int n, int k, bool isTransposed)
    {
        if (_kernel is null) return null;
        var kernel = (delegate* unmanaged[SuppressGCTransition]<float*, float*, float*, void>)_kernel(m, n, k, isTransposed ? 1 : 0);
        if (kernel is null) return null;
        AlignedBuffer a = Filled.Random(m * k), b = Filled.Random(k * n), c = Filled.Random(m * n);
        return () => kernel(b.Pointer(), a.Pointer(), c.Pointer());
    }
}
