namespace Layerwise;

/// <summary>How well one output of a network does on some samples.</summary>
/// <param name="Name">The output (<see cref="OutputAttribute"/>); empty where the network names none.</param>
/// <param name="Evaluation">Its mean loss, without its weight, and its share of right answers.</param>
public readonly record struct HeadEvaluation(string Name, Evaluation Evaluation)
{
    /// <summary>For people: "Policy: loss 0.0321, accuracy 98.9 %", the same in every culture.</summary>
    public override string ToString() => Name.Length == 0 ? Evaluation.ToString() : $"{Name}: {Evaluation}";
}
