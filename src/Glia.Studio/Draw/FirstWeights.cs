namespace Glia.Studio.Draw;

/// <summary>The weights of the first layer as pictures, one for each neuron, laid out as its inputs are.</summary>
/// <param name="Version">The run's.</param>
/// <param name="Units">How many neurons have a picture: the first of very many.</param>
/// <param name="Limit">The weight farthest from 0, which gets the full colour.</param>
/// <param name="Bytes">Base64, neuron by neuron: 128 is 0, farther from it the stronger, by the square root, so that small weights are seen.</param>
internal sealed record FirstWeights(long Version, int Units, float Limit, string Bytes)
{
    private const int MostBytes = 2_000_000;

    public static FirstWeights Of(Reader reader)
    {
        WeightMatrix weights = reader.Network.Weights(reader.Dense[0]);
        int units = Math.Min(weights.Out, Math.Max(1, MostBytes / weights.In));
        float[][] rows = [.. Enumerable.Range(0, units).Select(weights.Row)];
        float limit = rows.Max(row => row.Max(Math.Abs));
        var bytes = new byte[units * weights.In];
        for (int unit = 0; unit < units; unit++)
            for (int i = 0; i < weights.In; i++) bytes[(unit * weights.In) + i] = Shade(rows[unit][i], limit);
        return new(reader.Version, units, limit, Convert.ToBase64String(bytes));
    }

    private static byte Shade(float weight, float limit) => limit > 0 ? (byte)(128 + MathF.CopySign(MathF.Round(127 * MathF.Sqrt(Math.Abs(weight) / limit)), weight)) : (byte)128;
}
