using Layerwise.Generator.Model;
using Layerwise.Generator.Ops;

namespace Layerwise.Generator.Planning;

/// <summary>Which steps happen while the results of another one are in registers.</summary>
internal static class Fusion
{
    /// <summary>
    /// Inference: a layer is one step. Its normalization is a factor and an addend for each column, its activation follows in registers, and nothing
    /// is dropped.
    /// </summary>
    public static IEnumerable<MatMul> ForInference(IEnumerable<Operation> operations) => operations
        .OfType<MatMul>()
        .Select(static product => product with { IsScaled = product.Layer.BatchNormalization, Finish = product.Layer.Phi });

    /// <summary>
    /// Training: an activation follows its product in registers where nobody asks for z later, and its derivative is applied by the product behind it
    /// where a alone tells φ′.
    /// </summary>
    public static IEnumerable<Operation> ForTraining(IReadOnlyList<Operation> operations)
    {
        for (int i = 0; i < operations.Count; i++)
        {
            Operation? before = i > 0 ? operations[i - 1] : null;
            Operation? behind = i + 1 < operations.Count ? operations[i + 1] : null;
            yield return operations[i] switch
            {
                MatMul product => product with
                {
                    Finish = behind is Activate next && FusesForward(product, next) ? next.Layer.Phi : ActivationSpec.Identity,
                    Through = before is Activate last && FusesBackward(last, product) ? last.Layer.Phi : null,
                },
                Activate activate => activate with
                {
                    IsFusedForward = before is MatMul product && FusesForward(product, activate),
                    IsFusedBackward = behind is MatMul next && FusesBackward(activate, next),
                },
                Operation other => other,
            };
        }
    }

    private static bool FusesForward(MatMul product, Activate activate) => product.Layer == activate.Layer && !activate.Layer.Phi.Traits.KeepsPreActivations;

    private static bool FusesBackward(Activate activate, MatMul product) => product.Previous == activate.Layer && !activate.Layer.Phi.Traits.KeepsPreActivations;
}
