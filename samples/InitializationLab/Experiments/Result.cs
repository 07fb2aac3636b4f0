namespace InitializationLab.Experiments;

/// <summary>A claim and what was found of it.</summary>
internal sealed record Result(string Id, string Claim, Finding Finding)
{
    /// <summary>"yes", "in part" or "no".</summary>
    public string VerdictText => Finding.Verdict switch
    {
        Verdict.Holds => "yes",
        Verdict.InPart => "in part",
        Verdict.Fails => "no",
        _ => throw new InvalidOperationException($"{Finding.Verdict} has no text."),
    };
}
