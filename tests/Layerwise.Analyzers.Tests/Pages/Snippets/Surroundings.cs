using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Layerwise.Analyzers.Tests.Pages.Snippets;

/// <summary>What a block of C# takes for granted: what its reader has, and what stands elsewhere on its page.</summary>
internal static class Surroundings
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Layerwise;
        global using Shown;
        global using static Shown.AtHand;
        """;

    // By page, or by page and block where a page speaks of several networks.
    private static readonly Dictionary<string, string> Names = new()
    {
        ["README.md"] = """
            DigitClassifier network; int steps; float[] images, inputs, image, probabilities; int[] labels;
            """,
        ["docs/checkpoints.md"] = "DigitClassifier network; float[] state;",
        ["docs/data.md 2"] = "Layerwise.Data.TableSamples heart;",
        ["docs/data.md 3"] = "float[] signal, wanted, values, targets, rows; int[] lengths, labels;",
        ["docs/data.md"] = """
            BinaryReader source; RentRegressor network; Trainer<RentRegressor> trainer; Dataset training, validation, test; float[] flat, rent, weights; byte[] pixels; int[] labels;
            """,
        ["docs/deploying.md"] = "DigitClassifier network; Dataset test; float[] samples;",
        ["docs/explaining.md"] = """
            DigitClassifier network; float[] inputs, gradients, sample, baseline, attributions; Dataset validation;
            """,
        ["docs/heads.md"] = """
            ActorCritic network; ActorCritic.Workspace workspace; int rows; int[] policyLabels;
            float[] inputs, targets, gradients, policyTargets, valueTargets, policyGradients, valueGradients;
            """,
        ["docs/health.md"] = "DigitClassifier network; Trainer<DigitClassifier> trainer; Dataset training, validation;",
        ["docs/many-machines.md"] = "Dataset training, validation;",
        ["docs/metrics.md"] = "DigitClassifier network; SineNetwork regressor; Dataset test; float[] outputs; int[] labels;",
        ["docs/onnx.md"] = "DigitClassifier network;",
        ["docs/optimizers.md"] = "DigitClassifier network; Dataset training, validation;",
        ["docs/recurrent.md"] = """
            Amplifier network; Adam adam; int step; Dataset validation;
            float[] inputs, targets, sample, answer, block, answers, signal, wanted, moments, someSequences, kernel, recurrentKernel, bias;
            """,
        ["docs/recurrent.md 2"] = """
            RecurrentActorCritic network; RecurrentActorCritic.State state; RecurrentActorCritic.Workspace workspace; int[] actions;
            float[] observation, answers, inputs, values, gradients;
            """,
        ["docs/recurrent.md 3"] = "Cabinet network; float[] sample, answer;",
        ["docs/training.md"] = """
            DigitClassifier network; Trainer<DigitClassifier> trainer; Dataset training, validation; IReadOnlyList<EpochReport> history;
            """,
    };

    // Those that no block of the page declares. Engines and test frameworks are what the block needs of them.
    private static readonly Dictionary<string, string> Types = new()
    {
        ["DigitClassifier"] = "[Layer(64, 32, Activation.Relu)] [Layer(32, 10, Activation.Softmax)] public sealed partial class DigitClassifier;",
        ["SineNetwork"] = "[Layer(1, 32, Activation.Tanh)] [Layer(32, 1, Activation.Identity)] public sealed partial class SineNetwork;",
        ["Net"] = "[Layer(4, 8, Activation.Gelu)] [Layer(8, 3, Activation.Softmax)] public sealed partial class Net;",
        ["Actor"] = "[Layer(4, 64, Activation.Tanh)] [Layer(64, 64, Activation.Tanh)] [Layer(64, 2, Activation.Softmax)] public sealed partial class Actor;",
        ["Amplifier"] = "[Input(64, 1)] [Gru(1, 16)] [Layer(16, 1, Activation.Identity)] public sealed partial class Amplifier;",
        ["Lisht"] = """
            public readonly struct Lisht : IActivation
            {
                public static T Value<T>(T z) where T : struct, Layerwise.Runtime.ILanes<T> => z;
                public static T Derivative<T>(T z, T a) where T : struct, Layerwise.Runtime.ILanes<T> => T.Broadcast(1f);
            }
            """,
        ["Assert"] = "public static class Assert { public static void True(bool condition, string message) { } }",
        ["MonoBehaviour"] = "namespace UnityEngine { public class MonoBehaviour; public static class Debug { public static void Assert(bool condition) { } } }",
        ["Node"] = "namespace Godot { public class Node { public virtual void _PhysicsProcess(double delta) { } } }",
    };

    /// <summary>The files beside a block.</summary>
    public static string[] Of(Snippet snippet)
    {
        Snippet[] others = [.. Snippet.All.Where(other => other.Page == snippet.Page && other.Number != snippet.Number)];
        string[] files = [.. others.Where(static other => other.HasNamespace).Select(static other => other.Code), .. Types.Values.Where(HasNamespace)];
        (string Name, string Text)[] elsewhere =
        [
            .. others.SelectMany(static other => other.Types).Where(static type => type.AttributeLists.Count > 0).Select(static type => (NameOf(type), type.ToFullString())),
            .. Types.Where(static type => !HasNamespace(type.Value)).Select(static type => (type.Key, type.Value)),
        ];
        string names = Names.GetValueOrDefault($"{snippet.Page} {snippet.Number}") ?? Names.GetValueOrDefault(snippet.Page) ?? "";
        string atHand = string.Concat(names.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(static name => $"public static {name};\n"));

        // What the block names, and what that names: to generate a network takes as long as to look at a block.
        HashSet<string> declared = [.. snippet.Types.Select(NameOf)];
        List<string> texts = [snippet.Code, atHand, .. files];
        int given = texts.Count;
        for (int i = 0; i < texts.Count; i++)
        {
            string text = texts[i];
            texts.AddRange(elsewhere.Where(type => text.Contains(type.Name, StringComparison.Ordinal) && declared.Add(type.Name)).Select(static type => type.Text));
        }

        return
        [
            Usings,
            $"namespace Shown\n{{\n#nullable disable\npublic static class AtHand\n{{\n{atHand}}}\n{string.Concat(texts.Skip(given).Select(static type => $"{type}\n"))}}}",
            .. files,
        ];
    }

    private static bool HasNamespace(string text) => text.StartsWith("namespace", StringComparison.Ordinal);

    private static string NameOf(TypeDeclarationSyntax type) => type.Identifier.ValueText;
}
