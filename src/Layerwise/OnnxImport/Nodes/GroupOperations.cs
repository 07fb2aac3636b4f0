using Layerwise.Chains;
using Layerwise.OnnxImport.Constants;
using Layerwise.OnnxImport.Flows;
using Layerwise.OnnxModels;
using Layerwise.Runtime;

namespace Layerwise.OnnxImport.Nodes;

/// <summary>Normalizations of groups of channels over the positions of a sample.</summary>
/// <param name="builder">Takes the steps.</param>
/// <param name="budget">Gives room for their numbers.</param>
/// <param name="steps">Ends what is normalized.</param>
internal sealed class GroupOperations(ChainBuilder builder, MemoryBudget budget, FlowSteps steps)
{
    private const float UsualEpsilon = 1e-5f;

    /// <summary>A GroupNormalization, whose factors and addends are those of channels, or of groups before opset 21.</summary>
    /// <param name="node">The node.</param>
    /// <param name="flow">What it reads.</param>
    /// <param name="factors">Its second input.</param>
    /// <param name="addends">Its third one.</param>
    /// <exception cref="OnnxException">It does not go over channels and positions.</exception>
    public Flow Normalize(OnnxNode node, Flow flow, Constant? factors, Constant? addends)
    {
        int channels = Channels(node, flow);
        long groups = node.Integer("num_groups", 0);
        if (groups < 1 || channels % groups != 0) throw node.Fault($"num_groups is {groups}; expected a divisor of the {channels} channels.");
        if (!flow.Shape!.IsChannels(1, channels)) throw node.Fault($"its inputs of shape {flow.Shape} do not have their {channels} channels behind the samples.");
        return Normalized(node, flow, (int)groups, channels, factors, addends);
    }

    /// <summary>An InstanceNormalization: of each channel by itself, or of groups that a Reshape has put in the place of channels.</summary>
    /// <param name="node">The node.</param>
    /// <param name="flow">What it reads.</param>
    /// <param name="factors">Its second input.</param>
    /// <param name="addends">Its third one.</param>
    /// <exception cref="OnnxException">It does not go over channels and positions.</exception>
    public Flow NormalizeInstances(OnnxNode node, Flow flow, Constant? factors, Constant? addends)
    {
        int channels = Channels(node, flow);
        return flow.Shape!.GroupsIn(1, channels) is { } groups
            ? Normalized(node, flow, (int)groups, channels, factors, addends)
            : throw node.Fault($"its inputs of shape {flow.Shape} do not have their {channels} channels, or groups of them, behind the samples.");
    }

    private int Channels(OnnxNode node, Flow flow) => flow.Shape is { HasSteps: false } && builder.ChannelsAt(flow.Place) is { } channels
        ? channels
        : throw node.Fault("it normalizes over positions, and the file says none for its input; expected a convolution before it.");

    private Flow Normalized(OnnxNode node, Flow flow, int groups, int channels, Constant? factors, Constant? addends)
    {
        budget.Take(channels, 2 * sizeof(double));
        var normalization = new ChainNormalization(NormalizationKind.Group, OfChannels(factors), OfChannels(addends), node.Single("epsilon", UsualEpsilon)) { Groups = groups };
        return Flow.Plain(node, builder.Add(steps.Settle(flow).Place, new NormalizeStep(normalization)), flow.Shape);

        double[] OfChannels(Constant? constant)
        {
            if (constant is not { IsFloat: true, Shape.Length: 1 } || (constant.Count != groups && constant.Count != channels))
            {
                throw node.Fault($"expected constant scales and shifts, one for each of the {channels} channels or of the {groups} groups.");
            }

            int each = channels / constant.Count;
            return [.. Enumerable.Range(0, channels).Select(channel => (double)constant.Floats[channel / each])];
        }
    }
}
