using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Glia.Live;

/// <summary>Stands for what a session's models answer: the same digest, the same answers to the bit.</summary>
internal static class ModelDigest
{
    private const int Probes = 512;
    private static readonly float[] Scales = [0.01f, 0.1f, 1, 10, 100]; // nobody has said what the inputs' range is

    /// <summary>The SHA-256, in 16 hexadecimal digits, of the answers of all models to the same drawn inputs, within and around what was recorded; <c>none</c> where nothing has been learnt.</summary>
    public static string Of(LiveSession session)
    {
        LiveProject project = session.ToProject();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        bool isAny = false;
        for (int output = 1; output <= project.Outputs.Count; output++)
        {
            if (session.Model(output) is not { } model) continue;
            isAny = true;
            Add(hash, output, model);
        }

        foreach (GestureExample example in project.GestureExamples)
        {
            isAny = true;
            hash.AppendData(MemoryMarshal.AsBytes<int>(new[] { example.Gesture }));
            hash.AppendData(MemoryMarshal.AsBytes(example.Frames.Span));
        }

        return isAny ? Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8)) : "none";
    }

    private static void Add(IncrementalHash hash, int output, LearnedModel model)
    {
        var random = new Xoshiro256(seed: 1, stream: (ulong)output);
        Span<byte> bytes = stackalloc byte[4];
        var inputs = new float[model.InputCount];
        var probabilities = new float[model.ClassCount];
        for (int probe = 0; probe < Probes; probe++)
        {
            float scale = Scales[probe % Scales.Length];
            for (int i = 0; i < inputs.Length; i++) inputs[i] = scale * (float)random.NextDouble(-1, 1);
            BinaryPrimitives.WriteSingleLittleEndian(bytes, model.Predict(inputs));
            hash.AppendData(bytes);
            if (probabilities.Length == 0) continue;
            model.Probabilities(inputs, probabilities);
            hash.AppendData(MemoryMarshal.AsBytes<float>(probabilities));
        }
    }
}
