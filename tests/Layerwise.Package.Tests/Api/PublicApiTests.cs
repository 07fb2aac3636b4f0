using System.Runtime.Loader;
using Layerwise.Package.Tests.Harness;

namespace Layerwise.Package.Tests.Api;

/// <summary>
/// The public API of a library stands in a file of the repository, so that a review sees each change of it. ACCEPT_API=1 in the environment
/// writes what there is now.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Layerwise", "net8.0")]
    [InlineData("Layerwise", "net10.0")]
    [InlineData("Layerwise.Data", "net8.0")]
    [InlineData("Layerwise.Data", "net10.0")]
    [InlineData("Layerwise.Mpi", "net8.0")]
    [InlineData("Layerwise.Mpi", "net10.0")]
    public void The_public_api_is_the_listed_one(string project, string framework)
    {
        string listing = Repository.At("src", project, "PublicApi.txt");
        var context = new AssemblyLoadContext(framework, isCollectible: true);
        try
        {
            string assembly = Repository.At("src", project, "bin", Repository.Configuration, framework, project + ".dll");
            string[] found = [.. new PublicApi(context.LoadFromAssemblyPath(assembly)).Lines()];
            if (Environment.GetEnvironmentVariable("ACCEPT_API") == "1") File.WriteAllText(listing, string.Join('\n', found) + "\n");

            string[] listed = File.ReadAllLines(listing);
            Assert.True(
                found.SequenceEqual(listed),
                $"The public API is not the one in {listing}. Review the change, and accept it with ACCEPT_API=1.\n"
                + string.Join('\n', [.. found.Except(listed).Select(static line => "+ " + line), .. listed.Except(found).Select(static line => "- " + line)]));
        }
        finally
        {
            context.Unload();
        }
    }
}
