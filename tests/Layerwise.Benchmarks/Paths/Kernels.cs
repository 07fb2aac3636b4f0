using System.Reflection;
using System.Runtime.InteropServices;
using Layerwise.Runtime;

namespace Layerwise.Benchmarks.Paths;

/// <summary>
/// A network on a register width of our choice: its generated kernels, called past the public methods, which take the widest.
/// </summary>
internal sealed unsafe class Kernels<TNetwork, TLanes> : Subject
    where TNetwork : class, INetwork<TNetwork>
    where TLanes : struct, ILanes<TLanes>
{
    private readonly Bench<TNetwork> _bench;
    private readonly delegate*<ref float, ref float, ref float, nint, void> _forward;
    private readonly delegate*<ReadOnlySpan<float>, ReadOnlySpan<float>, ref float, Workspace<TNetwork>, Span<float>, int, float> _computeGradients;

    public Kernels(Bench<TNetwork> bench)
    {
        _bench = bench;
        _forward = (delegate*<ref float, ref float, ref float, nint, void>)Pointer("Forward", static _ => true);
        _computeGradients = (delegate*<ReadOnlySpan<float>, ReadOnlySpan<float>, ref float, Workspace<TNetwork>, Span<float>, int, float>)Pointer(
            "ComputeGradients", static method => method.GetParameters()[1].ParameterType == typeof(ReadOnlySpan<float>));
    }

    private ref float Parameters => ref MemoryMarshal.GetReference(_bench.Network.Parameters);

    public override void Sample(int count)
    {
        for (int i = 0; i < count; i++) Forward(1);
    }

    public override void Serial(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Forward(1);
            _bench.FeedBack();
        }
    }

    public override Action<int> Batch(int rows) => count =>
    {
        for (int i = 0; i < count; i++) Forward(rows);
    };

    public override Action<int> Train(int rows)
    {
        Workspace<TNetwork> workspace = TNetwork.CreateWorkspace(rows);
        var descent = new Sgd.PlainRule(new Sgd(), PublicApi<TNetwork>.LearningRate);
        return count =>
        {
            for (int i = 0; i < count; i++)
            {
                workspace.BeginPass(rows, "inputs", keepsInputs: false);
                _computeGradients(_bench.Inputs(rows), _bench.TargetsOf(rows), ref Parameters, workspace, _bench.Gradients, rows);
                UpdateLoop.Run<Sgd.PlainRule, TLanes>(in descent, new UpdateSlice(_bench.Network.Parameters, _bench.Gradients, [], step: 1));
            }
        };
    }

    private void Forward(int rows) => _forward(
        ref MemoryMarshal.GetReference(_bench.Inputs(rows)), ref Parameters, ref MemoryMarshal.GetReference(_bench.Outputs(rows)), rows);

    private static nint Pointer(string kernel, Func<MethodInfo, bool> isRight)
    {
        const BindingFlags all = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        Type kernels = typeof(TNetwork).GetNestedType("Kernels", all)
            ?? throw new InvalidOperationException($"{typeof(TNetwork).Name} has no nested class Kernels.");
        MethodInfo method = kernels.GetMethods(all).Single(method => method.Name == kernel && isRight(method));
        return method.MakeGenericMethod(typeof(TLanes)).MethodHandle.GetFunctionPointer();
    }
}
