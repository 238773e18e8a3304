using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Glia.Formats;

/// <summary>What tells one data set from another: its sizes and the SHA-256 of every feature, label, target and class name in order.</summary>
internal sealed record DataFingerprint(int Samples, int Features, int Classes, int Targets, string Hash)
{
    /// <summary>Takes the fingerprint of <paramref name="data"/>; reads all of it once.</summary>
    public static DataFingerprint Of(Dataset data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> label = stackalloc byte[sizeof(int)];
        foreach (string name in data.ClassNames) hash.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
        for (int i = 0; i < data.Count; i++)
        {
            // Bytes and floats are hashed as they are kept: turning one into the other is another data set to the network, too.
            hash.AppendData(data.ByteFeatures(i));
            Append(hash, data.FloatFeatures(i));
            if (data.IsClassification)
            {
                BinaryPrimitives.WriteInt32LittleEndian(label, data.Label(i));
                hash.AppendData(label);
            }
            else
            {
                Append(hash, data.Targets(i));
            }
        }

        return new(data.Count, data.FeatureCount, data.ClassCount, data.TargetCount, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>What differs from <paramref name="now"/>, in words; null where nothing does.</summary>
    public string? Difference(DataFingerprint now)
    {
        if (Samples != now.Samples) return $"had {Samples} samples, these have {now.Samples}";
        if (Features != now.Features) return $"had {Features} features, these have {now.Features}";
        if (Classes != now.Classes) return $"had {Classes} classes, these have {now.Classes}";
        if (Targets != now.Targets) return $"had {Targets} target values, these have {now.Targets}";
        return string.Equals(Hash, now.Hash, StringComparison.Ordinal) ? null : "had the same sizes but other values, or the same in another order";
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            hash.AppendData(MemoryMarshal.AsBytes(values));
            return;
        }

        float[] copy = values.ToArray();
        Numbers.ToLittleEndian(copy);
        hash.AppendData(MemoryMarshal.AsBytes<float>(copy));
    }
}
