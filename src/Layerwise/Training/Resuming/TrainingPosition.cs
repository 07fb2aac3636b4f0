namespace Layerwise;

/// <summary>How far training has come: all that it remembers beside parameters, optimizer state and the call of Fit in progress.</summary>
/// <param name="Steps">Steps taken.</param>
/// <param name="Epochs">Epochs completed.</param>
/// <param name="Plateau">What the reduction of the learning rate knows.</param>
internal readonly record struct TrainingPosition(long Steps, int Epochs, PlateauState Plateau)
{
    public void Write(NumberWriter numbers)
    {
        numbers.Add(Steps);
        numbers.Add(Epochs);
        numbers.Add(Plateau.Best);
        numbers.Add(Plateau.BadEpochs);
        numbers.Add(Plateau.Cooldown);
        numbers.Add(Plateau.Reductions);
    }

    public static TrainingPosition Read(NumberReader numbers) => new(
        numbers.NextCount(),
        numbers.NextInt32(),
        new PlateauState(numbers.NextOrNull(), numbers.NextInt32(), numbers.NextInt32(), numbers.NextInt32()));
}
