using System.Runtime.InteropServices;

namespace Layerwise;

/// <summary>What is known of a shard besides its gradients, as ranks send it.</summary>
/// <param name="Weight">Of its samples: their number, where they have no weights.</param>
/// <param name="Loss">Their mean loss.</param>
/// <param name="Right">Right answers.</param>
/// <param name="Answers">Answers that can be right or wrong.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ShardResult(double Weight, float Loss, int Right, int Answers);
