using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Layerwise.Generator.Tests.JitLimits;

/// <summary>What the JIT counts of one compiled method.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CodeSize">Bytes of IL.</param>
/// <param name="Locals">Local variables.</param>
internal sealed record MethodSize(string Name, int CodeSize, int Locals)
{
    public static IReadOnlyList<MethodSize> Of(Stream image)
    {
        using var portable = new PEReader(image);
        var metadata = portable.GetMetadataReader();
        return [.. metadata.MethodDefinitions
            .Select(metadata.GetMethodDefinition)
            .Where(method => method.RelativeVirtualAddress != 0)
            .Select(method => Of(metadata, method, portable.GetMethodBody(method.RelativeVirtualAddress)))];
    }

    private static MethodSize Of(MetadataReader metadata, MethodDefinition method, MethodBodyBlock body)
    {
        int locals = 0;
        if (!body.LocalSignature.IsNil)
        {
            var signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
            _ = signature.ReadSignatureHeader();
            locals = signature.ReadCompressedInteger();
        }

        return new MethodSize(metadata.GetString(method.Name), body.GetILReader().Length, locals);
    }
}
