using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxModels;

namespace Layerwise.OnnxImport.Layouts;

/// <summary>
/// A Reshape of sequences: what is asked for is held against what is there, from both ends to the dimension that is left open, so that each sample and each step stays a whole.
/// </summary>
internal sealed class SequenceReshape
{
    private readonly long[] _target;
    private readonly long[] _dimensions;
    private readonly AxisRole[] _roles;
    private readonly List<(AxisRole Role, long Size)> _left = [];
    private readonly long[] _found;
    private readonly AxisRole[] _foundRoles;

    /// <summary>One of them.</summary>
    /// <param name="target">The dimensions asked for, as <see cref="RowShape.Reshaped"/> takes them.</param>
    /// <param name="dimensions">Those that are there.</param>
    /// <param name="roles">What each of them counts.</param>
    public SequenceReshape(long[] target, long[] dimensions, AxisRole[] roles)
    {
        _target = target;
        _dimensions = dimensions;
        _roles = roles;
        _found = new long[target.Length];
        _foundRoles = new AxisRole[target.Length];
        for (int i = 0; i < dimensions.Length; i++) Add(roles[i], dimensions[i]);
    }

    /// <summary>The dimensions; null where they mix samples or steps.</summary>
    public (long[] Dimensions, AxisRole[] Roles)? Find()
    {
        int open = Array.IndexOf(_target, -1);
        if (open != Array.LastIndexOf(_target, -1)) return null;
        int end = open < 0 ? _target.Length : open;
        for (int i = 0; i < end; i++)
        {
            if (!Take(i, fromEnd: false)) return null;
        }

        for (int i = _target.Length - 1; i > open && open >= 0; i--)
        {
            if (!Take(i, fromEnd: true)) return null;
        }

        bool isWhole = open < 0 ? _left.Count == 0 : TakeRest(open);
        return isWhole ? (_found, _foundRoles) : null;
    }

    // Numbers that lie side by side are one, and a sample or a step is one for itself.
    private void Add(AxisRole role, long size)
    {
        switch (role)
        {
            case AxisRole.StepsOfSamples:
                _left.Add((AxisRole.Samples, OnnxValue.AnySize));
                _left.Add((AxisRole.Steps, OnnxValue.AnySize));
                break;
            case AxisRole.SamplesOfSteps:
                _left.Add((AxisRole.Steps, OnnxValue.AnySize));
                _left.Add((AxisRole.Samples, OnnxValue.AnySize));
                break;
            case AxisRole.Numbers when size == 1:
                break;
            case AxisRole.Numbers when _left.Count > 0 && _left[_left.Count - 1].Role == AxisRole.Numbers:
                _left[_left.Count - 1] = (role, size * _left[_left.Count - 1].Size);
                break;
            default:
                _left.Add((role, size));
                break;
        }
    }

    private bool Take(int index, bool fromEnd)
    {
        long size = _target[index];
        AxisRole? wanted = size == Constant.Batch ? AxisRole.Samples : size == Constant.Steps ? AxisRole.Steps : null;
        if (size == 0)
        {
            if (index >= _dimensions.Length) return false;
            size = _dimensions[index];
            wanted = _roles[index] == AxisRole.Numbers ? null : _roles[index];
        }

        if (wanted is AxisRole.StepsOfSamples or AxisRole.SamplesOfSteps) return false;
        int next = fromEnd ? _left.Count - 1 : 0;
        if (wanted is { } role) return _left.Count > 0 && _left[next].Role == role && TakeCount(index, next);
        if (size < 1) return false;
        bool isCount = _left.Count > 0 && _left[next].Role != AxisRole.Numbers;
        if (isCount && (_left[next].Size == size || (_left[next].Size == OnnxValue.AnySize && size > 1))) return TakeCount(index, next, size);
        _found[index] = size;
        if (size == 1) return true;
        if (_left.Count == 0 || isCount || _left[next].Size % size != 0) return false;
        long rest = _left[next].Size / size;
        if (rest == 1) _left.RemoveAt(next);
        else _left[next] = (AxisRole.Numbers, rest);
        return true;
    }

    private bool TakeCount(int index, int place, long? size = null)
    {
        _found[index] = size ?? _left[place].Size;
        _foundRoles[index] = _left[place].Role;
        _left.RemoveAt(place);
        return true;
    }

    private bool TakeRest(int index)
    {
        AxisRole[] counts = [.. _left.Select(static part => part.Role).Where(static role => role != AxisRole.Numbers)];
        long numbers = _left.Where(static part => part.Role == AxisRole.Numbers).Aggregate(1L, static (product, part) => product * part.Size);
        if (counts.Length > 0 && numbers > 1) return false;
        _found[index] = counts.Length switch
        {
            0 => numbers,
            1 => _left[0].Size,
            _ => OnnxValue.AnySize,
        };
        _foundRoles[index] = counts.Length switch
        {
            0 => AxisRole.Numbers,
            1 => counts[0],
            _ => counts[0] == AxisRole.Samples ? AxisRole.StepsOfSamples : AxisRole.SamplesOfSteps,
        };
        return true;
    }
}
