namespace Glia.Studio.Draw;

/// <summary>The weights of the first layer as pictures, one for each neuron, laid out as its inputs are.</summary>
/// <param name="Version">The run's.</param>
/// <param name="Units">How many neurons have a picture: the first of very many.</param>
/// <param name="Limit">What gets the full colour: all but one weight in two hundred are nearer to 0.</param>
/// <param name="Bytes">Base64, neuron by neuron: 128 is 0, farther from it the stronger, by the square root, so that small weights are seen.</param>
internal sealed record FirstWeights(long Version, int Units, float Limit, string Bytes)
{
    private const int MostBytes = 2_000_000;
    private const double OutlierPart = 1.0 / 200;

    public static FirstWeights Of(Reader reader)
    {
        WeightMatrix weights = reader.Network.Weights(reader.Dense[0]);
        int units = Math.Min(weights.Out, Math.Max(1, MostBytes / weights.In));
        float[][] rows = [.. Enumerable.Range(0, units).Select(weights.Row)];
        float limit = LimitOf(rows);
        var bytes = new byte[units * weights.In];
        for (int unit = 0; unit < units; unit++)
            for (int i = 0; i < weights.In; i++) bytes[(unit * weights.In) + i] = Shade(rows[unit][i], limit);
        return new(reader.Version, units, limit, Convert.ToBase64String(bytes));
    }

    // A few weights are far larger than all others; by them, the pictures would be pale.
    private static float LimitOf(float[][] rows)
    {
        float[] sizes = [.. rows.SelectMany(row => row).Select(Math.Abs)];
        Array.Sort(sizes);
        float usual = sizes[(int)((sizes.Length - 1) * (1 - OutlierPart))];
        return usual > 0 ? usual : sizes[^1];
    }

    private static byte Shade(float weight, float limit) =>
        limit > 0 ? (byte)(128 + MathF.CopySign(MathF.Round(127 * MathF.Sqrt(Math.Min(1, Math.Abs(weight) / limit))), weight)) : (byte)128;
}
