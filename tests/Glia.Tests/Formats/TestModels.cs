namespace Glia.Tests.Formats;

/// <summary>Small networks and data for the tests of files.</summary>
internal static class TestModels
{
    public static Network Small(Scaler? scaler = null) => new(3, seed: 7, new Dense(4, Activation.ReLU), new Dropout(0.25f), new Dense(2, Activation.Softmax))
    {
        Scaler = scaler ?? Scaler.Divide(255),
        Encoding = new OneHot(0.01f, 0.99f),
        ClassNames = ["cat", "dog"],
        InputShape = FeatureShape.Row(3),
        TrainingSummary = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["epochs"] = "3", ["accuracy"] = "0.9" },
    };

    public static byte[] Bytes(Network network)
    {
        using var stream = new MemoryStream();
        network.Save(stream);
        return stream.ToArray();
    }

    public static Network Load(byte[] bytes, params Activation[] custom) => Network.Load(new MemoryStream(bytes), custom);

    public static Dataset Classes(int count = 40, int features = 3, int classes = 2, ulong seed = 5)
    {
        var random = new Xoshiro256(seed);
        var values = new float[count * features];
        var labels = new int[count];
        for (int i = 0; i < values.Length; i++) values[i] = random.NextSingle() * 255;
        for (int i = 0; i < labels.Length; i++) labels[i] = random.NextInt32(classes);
        return Dataset.FromFloats(values, labels, FeatureShape.Row(features), [.. Enumerable.Range(0, classes).Select(c => $"c{c}")], Scaler.Divide(255));
    }

    public static int[] Bits(Network network) => Bits(network.Parameters.Span);

    public static int[] Bits(ReadOnlySpan<float> values)
    {
        var bits = new int[values.Length];
        for (int i = 0; i < bits.Length; i++) bits[i] = BitConverter.SingleToInt32Bits(values[i]);
        return bits;
    }
}

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("glia-").FullName;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string[] Files() => [.. Directory.GetFiles(Path).Select(f => System.IO.Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>A stream that does not tell its length, as one from the network.</summary>
internal sealed class OneWayStream(byte[] bytes) : Stream
{
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = Math.Min(Math.Min(count, 1000), bytes.Length - _at); // less than asked for, as networks do
        Array.Copy(bytes, _at, buffer, offset, read);
        _at += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
