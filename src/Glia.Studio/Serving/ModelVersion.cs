using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Glia.Studio.Serving;

/// <summary>What stands for a network's numbers where there is no file to stand for them.</summary>
internal static class ModelVersion
{
    /// <summary>The first 12 hexadecimal digits of the SHA-256 of all weights and biases: the same for the same numbers, after a restart as well.</summary>
    public static string Of(Network network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            if (network.Layers[layer] is not Dense) continue;
            WeightMatrix weights = network.Weights(layer);
            var row = new float[weights.In];
            for (int unit = 0; unit < weights.Out; unit++)
            {
                for (int input = 0; input < row.Length; input++) row[input] = weights[unit, input];
                hash.AppendData(MemoryMarshal.AsBytes<float>(row));
            }

            hash.AppendData(MemoryMarshal.AsBytes(network.Biases(layer)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}
