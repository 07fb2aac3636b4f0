using Playground.Data;

namespace Playground.Training;

/// <summary>Samples in an order that changes with each pass over them, some at a time.</summary>
internal sealed class Batches
{
    /// <summary>Samples of a step.</summary>
    public const int Size = 32;

    private readonly LearningTask _task;
    private readonly Random _random;
    private readonly int[] _order;
    private readonly float[] _inputs;
    private readonly float[] _targets;
    private int _next;

    /// <param name="task">The samples.</param>
    /// <param name="seed">Decides about the order.</param>
    public Batches(LearningTask task, ulong seed)
    {
        _task = task;
        _random = new Random((int)seed);
        _order = [.. Enumerable.Range(0, task.Count)];
        _inputs = new float[Size * task.InputSize];
        _targets = new float[Size * task.TargetSize];
        _next = task.Count;
    }

    /// <summary>[<see cref="Size"/>, numbers of a sample].</summary>
    public ReadOnlySpan<float> Inputs => _inputs;

    /// <summary>[<see cref="Size"/>, numbers of a target].</summary>
    public ReadOnlySpan<float> Targets => _targets;

    /// <summary>Takes the next samples.</summary>
    public void Advance()
    {
        if (_next + Size > _order.Length)
        {
            _random.Shuffle(_order);
            _next = 0;
        }

        for (int row = 0; row < Size; row++)
        {
            int sample = _order[_next++];
            _task.Inputs.AsSpan(sample * _task.InputSize, _task.InputSize).CopyTo(_inputs.AsSpan(row * _task.InputSize));
            _task.Targets.AsSpan(sample * _task.TargetSize, _task.TargetSize).CopyTo(_targets.AsSpan(row * _task.TargetSize));
        }
    }
}
