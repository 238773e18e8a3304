using System.Buffers.Binary;
using System.Text;

namespace Glia.Tests.Formats;

/// <summary>Whatever is done to a model file, it loads or is refused as invalid: no other exception, no hang, no memory beyond its own size.</summary>
public sealed class ModelFuzzTests
{
    private const int Files = 100_000;

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u0000", "\\ud800", "null", "true", "-1", "0", "1e999", "9223372036854775807", "18446744073709551616", "4294967296",
        "2147483647", "F32", "F64", "softmax", "dense", "dropout", "glia.state", "0.weight", "\"shape\":[1]", "\"data_offsets\":[0,4]", "NaN", "/**/", "\u202E",
    ];

    [Fact]
    public void A_mutated_file_loads_or_is_refused()
    {
        byte[][] originals = Originals();
        foreach (byte[] original in originals) TestModels.Load(original);
        var random = new Xoshiro256(2024);
        int loaded = 0;
        var rules = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < Files; i++)
        {
            byte[] file = Mutate(originals[random.NextInt32(originals.Length)], ref random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Network network = (i & 7) == 0 ? Network.Load(new OneWayStream(file)) : TestModels.Load(file);
                Assert.Equal(network.Outputs, network.Predict(new float[network.Inputs]).Length);
                loaded++;
            }
            catch (InvalidFileException error)
            {
                rules[error.Rule] = rules.GetValueOrDefault(error.Rule) + 1;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        }

        // The mutations must reach deep into the loader, or the test shows little.
        Assert.InRange(loaded, 100, Files / 2);
        Assert.True(rules.Count >= 25, string.Join(", ", rules));
    }

    private static byte[][] Originals()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions { Epochs = 2, BatchSize = 16 };
        var trainer = new Trainer(TestModels.Small(), TestModels.Classes(), new Adam(), new CrossEntropy(), options);
        trainer.Step();
        trainer.SaveCheckpoint(folder.File("c"));
        byte[] model = TestModels.Bytes(TestModels.Small());
        return [model, RawModel.Of(model).Bytes(), RawModel.Of(model).Bytes(), File.ReadAllBytes(folder.File("c"))];
    }

    private static byte[] Mutate(byte[] original, ref Xoshiro256 random)
    {
        var file = new List<byte>(original);
        int headerEnd = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(original), length = original.Length;
        for (int times = 1 + random.NextInt32(3); times > 0; times--)
        {
            int end = random.NextInt32(4) == 0 ? file.Count : Math.Min(file.Count, headerEnd); // most of what can go wrong is in the header
            int at = random.NextInt32(Math.Max(1, end));
            if (file.Count == 0) break;
            switch (random.NextInt32(9))
            {
                case 0:
                    file[at] ^= (byte)(1 << random.NextInt32(8));
                    break;
                case 1:
                    file[at] = (byte)random.NextInt32(256);
                    break;
                case 2:
                    file.RemoveRange(at, Math.Min(file.Count - at, 1 + random.NextInt32(20)));
                    break;
                case 3:
                    file.InsertRange(at, file.GetRange(at, Math.Min(file.Count - at, 1 + random.NextInt32(60))));
                    break;
                case 4:
                    file.RemoveRange(at, file.Count - at);
                    break;
                case 5:
                    file.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.NextInt32(Tokens.Length)]));
                    break;
                case 6:
                    ChangeDigit(file, at, ref random);
                    break;
                case 7:
                    ChangeDigit(file, at, ref random);
                    break;
                default:
                    Splice(file, at, headerEnd, ref random);
                    break;
            }
        }

        // Half of the time the length of the header is put right, so that the change is seen and not only the length.
        if (random.NextInt32(2) == 0 && file.Count > 8) FixLength(file, headerEnd - 8 + file.Count - length);
        return [.. file];
    }

    private static void ChangeDigit(List<byte> file, int from, ref Xoshiro256 random)
    {
        for (int i = from; i < file.Count; i++)
        {
            if (file[i] is < (byte)'0' or > (byte)'9') continue;
            file[i] = (byte)('0' + random.NextInt32(10));
            return;
        }
    }

    private static void Splice(List<byte> file, int at, int headerEnd, ref Xoshiro256 random)
    {
        int from = random.NextInt32(Math.Max(1, Math.Min(headerEnd, file.Count)));
        List<byte> piece = file.GetRange(from, Math.Min(file.Count - from, 1 + random.NextInt32(100)));
        file.InsertRange(at, piece);
    }

    private static void FixLength(List<byte> file, int length)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)Math.Max(0, length));
        for (int i = 0; i < 8; i++) file[i] = bytes[i];
    }
}
