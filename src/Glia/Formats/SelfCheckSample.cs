using System.Globalization;

namespace Glia.Formats;

/// <summary>One raw sample, shape <c>(in)</c>, and what the network gives for it, shape <c>(out)</c>: it travels with an exported network, so that whoever runs it can see that it runs as it should.</summary>
internal sealed record SelfCheckSample(float[] Inputs, float[] Outputs)
{
    /// <summary>How many travel along.</summary>
    public const int Count = 4;

    /// <summary>Glia's version, which wrote them.</summary>
    public static string Version { get; } = typeof(Network).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Samples of numbers with few digits, a third of them 0, that the network's scaler takes to −1 … 1. The same network gives the same samples.</summary>
    public static SelfCheckSample[] Of(Network network)
    {
        var random = new Xoshiro256(seed: 1);
        var samples = new SelfCheckSample[Count];
        for (int i = 0; i < samples.Length; i++)
        {
            var inputs = new float[network.Inputs];
            foreach (ref float input in inputs.AsSpan()) input = (2 * random.NextSingle()) - 1;
            network.Scaler?.Invert(inputs, inputs);
            foreach (ref float input in inputs.AsSpan()) input = random.NextInt32(3) == 0 ? 0 : Short(input);
            samples[i] = new SelfCheckSample(inputs, network.Predict(inputs));
        }

        return samples;
    }

    // Through text, since only that is rounded to digits: what is written is what is used.
    private static float Short(float value) => float.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
