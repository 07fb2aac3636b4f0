using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Layerwise.Generator.Tests.LaneWidths;

/// <summary>Layerwise.LaneWidths in a process that sees fewer instruction sets than this machine has.</summary>
internal static class LaneWidthProcess
{
    private static readonly string[] Settings = ["DOTNET_EnableAVX512", "DOTNET_PreferredVectorBitWidth", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"];

    /// <summary>
    /// The most floats per register. Processes can only be told to do without; what this machine lacks can't be tested on it.
    /// </summary>
    public static int Widest { get; } = Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;

    /// <summary>Cases of a test: this machine as it is, and of the settings that turn instruction sets off as many as a usual run tries.</summary>
    /// <param name="usual">How many these are.</param>
    /// <param name="narrower">A setting of the runtime, its value, and the floats per register that it leaves.</param>
    public static TheoryData<string?, string?, int> Draw(int usual, params (string Variable, string Value, int Lanes)[] narrower)
    {
        var cases = new TheoryData<string?, string?, int> { { null, null, 16 } };
        foreach (var (variable, value, lanes) in Sweep.Draw(narrower, usual, new Random(Sweep.Seed))) cases.Add(variable, value, lanes);
        return cases;
    }

    /// <summary>Its arguments for the third of all networks that a usual run takes, another one in the next.</summary>
    public static string[] Part { get; } = PartOf(Math.Min(Sweep.Parts(3), 6));

    /// <summary>Runs it to its end.</summary>
    /// <param name="variable">The runtime's setting that turns instruction sets off; null for none.</param>
    /// <param name="value">Its value.</param>
    /// <param name="arguments">See its Program.cs.</param>
    public static (int ExitCode, string Output) Run(string? variable, string? value, params string[] arguments) =>
        RunWith(variable is null ? [] : new Dictionary<string, string?> { [variable] = value }, arguments);

    /// <summary>Runs it to its end.</summary>
    /// <param name="settings">Settings of the runtime.</param>
    /// <param name="arguments">See its Program.cs.</param>
    public static (int ExitCode, string Output) RunWith(Dictionary<string, string?> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Layerwise.LaneWidths.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A variable of the test run itself must not decide what the child sees.
        foreach (string inherited in Settings) start.Environment.Remove(inherited);
        foreach (var (variable, value) in settings) start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static string[] PartOf(int parts) => ["part", Invariant(Sweep.Seed % parts), Invariant(parts)];

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
