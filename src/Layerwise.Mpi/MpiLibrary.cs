using System.Runtime.InteropServices;
using System.Text;

namespace Layerwise.Mpi;

/// <summary>The functions of an MPI library that are used here, whichever it is.</summary>
internal sealed unsafe class MpiLibrary
{
    // Longer than MPI_MAX_ERROR_STRING and MPI_MAX_LIBRARY_VERSION_STRING of any of them.
    private const int TextLength = 8192;

    private readonly delegate* unmanaged[Cdecl]<int*, int> _initialized;
    private readonly delegate* unmanaged[Cdecl]<void*, void*, int, int*, int> _initThread;
    private readonly delegate* unmanaged[Cdecl]<int> _finalize;
    private readonly delegate* unmanaged[Cdecl]<nint, int*, int> _commRank;
    private readonly delegate* unmanaged[Cdecl]<nint, int*, int> _commSize;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, int> _commSetErrhandler;
    private readonly delegate* unmanaged[Cdecl]<void*, int, nint, int, int, nint, nint*, int> _isend;
    private readonly delegate* unmanaged[Cdecl]<void*, int, nint, int, int, nint, nint*, int> _irecv;
    private readonly delegate* unmanaged[Cdecl]<nint*, int*, int*, int> _test;
    private readonly delegate* unmanaged[Cdecl]<int*, nint, int*, int> _getCount;
    private readonly delegate* unmanaged[Cdecl]<int, byte*, int*, int> _errorString;
    private readonly delegate* unmanaged[Cdecl]<byte*, int*, int> _getLibraryVersion;

    private readonly nint _library;

    private MpiLibrary(nint library, string path)
    {
        _library = library;
        _initialized = (delegate* unmanaged[Cdecl]<int*, int>)Export("MPI_Initialized", path);
        _initThread = (delegate* unmanaged[Cdecl]<void*, void*, int, int*, int>)Export("MPI_Init_thread", path);
        _finalize = (delegate* unmanaged[Cdecl]<int>)Export("MPI_Finalize", path);
        _commRank = (delegate* unmanaged[Cdecl]<nint, int*, int>)Export("MPI_Comm_rank", path);
        _commSize = (delegate* unmanaged[Cdecl]<nint, int*, int>)Export("MPI_Comm_size", path);
        _commSetErrhandler = (delegate* unmanaged[Cdecl]<nint, nint, int>)Export("MPI_Comm_set_errhandler", path);
        _isend = (delegate* unmanaged[Cdecl]<void*, int, nint, int, int, nint, nint*, int>)Export("MPI_Isend", path);
        _irecv = (delegate* unmanaged[Cdecl]<void*, int, nint, int, int, nint, nint*, int>)Export("MPI_Irecv", path);
        _test = (delegate* unmanaged[Cdecl]<nint*, int*, int*, int>)Export("MPI_Test", path);
        _getCount = (delegate* unmanaged[Cdecl]<int*, nint, int*, int>)Export("MPI_Get_count", path);
        _errorString = (delegate* unmanaged[Cdecl]<int, byte*, int*, int>)Export("MPI_Error_string", path);
        _getLibraryVersion = (delegate* unmanaged[Cdecl]<byte*, int*, int>)Export("MPI_Get_library_version", path);
        Version = FindVersion();
        Abi = FindAbi(path);
    }

    /// <summary>The first line of what the library calls itself.</summary>
    public string Version { get; }

    public MpiAbi Abi { get; }

    public bool IsInitialized
    {
        get
        {
            int flag;
            Check(_initialized(&flag));
            return flag != 0;
        }
    }

    public int Rank
    {
        get
        {
            int rank;
            Check(_commRank(Abi.World, &rank));
            return rank;
        }
    }

    public int Size
    {
        get
        {
            int size;
            Check(_commSize(Abi.World, &size));
            return size;
        }
    }

    /// <param name="path">A file, or a name that the system looks for; null for the first that is installed, as the process was started.</param>
    /// <exception cref="MpiException">There is none, or it is no MPI library of a known interface.</exception>
    public static MpiLibrary Load(string? path)
    {
        string[] candidates = path is null ? Launcher.Libraries : [path];
        foreach (string candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out nint library)) return new MpiLibrary(library, candidate);
        }

        throw new MpiException(
            $"No MPI library can be loaded: looked for {string.Join(", ", candidates)}. Install Open MPI or MPICH (on Debian, openmpi-bin or mpich), or give the path of the library.");
    }

    /// <summary>Errors become exceptions here, not the end of the process.</summary>
    public void Initialize()
    {
        int provided;
        Check(_initThread(null, null, Abi.Serialized, &provided));
        Check(_commSetErrhandler(Abi.World, Abi.ErrorsReturn));
    }

    public void Complete() => Check(_finalize());

    /// <summary>Sends to a rank and receives from it.</summary>
    /// <returns>The tag that was received, and the number of bytes.</returns>
    public (int Tag, int Length) Exchange(int rank, int tag, ReadOnlySpan<byte> sent, Span<byte> received)
    {
        nint sending = 0;
        nint receiving = 0;
        int* status = stackalloc int[16];
        int length;
        fixed (byte* source = sent, destination = received)
        {
            Check(_irecv(destination, received.Length, Abi.Byte, rank, Abi.AnyTag, Abi.World, &receiving));
            Check(_isend(source, sent.Length, Abi.Byte, rank, tag, Abi.World, &sending));
            Await(&receiving, status);
            Check(_getCount(status, Abi.Byte, &length));
            int receivedTag = status[Abi.TagIndex];
            Await(&sending, status);
            return (receivedTag, length);
        }
    }

    // A library's own wait keeps its core busy until the message is there, also from the rank that is to send it, where there are more ranks than cores.
    private void Await(nint* request, int* status)
    {
        int isComplete = 0;
        for (int turn = 0; isComplete == 0; turn++)
        {
            Check(_test(request, &isComplete, status));
            if (isComplete == 0 && turn > 200) Thread.Yield();
        }
    }

    private void Check(int error)
    {
        if (error == 0) return;
        byte* text = stackalloc byte[TextLength];
        int length = 0;
        string description = _errorString(error, text, &length) == 0 ? Encoding.UTF8.GetString(text, length) : $"error {error}";
        throw new CommunicationException($"{Version}: {description}.");
    }

    private string FindVersion()
    {
        byte[] text = new byte[TextLength];
        int length = 0;
        fixed (byte* start = text) _ = _getLibraryVersion(start, &length);
        string version = Encoding.UTF8.GetString(text, 0, Math.Clamp(length, 0, TextLength)).Trim('\0', '\n', ' ');
        return string.Join(' ', version.Split(['\n', ','])[0].Replace("Version:", "", StringComparison.Ordinal).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }

    // The standard's library has that name everywhere, and nothing else tells it from one of MPICH's own interface.
    private MpiAbi FindAbi(string path)
    {
        if (Path.GetFileName(path).Contains("mpi_abi", StringComparison.Ordinal)) return MpiAbi.Standard;
        if (NativeLibrary.TryGetExport(_library, "ompi_mpi_comm_world", out _)) return MpiAbi.OpenMpi(_library);
        if (NativeLibrary.TryGetExport(_library, "MPIR_Dup_fn", out _)) return MpiAbi.Mpich;
        throw new MpiException($"{path} is {Version}, whose binary interface is not known: expected that of Open MPI, of MPICH, or the standard one of MPI 5 (libmpi_abi).");
    }

    private nint Export(string name, string path) => NativeLibrary.TryGetExport(_library, name, out nint function)
        ? function
        : throw new MpiException($"{path} is no MPI library: it has no function {name}.");
}
