using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Glia.Formats;

/// <summary>What tells one data set from another: its sizes and a SHA-256, of one of three kinds, which its beginning names.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>No beginning: of every feature, label, target and class name in order. Any difference is found.</item>
/// <item><c>parts:</c> where the features are more than a gigabyte: the same of 64 runs of 64 samples, spread evenly over all, the first and the last among them. Other data are found, and data in another order; a change
/// of some samples may not be.</item>
/// <item><c>recipe:</c> where samples are drawn, ahead or when they are wanted: of what the generator says it does, of which samples are taken, and of 16 of them. Other digits, and a generator that draws the same
/// ones otherwise, are found.</item>
/// </list>
/// The kind follows from the data, not from where they lie: a training goes on with the same data in a file, in memory, drawn ahead or not.
/// </remarks>
internal sealed record DataFingerprint(int Samples, int Features, int Classes, int Targets, string Hash)
{
    private const string Parts = "parts:", Recipe = "recipe:";
    private const int Runs = 64, RunSamples = 64, RecipeSamples = 16; // runs, for a disk reads some neighbours in any case
    private const long MostWhole = 1L << 30; // bytes: about a second

    /// <summary>Takes the fingerprint of <paramref name="data"/>.</summary>
    public static DataFingerprint Of(Dataset data) => Of(data, KindFor(data));

    /// <summary>Takes one of the kind of this one where that can be, so that the two can be compared.</summary>
    public DataFingerprint Again(Dataset data)
    {
        string kind = Hash.StartsWith(Parts, StringComparison.Ordinal) ? Parts : Hash.StartsWith(Recipe, StringComparison.Ordinal) ? Recipe : "";
        return Of(data, kind == Recipe && data.Origin is null ? KindFor(data) : kind);
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

    private static string KindFor(Dataset data)
    {
        if (data.Origin is not null) return Recipe;
        return (long)data.Count * data.FeatureCount * (data.IsBytes ? 1 : sizeof(float)) > MostWhole ? Parts : "";
    }

    private static DataFingerprint Of(Dataset data, string kind)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in data.ClassNames) AppendText(hash, name);
        if (kind == Recipe) AppendRecipe(hash, data.Origin!);
        else if (kind == Parts) AppendParts(hash, data);
        else Append(hash, data);
        return new(data.Count, data.FeatureCount, data.ClassCount, data.TargetCount, kind + Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static void AppendRecipe(IncrementalHash hash, Dataset drawn)
    {
        AppendText(hash, drawn.Description!);
        if (drawn.FirstRow is { } first) Append(hash, first);
        else
            for (int i = 0; i < drawn.Count; i++) Append(hash, drawn.Row(i));
        Append(hash, drawn.Spread(RecipeSamples));
    }

    private static void AppendParts(IncrementalHash hash, Dataset data)
    {
        int length = Math.Min(RunSamples, data.Count);
        for (int run = 0; run < Runs; run++) Append(hash, data.Slice((int)((long)run * (data.Count - length) / (Runs - 1)), length));
    }

    private static void Append(IncrementalHash hash, Dataset data)
    {
        for (int i = 0; i < data.Count; i++)
        {
            // Bytes and floats are hashed as they are kept: turning one into the other is another data set to the network, too.
            hash.AppendData(data.RawBytes(i));
            Append(hash, data.FloatFeatures(i));
            if (data.IsClassification) Append(hash, data.Label(i));
            else Append(hash, data.Targets(i));
        }

        GC.KeepAlive(data);
    }

    private static void AppendText(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\0"));

    private static void Append(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
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
