namespace Layerwise.Runtime;

/// <summary>An activation φ, as a type: the JIT compiles every kernel for each activation and inlines it. All of them are in <see cref="Phi"/>.</summary>
public interface IPhi
{
    /// <summary>Whether it hands z on unchanged.</summary>
    static virtual bool IsLinear => false;

    /// <summary>Whether it is a few instructions, so that a tile applies it to all of its sums in registers: then <see cref="InTile"/> is φ.</summary>
    static virtual bool IsCheap => false;

    /// <summary>Whether each output depends on all pre-activations of its sample: then <see cref="Rows"/> is φ.</summary>
    static virtual bool IsRowwise => false;

    /// <summary>Whether <see cref="Scale"/> does something.</summary>
    static virtual bool IsScaled => false;

    /// <summary>a = φ(z); z where <see cref="IsRowwise"/>.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    /// <param name="slope">The layer's slope, for an activation that has one.</param>
    static abstract TLanes Value<TLanes>(TLanes z, float slope)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>What a tile of several samples stores in place of z: a where φ is a few instructions, otherwise z, which a pass of its own activates.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations.</param>
    /// <param name="slope">The layer's slope, for an activation that has one.</param>
    static virtual TLanes InTile<TLanes>(TLanes z, float slope)
        where TLanes : struct, ILanes<TLanes> => z;

    /// <summary>z from a sum: the same, but for inference with a folded batch normalization.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="sum">The sum.</param>
    /// <param name="scales">Factors [fanOut], and behind them addends [fanOut].</param>
    /// <param name="column">The first output of the sum.</param>
    /// <param name="fanOut">Number of outputs.</param>
    static virtual TLanes Scale<TLanes>(TLanes sum, ref float scales, nint column, int fanOut)
        where TLanes : struct, ILanes<TLanes> => sum;

    /// <summary>dLoss/dz from dLoss/da; the same where <see cref="IsRowwise"/>.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradient">dLoss/da.</param>
    /// <param name="z">Pre-activations, where training keeps them; otherwise anything.</param>
    /// <param name="a">φ(z), where training needs nothing else or the activation is a user's own; otherwise anything.</param>
    /// <param name="slope">The layer's slope, for an activation that has one.</param>
    static abstract TLanes Gradient<TLanes>(TLanes gradient, TLanes z, TLanes a, float slope)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>φ of one row that fits a register.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="z">Pre-activations; the lanes behind them may hold anything.</param>
    /// <param name="width">Number of pre-activations, from 1 to the number of lanes.</param>
    static virtual TLanes Row<TLanes>(TLanes z, int width)
        where TLanes : struct, ILanes<TLanes> => z;

    /// <summary>Whether <see cref="Rows"/> takes many rows together, of a width that fits registers, and is faster than <see cref="Row"/> on each.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="width">Floats of one sample.</param>
    static virtual bool TakesColumns<TLanes>(int width)
        where TLanes : struct, ILanes<TLanes> => false;

    /// <summary>φ of each row, in place.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="rows">[count, width].</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="width">Floats of one sample.</param>
    static virtual void Rows<TLanes>(ref float rows, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
    }

    /// <summary>dLoss/dz of each row, in place of dLoss/da.</summary>
    /// <typeparam name="TLanes">The lanes.</typeparam>
    /// <param name="gradients">dLoss/da [count, width], replaced.</param>
    /// <param name="a">φ(z) [count, width].</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="width">Floats of one sample.</param>
    static virtual void RowGradients<TLanes>(ref float gradients, ref float a, nint count, int width)
        where TLanes : struct, ILanes<TLanes>
    {
    }
}
