namespace Glia.Studio.Draw;

/// <summary>A class that is asked about, at pixels that the page has been sent before.</summary>
/// <param name="Pixels">Bytes in base64.</param>
/// <param name="Label">The class; for a change the one to come to, null for that which comes next.</param>
internal sealed record AskedClass(byte[] Pixels, int? Label = null);

/// <summary>A neuron that is asked about, at pixels that the page has been sent before.</summary>
internal sealed record AskedNeuron(byte[] Pixels, int Layer, int Unit);

/// <summary>Why a network believes in a class, or does not: which pixels that hangs on. Floats in base64.</summary>
/// <param name="Label">The class.</param>
/// <param name="Belief">How much it believes in it.</param>
/// <param name="Slope">How the class gains on the others with the ink of each pixel, see <see cref="Sensitivity.OfClass"/>.</param>
/// <param name="Covered">What the class's output loses when the 5 × 5 pixels around each are covered; null where its answers are no single outputs.</param>
/// <param name="MostCovered">The most that it loses so.</param>
internal sealed record WhyView(int Label, float Belief, string Slope, string? Covered, float? MostCovered)
{
    public static WhyView Of(Reader reader, float[] inputs, int label, byte paper)
    {
        Network network = reader.Network;
        float[] slope = Sensitivity.OfClass(network, inputs, label);
        float[]? covered = network.Encoding is null or OneHot && network.Outputs == network.ClassNames.Count ? Sensitivity.Occlusion(network, inputs, label, cover: paper) : null;
        return new(label, Workbench.Opinion.Of(network, inputs).Beliefs[label], LookView.Base64(slope), covered is null ? null : LookView.Base64(covered), covered?.Max());
    }
}
