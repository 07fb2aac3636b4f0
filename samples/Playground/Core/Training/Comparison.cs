using System.Diagnostics;
using Layerwise;
using Playground.Data;
using Playground.Networks;

namespace Playground.Training;

/// <summary>Two networks that learn the same in equally many steps.</summary>
internal sealed class Comparison : IDisposable
{
    // Between two looks at the clock.
    private const int StepsAtOnce = 4;

    private readonly INetworkTraining[] _sides;
    private readonly Stopwatch _working = new();

    /// <param name="task">What they learn.</param>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="optimizer">How gradients become steps.</param>
    /// <param name="seed">Draws the weights, and decides about the order of the samples.</param>
    public Comparison(LearningTask task, NetworkChoice left, NetworkChoice right, IOptimizer optimizer, ulong seed)
    {
        Task = task;
        _sides = [left.Begin(task, optimizer, seed), right.Begin(task, optimizer, seed)];
    }

    /// <summary>What they learn.</summary>
    public LearningTask Task { get; }

    /// <summary>Steps that each has taken, unless it had to stop.</summary>
    public int Steps => Math.Max(_sides[0].Losses.Steps, _sides[1].Losses.Steps);

    /// <summary>What a step of both has taken on average, in microseconds; 0 before the first.</summary>
    public double MicrosecondsPerStep => Steps == 0 ? 0 : _working.Elapsed.TotalMicroseconds / Steps;

    /// <summary>The left one is 0, the right one 1.</summary>
    public INetworkTraining this[int side] => _sides[side];

    /// <summary>Both take steps for some time, and equally many.</summary>
    /// <param name="milliseconds">How long; at least a few steps are taken.</param>
    public void Train(double milliseconds)
    {
        var clock = Stopwatch.StartNew();
        do TakeSteps(StepsAtOnce);
        while (clock.Elapsed.TotalMilliseconds < milliseconds);
    }

    /// <summary>Both take some steps.</summary>
    public void TakeSteps(int count)
    {
        _working.Start();
        for (int step = 0; step < count; step++)
        {
            foreach (INetworkTraining side in _sides) side.Step();
        }

        _working.Stop();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (INetworkTraining side in _sides) side.Dispose();
    }
}
