namespace Layerwise.Reference.Recurrent;

/// <summary>
/// A recurrent layer with its parameters, one step after the other: W [inputs][gates · units], b [gates · units], U [units][gates · units] and, of a GRU that
/// resets behind the product, c [gates · units].
/// Gates are r, z, n of a GRU and i, f, g, o of an LSTM; z alone of a plain layer.
/// </summary>
/// <typeparam name="T">What it computes with.</typeparam>
/// <param name="Layer">The layer.</param>
/// <param name="Parameters">In that order.</param>
public sealed record RecurrentCell<T>(ReferenceRecurrent Layer, T[] Parameters)
    where T : struct, IReal<T>
{
    private static readonly T One = T.Given(1);

    private int Width => Layer.Gates * Layer.Units;

    private int BiasesAt => Layer.Inputs * Width;

    private int RecurrentAt => BiasesAt + Width;

    private int RecurrentBiasesAt => RecurrentAt + (Layer.Units * Width);

    /// <summary>All values of one step.</summary>
    /// <param name="x">[inputs].</param>
    /// <param name="before">What the step before left: h [units], and behind it c [units] of an LSTM.</param>
    public RecurrentStep<T> Forward(T[] x, T[] before)
    {
        T[] h = before[..Layer.Units];
        T[] fromInputs = Product(x, at: 0, biasesAt: BiasesAt);
        T[] fromBefore = Product(h, RecurrentAt, Layer.HasRecurrentBiases ? RecurrentBiasesAt : null);
        if (Layer.ResetsFirst)
        {
            T[] reset = [.. h.Select((value, j) => Sigmoid(fromInputs[j] + fromBefore[j]) * value)];
            Product(reset, RecurrentAt, biasesAt: null)[(2 * Layer.Units)..].CopyTo(fromBefore, 2 * Layer.Units);
        }

        var step = new RecurrentStep<T>(x, before, fromInputs, fromBefore, new T[Width], new T[before.Length]);
        for (int j = 0; j < Layer.Units; j++)
        {
            T Sum(int gate) => fromInputs[At(gate, j)] + fromBefore[At(gate, j)];
            switch (Layer.Kind)
            {
                case LayerKind.Gru:
                    T r = step.Gates[At(0, j)] = Sigmoid(Sum(0));
                    T z = step.Gates[At(1, j)] = Sigmoid(Sum(1));
                    T n = step.Gates[At(2, j)] = Tanh(Layer.ResetsFirst ? Sum(2) : fromInputs[At(2, j)] + (r * fromBefore[At(2, j)]));
                    step.After[j] = ((One - z) * n) + (z * h[j]);
                    break;
                case LayerKind.Lstm:
                    T i = step.Gates[At(0, j)] = Sigmoid(Sum(0));
                    T f = step.Gates[At(1, j)] = Sigmoid(Sum(1));
                    T g = step.Gates[At(2, j)] = Tanh(Sum(2));
                    T o = step.Gates[At(3, j)] = Sigmoid(Sum(3));
                    T c = step.After[Layer.Units + j] = (f * before[Layer.Units + j]) + (i * g);
                    step.After[j] = o * Tanh(c);
                    break;
                default:
                    step.Gates[j] = Sum(0);
                    step.After[j] = T.Activate(Layer.Activation, Layer.Slope, step.Gates[j]);
                    break;
            }
        }

        return step;
    }

    /// <summary>The chain rule through one step.</summary>
    /// <param name="step">Its values.</param>
    /// <param name="after">The derivatives with respect to what it left.</param>
    /// <param name="gradients">Those of the parameters, added to.</param>
    /// <returns>The derivatives with respect to x, and with respect to what the step before left.</returns>
    public (T[] Inputs, T[] Before) Backward(RecurrentStep<T> step, T[] after, T[] gradients)
    {
        T[] before = new T[after.Length];
        T[] ofInputs = new T[Width];
        T[] ofBefore = new T[Width];
        for (int j = 0; j < Layer.Units; j++)
        {
            T Gate(int gate) => step.Gates[At(gate, j)];
            T d = after[j];
            switch (Layer.Kind)
            {
                case LayerKind.Gru:
                    T dz = d * (step.Before[j] - Gate(2)) * OfSigmoid(Gate(1));
                    T dn = d * (One - Gate(1)) * OfTanh(Gate(2));
                    T dr = (Layer.ResetsFirst ? OfReset(step, after, j) * step.Before[j] : dn * step.FromBefore[At(2, j)]) * OfSigmoid(Gate(0));
                    (ofInputs[At(0, j)], ofInputs[At(1, j)], ofInputs[At(2, j)]) = (dr, dz, dn);
                    (ofBefore[At(0, j)], ofBefore[At(1, j)], ofBefore[At(2, j)]) = (dr, dz, dn * Gate(0));
                    before[j] = d * Gate(1);
                    break;
                case LayerKind.Lstm:
                    T tanh = Tanh(step.After[Layer.Units + j]);
                    T dc = after[Layer.Units + j] + (d * Gate(3) * OfTanh(tanh));
                    ofInputs[At(0, j)] = dc * Gate(2) * OfSigmoid(Gate(0));
                    ofInputs[At(1, j)] = dc * step.Before[Layer.Units + j] * OfSigmoid(Gate(1));
                    ofInputs[At(2, j)] = dc * Gate(0) * OfTanh(Gate(2));
                    ofInputs[At(3, j)] = d * tanh * OfSigmoid(Gate(3));
                    before[Layer.Units + j] = dc * Gate(1);
                    break;
                default:
                    ofInputs[j] = d * T.Derivative(Layer.Activation, Layer.Slope, Gate(0));
                    break;
            }
        }

        if (!Layer.HasRecurrentBiases) ofBefore = ofInputs;
        AddProducts(step.Inputs, ofInputs, gradients, at: 0, BiasesAt);
        T[] h = step.Before[..Layer.Units];
        if (Layer.ResetsFirst)
        {
            // r and z read h, and the candidate what r lets through of it.
            T[] ofGates = [.. ofInputs[..(2 * Layer.Units)], .. Enumerable.Repeat(T.Given(0), Layer.Units)];
            T[] ofCandidate = [.. Enumerable.Repeat(T.Given(0), 2 * Layer.Units), .. ofInputs[(2 * Layer.Units)..]];
            AddProducts(h, ofGates, gradients, RecurrentAt, biasesAt: null);
            AddProducts([.. h.Select((value, j) => step.Gates[j] * value)], ofCandidate, gradients, RecurrentAt, biasesAt: null);
            T[] direct = Back(ofGates, RecurrentAt, Layer.Units);
            for (int j = 0; j < Layer.Units; j++) before[j] += direct[j] + (OfReset(step, after, j) * step.Gates[j]);
            return (Back(ofInputs, at: 0, Layer.Inputs), before);
        }

        AddProducts(h, ofBefore, gradients, RecurrentAt, Layer.HasRecurrentBiases ? RecurrentBiasesAt : null);
        T[] carried = Back(ofBefore, RecurrentAt, Layer.Units);
        for (int j = 0; j < Layer.Units; j++) before[j] += carried[j];
        return (Back(ofInputs, at: 0, Layer.Inputs), before);
    }

    // The derivative with respect to r ⊙ h of a unit, from those of all candidates.
    private T OfReset(RecurrentStep<T> step, T[] after, int unit)
    {
        T sum = T.Given(0);
        for (int i = 0; i < Layer.Units; i++)
        {
            T dn = after[i] * (One - step.Gates[At(1, i)]) * OfTanh(step.Gates[At(2, i)]);
            sum += dn * Parameters[RecurrentAt + (unit * Width) + At(2, i)];
        }

        return sum;
    }

    private int At(int gate, int unit) => (gate * Layer.Units) + unit;

    private T[] Product(T[] vector, int at, int? biasesAt)
    {
        T[] sums = new T[Width];
        for (int column = 0; column < Width; column++)
        {
            T sum = biasesAt is { } biases ? Parameters[biases + column] : T.Given(0);
            for (int i = 0; i < vector.Length; i++) sum += vector[i] * Parameters[at + (i * Width) + column];
            sums[column] = sum;
        }

        return sums;
    }

    private T[] Back(T[] deltas, int at, int count)
    {
        T[] results = new T[count];
        for (int i = 0; i < count; i++)
        {
            T sum = T.Given(0);
            for (int column = 0; column < Width; column++) sum += deltas[column] * Parameters[at + (i * Width) + column];
            results[i] = sum;
        }

        return results;
    }

    private void AddProducts(T[] vector, T[] deltas, T[] gradients, int at, int? biasesAt)
    {
        for (int column = 0; column < Width; column++)
        {
            for (int i = 0; i < vector.Length; i++) gradients[at + (i * Width) + column] += vector[i] * deltas[column];
            if (biasesAt is { } biases) gradients[biases + column] += deltas[column];
        }
    }

    private static T Sigmoid(T z) => T.Activate(Activation.Sigmoid, 0, z);

    private static T Tanh(T z) => T.Activate(Activation.Tanh, 0, z);

    private static T OfSigmoid(T a) => a * (One - a);

    private static T OfTanh(T a) => (One - a) * (One + a);
}

/// <summary>What one step computed.</summary>
/// <typeparam name="T">What it computes with.</typeparam>
/// <param name="Inputs">x.</param>
/// <param name="Before">What the step before left.</param>
/// <param name="FromInputs">x·W + b.</param>
/// <param name="FromBefore">h·U, with c of a GRU.</param>
/// <param name="Gates">What the gates give; of a plain layer, what φ is applied to.</param>
/// <param name="After">What it leaves, of which h is what the layer makes of the step.</param>
public sealed record RecurrentStep<T>(T[] Inputs, T[] Before, T[] FromInputs, T[] FromBefore, T[] Gates, T[] After);
