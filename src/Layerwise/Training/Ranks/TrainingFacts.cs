using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>What must be the same on all ranks, as names that fit into the middle of a sentence, and values.</summary>
internal static class TrainingFacts
{
    /// <summary>Of a trainer between two calls.</summary>
    public static IEnumerable<(string Name, string Value)> Of<TNetwork>(Learner<TNetwork> learner)
        where TNetwork : class, INetwork<TNetwork>
    {
        yield return ("the version of Layerwise", typeof(Communicator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown");
        yield return ("the network", $"{typeof(TNetwork).Name} with {Text(TNetwork.ParameterCount)} parameters ({Layers<TNetwork>()})");
        foreach ((string name, string value) in TrainingSettings.Of<TNetwork>(learner.Optimizer, learner.Options)) yield return (name.Split('.')[^1], value);
        yield return ("the width of the registers", $"{Text(RegisterWidth.Floats)} floats");
        yield return ("the hash of the parameters", Hash(learner.Network.Parameters));
        yield return ("the hash of the optimizer's state", Hash(learner.State));
        yield return ("the number of completed epochs", Text(learner.Position.Epochs));
    }

    /// <summary>Of a call of Fit that begins or is taken up.</summary>
    public static IEnumerable<(string Name, string Value)> Of(FitCall call, int epochs, Dataset training, Dataset? validation)
    {
        yield return ("the training data", training.Identity);
        yield return ("the validation data", validation?.Identity ?? "none");
        yield return ("the number of epochs", Text(epochs));
        yield return ("the place in the call of Fit", $"batch {Text(call.Batches)} after {Text(call.History.Count)} epochs");
    }

    private static string Layers<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        var text = new StringBuilder();
        foreach (LayerInfo layer in TNetwork.Layers) text.AppendJoin(' ', layer, string.Join(' ', layer.Tensors)).AppendLine();
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 4));
    }

    private static string Hash(ReadOnlySpan<float> values) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values)).AsSpan(0, 8));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
