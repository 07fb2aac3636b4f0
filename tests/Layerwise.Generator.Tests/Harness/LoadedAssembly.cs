using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;

namespace Layerwise.Generator.Tests.Harness;

/// <summary>A compiled consumer, in a context of its own that is unloaded with it.</summary>
internal sealed class LoadedAssembly : IDisposable
{
    private readonly AssemblyLoadContext _context = new("Consumer", isCollectible: true);
    private readonly Assembly _assembly;

    public LoadedAssembly(Stream image) => _assembly = _context.LoadFromStream(image);

    /// <summary>All networks, whatever their layers, and frozen ones with layers of their own, in the order of their names.</summary>
    public IEnumerable<Type> Networks => _assembly.GetTypes()
        .Where(static type => IsTrained(type) || type.IsDefined(typeof(LinearLayerAttribute), inherit: false) || type.IsDefined(typeof(RecurrentAttribute), inherit: false))
        .OrderBy(type => type.FullName, StringComparer.Ordinal);

    /// <summary>All frozen networks.</summary>
    public IEnumerable<Type> Frozen => _assembly.GetTypes().Where(type => type.IsDefined(typeof(FrozenAttribute), inherit: false));

    /// <summary>
    /// Calls a generic method of <paramref name="visitor"/> with a new network: the one step through reflection, behind which
    /// everything is typed.
    /// </summary>
    public static TResult Visit<TResult>(Type network, INetworkVisitor<TResult> visitor) =>
        Visit<TResult>(network, visitor, typeof(INetworkVisitor<TResult>).GetMethod(nameof(INetworkVisitor<>.Visit))!);

    /// <summary>The same of a network with recurrent layers.</summary>
    public static TResult Visit<TResult>(Type network, IRecurrentVisitor<TResult> visitor) =>
        Visit<TResult>(network, visitor, typeof(IRecurrentVisitor<TResult>).GetMethod(nameof(IRecurrentVisitor<>.Visit))!);

    private static TResult Visit<TResult>(Type network, object visitor, MethodInfo visit)
    {
        object instance = Activator.CreateInstance(network, 1UL)!;
        try
        {
            return (TResult)visit.MakeGenericMethod(network).Invoke(visitor, [instance])!;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }

    /// <summary><see cref="Visit{TResult}(Type, INetworkVisitor{TResult})"/> for the only network.</summary>
    public TResult Visit<TResult>(INetworkVisitor<TResult> visitor) => Visit(Networks.Single(), visitor);

    /// <summary><see cref="Visit{TResult}(Type, IRecurrentVisitor{TResult})"/> for the only network.</summary>
    public TResult Visit<TResult>(IRecurrentVisitor<TResult> visitor) => Visit(Networks.Single(), visitor);

    public void Dispose() => _context.Unload();

    private static bool IsTrained(Type type) =>
        type.GetInterfaces().Any(static face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(INetwork<>));
}
