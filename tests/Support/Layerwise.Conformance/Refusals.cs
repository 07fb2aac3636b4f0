using Layerwise.Reference;

namespace Layerwise.Conformance;

/// <summary>
/// Calls that must be refused before anything is written: spans of a wrong length, with an <see cref="ArgumentException"/> that
/// names the parameter, and a backward pass without a forward one.
/// </summary>
internal static class Refusals<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    public static void Check(TNetwork network, ConformanceReport report)
    {
        const int rows = 3;
        int inputs = rows * TNetwork.InputSize;
        int outputs = rows * TNetwork.OutputSize;
        int parameters = TNetwork.ParameterCount;
        var workspace = TNetwork.CreateWorkspace(rows);
        _ = network.Forward(new float[inputs], workspace);

        foreach (int off in (int[])[-1, 1])
        {
            Expect("outputs", outputs + off, written => network.Forward(new float[inputs], written.Span));
            Expect("gradients", parameters + off, written => network.Backward(new float[outputs], workspace, written.Span));
            Expect("inputGradients", inputs + off, written => network.Backward(new float[outputs], workspace, new float[parameters], written.Span));
            Expect("outputGradients", parameters, written => network.Backward(new float[outputs + off], workspace, written.Span));
            Expect("gradients", parameters + off, written => network.ComputeGradients(new float[inputs], new float[outputs], workspace, written.Span));
            Expect("targets", parameters, written => network.ComputeGradients(new float[inputs], new float[outputs + off], workspace, written.Span));
            Expect("targets", 0, _ => TNetwork.ComputeLoss(new float[outputs], new float[outputs + off]));
        }

        // One float too many is a whole sample where a sample has one float.
        if (TNetwork.InputSize > 1) Expect("inputs", outputs, written => network.Forward(new float[inputs + 1], written.Span));
        Expect("inputs", parameters, written => network.ComputeGradients(new float[inputs + TNetwork.InputSize], Targets(rows + 1), workspace, written.Span));
        Expect("inputs", parameters, written => network.ComputeGradients([], [], workspace, written.Span));
        Expect("outputs", 0, _ => TNetwork.ComputeLoss([], []));
        ExpectBackwardToNeedAPass();

        static float[] Targets(int rows)
        {
            ReferenceNetwork reference = ReferenceNetwork.DeclaredBy(typeof(TNetwork));
            float[] sample = [.. reference.Heads.SelectMany(head => Enumerable.Range(0, head.Size).Select(j => j == 0 ? 1f : head.Loss.Kind == Loss.Hinge ? -1f : 0f))];
            return [.. Enumerable.Repeat(sample, rows).SelectMany(static row => row)];
        }

        void ExpectBackwardToNeedAPass()
        {
            var written = new GuardedBuffer(parameters);
            try
            {
                network.Backward(new float[outputs], TNetwork.CreateWorkspace(rows), written.Span);
                report.Fail("Backward went without a forward pass");
            }
            catch (InvalidOperationException)
            {
                if (!written.IsUntouched) report.Fail("Backward without a forward pass was refused too late: something is written");
            }
        }

        void Expect(string parameter, int length, Action<GuardedBuffer> call)
        {
            var written = new GuardedBuffer(length);
            try
            {
                call(written);
                report.Fail($"a wrong length of {parameter} was accepted");
            }
            catch (ArgumentException e) when (e.ParamName == parameter)
            {
                if (!written.IsUntouched) report.Fail($"a wrong length of {parameter} was refused too late: something is written");
            }
            catch (ArgumentException e)
            {
                report.Fail($"a wrong length of {parameter} was blamed on {e.ParamName}: {e.Message}");
            }
        }
    }
}
