namespace Glia;

/// <summary>One layer on the way back, for one sample: from the slope of the loss at its outputs to the change of its weights.</summary>
/// <param name="Forward">The same layer on the way forward.</param>
/// <param name="OutputSlopes">
/// ∂L/∂a, shape <c>(out)</c>: at the last layer the loss's own slope, at others what the layer above sends down, <c>Wᵀ·δ</c>. Empty at a last layer whose activation and loss are
/// taken together, where <see cref="Deltas"/> come at once.
/// </param>
/// <param name="ActivationSlopes">f'(z), shape <c>(out)</c>; empty where it is no number for each unit: softmax, and a layer without weights.</param>
/// <param name="Deltas">
/// δ = ∂L/∂z, shape <c>(out)</c>: <c>δ = ∂L/∂a ⊙ f'(z)</c>; with softmax and cross-entropy together <c>δ = a − t</c>; with softmax and another loss
/// <c>δᵢ = aᵢ (∂L/∂aᵢ − Σⱼ ∂L/∂aⱼ aⱼ)</c>. Empty where the layer has no weights.
/// </param>
/// <param name="BiasGradients">∂L/∂b = δ, shape <c>(out)</c>; empty where there are no biases.</param>
/// <param name="SentDown"><c>Wᵀ·δ</c>, shape <c>(in)</c>: each input's share of the error, ∂L/∂a of the layer below. Empty at the first layer, below which nothing learns.</param>
public sealed record LayerStepTrace(
    LayerTrace Forward,
    IReadOnlyList<float> OutputSlopes,
    IReadOnlyList<float> ActivationSlopes,
    IReadOnlyList<float> Deltas,
    IReadOnlyList<float> BiasGradients,
    IReadOnlyList<float> SentDown)
{
    /// <summary>Number of the layer, from 0.</summary>
    public int Index => Forward.Index;

    /// <summary>∂L/∂W of one weight: <c>δ[unit] · x[input]</c>.</summary>
    public float WeightGradient(int unit, int input) => Deltas[unit] * Forward.Inputs[input];
}
