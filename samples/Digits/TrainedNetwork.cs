namespace Digits;

/// <summary>A network and what it took to train it.</summary>
internal sealed record TrainedNetwork<TNetwork>(TNetwork Network, long Steps, TimeSpan Duration);
