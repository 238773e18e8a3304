using System.Text;

namespace Glia.Tests.Formats;

/// <summary>Whatever is done to a file of another program, it is read or refused as invalid: no other exception, and no memory beyond a small multiple of its size.</summary>
public sealed class ForeignFuzzTests
{
    private const int Files = 8_000;

    private static readonly string[] WekaTokens =
        ["Node 0", "Node 1 0.5", "Sigmoid Node 2", "Linear Node 3", "Threshold 1", "Attrib inputs-1 2", "Class", "Class a", "Input", "\n", "\r\n", " ", "\t", "-", "1e999", "NaN", "2147483648", "\u202E", "\0", "\uD800"];

    private static readonly string[] PyTorchTokens =
        ["{", "}", "[", "]", "\"", ",", ":", "F64", "F16", "BF16", "I64", "0.weight", "2.bias", "1.weight", "running_mean", "[2,3,4,5]", "[1]", "[0,24]", "-1", "0", "99999999999", "glia.format", "\\ud800"];

    [Fact]
    public void A_mutated_Weka_text_is_read_or_refused()
    {
        string[] originals = [WekaSamples.Slides, WekaSamples.Classes, "Linear Node 0\nThreshold 0.5\nAttrib a 2\nClass\nInput\nNode 0"];
        Fuzz(16, originals.Select(Encoding.UTF8.GetBytes).ToArray(), WekaTokens, file => Network.FromWekaText(Encoding.UTF8.GetString(file)));
    }

    [Fact]
    public void A_mutated_file_of_PyTorchs_is_read_or_refused()
    {
        byte[] file = PyTorchModelTests.File([("0.bias", [3], [0, 1, -0.5f]), ("0.weight", [3, 2], [1, 2, -1, 0, 0.5f, -1]), ("2.bias", [2], [0.25f, 0.5f]), ("2.weight", [2, 3], [1, 1, 1, -1, 3, 2])]);
        byte[] half = [.. file];
        Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(half).Replace("F32", "F64", StringComparison.Ordinal)).AsSpan(8, 40).CopyTo(half.AsSpan(8));
        Fuzz(12, [file, file, half], PyTorchTokens, bytes => Network.ImportPyTorch(new MemoryStream(bytes), new PyTorchLayers(Activation.ReLU, Activation.Softmax)));
    }

    private static void Fuzz(int rulesAtLeast, byte[][] originals, string[] tokens, Func<byte[], Network> read)
    {
        var random = new Xoshiro256(31);
        int good = 0;
        var rules = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < Files; i++)
        {
            byte[] file = Mutate(originals[random.NextInt32(originals.Length)], tokens, ref random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Network network = read(file);
                Assert.Equal(network.Outputs, network.Predict(new float[network.Inputs]).Length);
                good++;
            }
            catch (InvalidFileException error)
            {
                rules[error.Rule] = rules.GetValueOrDefault(error.Rule) + 1;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        }

        // The mutations must reach deep into the reader, or the test shows little.
        Assert.InRange(good, 100, Files / 2);
        Assert.True(rules.Count >= rulesAtLeast, $"{rules.Count} rules: {string.Join(", ", rules)}");
    }

    private static byte[] Mutate(byte[] original, string[] tokens, ref Xoshiro256 random)
    {
        var file = new List<byte>(original);
        int headerLength = original[0];
        for (int times = 1 + random.NextInt32(3); times > 0 && file.Count > 0; times--)
        {
            int at = random.NextInt32(file.Count), length = Math.Min(file.Count - at, 1 + random.NextInt32(60));
            switch (random.NextInt32(8))
            {
                case 0: file[at] ^= (byte)(1 << random.NextInt32(8)); break;
                case 1: file[at] = (byte)random.NextInt32(256); break;
                case 2: file.RemoveRange(at, length); break;
                case 3: file.InsertRange(at, file.GetRange(at, length)); break;
                case 4: file.RemoveRange(at, file.Count - at); break;
                case 5: file.InsertRange(random.NextInt32(file.Count), file.GetRange(at, length)); break;
                case 6: ChangeDigit(file, at, ref random); break;
                default: file.InsertRange(at, Encoding.UTF8.GetBytes(tokens[random.NextInt32(tokens.Length)])); break;
            }
        }

        // A file that begins with the length of its header: half of the time it is put right, so that the change is seen and not only the length.
        if (original[1] == 1 && file.Count > 8 && random.NextInt32(2) == 0)
        {
            int put = 256 + headerLength + file.Count - original.Length;
            (file[0], file[1]) = ((byte)put, (byte)(put >> 8));
        }

        return [.. file];
    }

    private static void ChangeDigit(List<byte> file, int from, ref Xoshiro256 random)
    {
        int at = file.FindIndex(from, b => b is >= (byte)'0' and <= (byte)'9');
        if (at >= 0) file[at] = (byte)('0' + random.NextInt32(10));
    }
}
