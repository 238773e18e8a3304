namespace Glia.Pages;

/// <summary>Whether two networks are one and the same.</summary>
internal static class Sameness
{
    /// <summary>What is the same, as a sentence about <paramref name="first"/> and <paramref name="second"/>; null where their weights differ.</summary>
    public static string? Describe(ComparedNetwork first, ComparedNetwork second)
    {
        if (!HasSameWeights(first.Network, second.Network)) return null;
        string[] others =
        [
            .. Difference("how inputs are scaled", Equals(first.Network.Scaler, second.Network.Scaler)),
            .. Difference("the temperature", first.Network.Temperature == second.Network.Temperature),
            .. Difference("when they are unsure", first.Network.RejectOption == second.Network.RejectOption),
        ];
        string what = $"{first.Letter} and {second.Letter} are the same network: the same layers, and every weight and bias is equal.";
        return others.Length == 0 ? what : $"{what} They differ in {string.Join(" and in ", others)}.";
    }

    private static string[] Difference(string what, bool isSame) => isSame ? [] : [what];

    private static bool HasSameWeights(Network a, Network b)
    {
        if (a.Inputs != b.Inputs || a.Layers.Count != b.Layers.Count) return false;
        for (int i = 0; i < a.Layers.Count; i++)
        {
            if (a.Layers[i] is Dropout && b.Layers[i] is Dropout) continue; // it does nothing in predictions
            if (a.Layers[i] is not Dense first || b.Layers[i] is not Dense second) return false;
            if (first.Units != second.Units || first.Activation.Name != second.Activation.Name) return false;
            if (!a.Biases(i).SequenceEqual(b.Biases(i))) return false;
            for (int unit = 0; unit < first.Units; unit++)
                if (!a.Weights(i).Row(unit).AsSpan().SequenceEqual(b.Weights(i).Row(unit))) return false;
        }

        return true;
    }
}
