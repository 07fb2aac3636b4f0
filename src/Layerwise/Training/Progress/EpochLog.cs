using System.Globalization;
using System.Text;
using Layerwise.Runtime;

namespace Layerwise;

/// <summary>
/// Writes one line for each epoch to a CSV file, for a table or a plot: pass it to <see cref="Trainer{TNetwork}.Fit"/> as the progress of epochs. A log that is
/// there is continued, as a training from a checkpoint is: epochs that are trained once more replace those that were logged.
/// </summary>
/// <remarks>
/// The columns are epoch, loss, accuracy, validation_loss, validation_accuracy, learning_rate, gradient_norm and health; what there is not is empty. Numbers are the same
/// in every culture and read back to the same bits. A line is on disk when <see cref="Report"/> returns, and a file that stops within a line is continued behind
/// the last whole one.
/// </remarks>
/// <param name="path">The file. Nothing is read or written before the first report.</param>
/// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
public sealed class EpochLog(string path) : IProgress<EpochReport>
{
    private const string Header = "epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,gradient_norm,health";

    private bool _isPrepared;

    /// <summary>The file.</summary>
    public string Path { get; } = string.IsNullOrEmpty(path) ? throw new ArgumentException("Expected the path of a file, but it is empty.", nameof(path)) : path;

    /// <summary>Adds a line.</summary>
    /// <param name="value">The epoch.</param>
    /// <exception cref="IOException">The file can't be read or written, or is no log of epochs; what was there is untouched.</exception>
    public void Report(EpochReport value)
    {
        try
        {
            if (!_isPrepared) Prepare(value.Epoch);
            _isPrepared = true;
            File.AppendAllText(Path, Line(value) + "\n");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{Path}' cannot be written: {e.Message}", e);
        }
    }

    private void Prepare(int nextEpoch)
    {
        // Who reads a pipe waits for its writer.
        SaveTarget.Find(Path);
        string[] kept = File.Exists(Path) ? [.. Kept(nextEpoch)] : [];
        AtomicFile.Write(Path, stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(kept.Prepend(Header).Select(static line => line + "\n")))));
    }

    // What stands behind the last end of a line was being written when the program died.
    private IEnumerable<string> Kept(int nextEpoch)
    {
        string[] lines = File.ReadAllText(Path).Split('\n')[..^1];
        if (lines.Length == 0) yield break;
        if (lines[0].TrimEnd('\r') != Header) throw new IOException($"'{Path}' is no log of epochs: its first line is '{lines[0].TrimEnd('\r')}', and '{Header}' was expected.");
        for (int i = 1; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            if (!int.TryParse(line.Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int epoch))
            {
                throw new IOException($"'{Path}', line {i + 1}: expected the number of an epoch in the first column, but the line is '{line}'.");
            }

            if (epoch < nextEpoch) yield return line;
        }
    }

    private static string Line(EpochReport report) => string.Join(
        ',',
        report.Epoch.ToString(CultureInfo.InvariantCulture),
        Text(report.Training.Loss),
        Text(report.Training.Accuracy),
        Text(report.Validation?.Loss),
        Text(report.Validation?.Accuracy),
        report.LearningRate.ToString("R", CultureInfo.InvariantCulture),
        report.GradientNorm?.ToString("R", CultureInfo.InvariantCulture),
        Text(report.Health));

    // "well", or "DeadUnits(1) EqualOutputs": the layers are counted from 1.
    private static string? Text(HealthReport? health) => health is null ? null
        : health.Findings.Count == 0 ? "well"
        : string.Join(' ', health.Findings.Select(static finding => finding.Layer is { } layer ? FormattableString.Invariant($"{finding.Problem}({layer + 1})") : finding.Problem.ToString()));

    private static string? Text(float? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
