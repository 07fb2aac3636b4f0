namespace InitializationLab.Experiments;

/// <summary>One claim about initialization, put to the test with generated networks.</summary>
internal interface IExperiment
{
    /// <summary>"C1", "C2" and so on.</summary>
    string Id { get; }

    /// <summary>The claim as textbooks and lecture notes state it.</summary>
    string Claim { get; }

    /// <summary>Predicts, measures, compares.</summary>
    Finding Run(Effort effort);
}
