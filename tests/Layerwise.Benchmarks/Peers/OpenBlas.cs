using System.Runtime.InteropServices;
using Layerwise.Benchmarks.Machine;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Peers;

/// <summary>OpenBLAS on one thread, behind most scientific software: Debian's package libopenblas0.</summary>
internal sealed unsafe class OpenBlas : MatrixLibrary
{
    private const int RowMajor = 101;
    private const int AsItIs = 111;
    private const int Transposed = 112;

    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _product;

    public OpenBlas()
        : base("OpenBLAS")
    {
        if (!NativeLibrary.TryLoad("libopenblas.so.0", out nint library))
        {
            WhyAbsent = "no libopenblas.so.0 on this machine";
            return;
        }

        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads"))(1);
        _product = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");
    }

    protected override Action? Product(int m, int n, int k, bool isTransposed)
    {
        if (_product is null) return null;
        AlignedBuffer a = Filled.Random(m * k), b = Filled.Random(k * n), c = Filled.Random(m * n);
        return () => _product(
            RowMajor, isTransposed ? Transposed : AsItIs, AsItIs, m, n, k, 1, a.Pointer(), isTransposed ? m : k, b.Pointer(), n, 0, c.Pointer(), n);
    }
}
