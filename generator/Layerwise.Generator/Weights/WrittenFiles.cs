using Layerwise.Generator.Model;
using Layerwise.Generator.Writing;

namespace Layerwise.Generator.Weights;

/// <summary>The files for other compilers that a project asks for beside a frozen network: what they are called, and where they belong.</summary>
internal static class WrittenFiles
{
    // What the header of a network that goes step by step has a size of, and whose C# names differ from those of all parts.
    private static readonly (string CName, string Whose)[] SizesOfSteps = [("step_input", "the inputs of a step"), ("step_output", "the outputs of a step")];

    // The headers of C23's library.
    private static readonly HashSet<string> HeadersOfC =
    [
        "assert", "complex", "ctype", "errno", "fenv", "float", "inttypes", "iso646", "limits", "locale", "math", "setjmp", "signal",
        "stdalign", "stdarg", "stdatomic", "stdbit", "stdbool", "stdckdint", "stddef", "stdint", "stdio", "stdlib", "stdnoreturn",
        "string", "tgmath", "threads", "time", "uchar", "wchar", "wctype",
    ];

    // What Windows takes for a device, in letters of either case, whatever stands behind the dot.
    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "con", "prn", "aux", "nul",
        "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    /// <summary>The name of the C# file, without folder and extension, and of the class in it: that of the type, behind those of the types around it.</summary>
    public static string CSharpName(TypeSpec type)
    {
        IEnumerable<string> around = type.ContainingTypes.Select(static containing => containing.Substring(containing.LastIndexOf(' ') + 1));
        return string.Concat(around.Append(type.Name).Select(static name => name.TrimStart('@')));
    }

    /// <summary>The name of the C files, and what everything begins with that others see of the network.</summary>
    public static string CName(TypeSpec type) => SnakeCase.Of(CSharpName(type));

    /// <summary>
    /// A file that would have a name with another meaning; null where none would. A compiler that searches the folder of a <c>math.h</c> reads it in place of its own.
    /// </summary>
    /// <returns>The metadata that asks for the file, its name, and what that means.</returns>
    public static (string Metadata, string File, string Meaning)? Misleading(FrozenNetwork frozen)
    {
        if (frozen.File.Use.CFolder is not null && HeadersOfC.Contains(CName(frozen.Network.Type)))
        {
            return (FileUse.C, CName(frozen.Network.Type) + ".h", "the name of a header of C's library");
        }

        foreach ((string metadata, string path) in Of(frozen.Network.Type, frozen.File.Use))
        {
            string file = path.Substring(path.LastIndexOf('/') + 1);
            if (Devices.Contains(file.Substring(0, file.LastIndexOf('.')))) return (metadata, file, "the name of a device on Windows");
        }

        return null;
    }

    /// <summary>A part of the inputs or outputs whose name is in C that of something else, which would have two sizes there; null where each has its own.</summary>
    /// <returns>The name of the part, what it is in C, and what else is called so.</returns>
    public static (string Name, string CName, string Other)? SameInC(NetworkSpec network)
    {
        var taken = SizesOfSteps.Where(_ => network.IsRecurrent).ToDictionary(static size => size.CName, static size => size.Whose);
        foreach (string name in network.PartNames)
        {
            string inC = SnakeCase.Of(name);
            if (taken.TryGetValue(inC, out string? other)) return (name, inC, other);
            taken.Add(inC, $"'{name}'");
        }

        return null;
    }

    /// <summary>Where a file belongs, from the folder of the project on.</summary>
    public static string PathIn(string folder, string name) => folder.Replace('\\', '/').TrimEnd('/') + "/" + name;

    /// <summary>Another frozen network that would be written into a file of this one; null where there is none. What differs only in case is one file on most machines.</summary>
    /// <param name="frozen">The network.</param>
    /// <param name="networks">The frozen networks of the project.</param>
    /// <param name="files">Its weight files.</param>
    /// <returns>The metadata that asks for the file, where that belongs, and the other network.</returns>
    public static (string Metadata, string Path, NetworkSpec Other)? Shared(FrozenNetwork frozen, IEnumerable<NetworkSpec> networks, IReadOnlyCollection<WeightFile> files)
    {
        Dictionary<string, string> own = Of(frozen.Network.Type, frozen.File.Use)
            .ToDictionary(static file => file.Path, static file => file.Metadata, StringComparer.OrdinalIgnoreCase);
        if (own.Count == 0) return null;
        foreach (NetworkSpec other in networks.Where(other => other.Type.HintName != frozen.Network.Type.HintName))
        {
            foreach (FileUse use in files.Where(file => file.IsNamed(other.FrozenFile!)).Select(static file => file.Use))
            {
                foreach ((string _, string path) in Of(other.Type, use))
                {
                    if (own.TryGetValue(path, out string? metadata)) return (metadata, path, other);
                }
            }
        }

        return null;
    }

    private static IEnumerable<(string Metadata, string Path)> Of(TypeSpec type, FileUse use)
    {
        if (use.CFolder is { } c) yield return (FileUse.C, PathIn(c, CName(type) + ".c"));
        if (use.CSharpFolder is { } cSharp) yield return (FileUse.CSharp, PathIn(cSharp, CSharpName(type) + ".cs"));
    }
}
