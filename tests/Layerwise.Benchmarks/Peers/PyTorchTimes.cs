using System.ComponentModel;
using System.Globalization;
using Layerwise.Testing;

namespace Layerwise.Benchmarks.Peers;

/// <summary>What PyTorch takes for networks of the benchmark, in a process of its own on one thread, where a Python with it is there.</summary>
internal sealed class PyTorchTimes
{
    private readonly Dictionary<string, (double Batch, double Sample)> _times;

    private PyTorchTimes(Dictionary<string, (double Batch, double Sample)> times, string version)
    {
        _times = times;
        Version = version;
    }

    /// <summary>Its own, and with which libraries it computes.</summary>
    public string Version { get; }

    /// <summary>Nanoseconds for loss and gradients of a batch, and for one sample.</summary>
    public (double Batch, double Sample) Of(string network) => _times[network];

    /// <summary>Null where no Python here has it.</summary>
    public static PyTorchTimes? Measure()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Peers", "PyTorch");
        foreach (string python in (string[])["python3", "/usr/bin/python3"])
        {
            try
            {
                CommandResult version = Run(python, "-c", "import torch; print(torch.__version__)");
                if (version.ExitCode != 0) continue;
                string[] lines = Run(python, Path.Combine(folder, "times.py")).AssertSuccess().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                return new PyTorchTimes(
                    lines.Select(static line => line.Split(' ')).ToDictionary(static words => words[0], static words => (Number(words[2]), Number(words[3]))),
                    version.Output.Trim());
            }
            catch (Win32Exception)
            {
                // No such program.
            }
        }

        return null;

        // Python looks for modules in its own folder first: one without scripts.
        CommandResult Run(string python, params string[] arguments) => new Command(python, arguments)
        {
            Folder = folder,
            Variables = new Dictionary<string, string?> { ["OMP_NUM_THREADS"] = "1", ["OPENBLAS_NUM_THREADS"] = "1", ["OPENBLAS_CORETYPE"] = null, ["OPENBLAS_L2_SIZE"] = null },
        }.Run();
    }

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
}
