namespace Layerwise.Package.Tests.Harness;

/// <summary>A Python that has PyTorch: not always the first one on the path.</summary>
internal static class Torch
{
    public static string? Python { get; } = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(HasTorch);

    private static bool HasTorch(string python)
    {
        try
        {
            // Python looks for modules in its own folder first: one without scripts.
            return new Command(python, "-c", "import torch") { Folder = AppContext.BaseDirectory }.Run().ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that needs PyTorch, or says that it is not there.</summary>
internal sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute() => Skip = Torch.Python is null ? "NOT TESTED: the script for PyTorch, which no Python here has." : null;
}
