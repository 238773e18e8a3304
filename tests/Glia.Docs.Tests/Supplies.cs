using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Glia.Cli;
using Glia.Datasets;
using Glia.Live;

namespace Glia.Docs.Tests;

/// <summary>The files that pages rely on, made once: networks, pictures, tables, and four files where MNIST's would be, of generated digits. Each page gets copies in a folder of its own.</summary>
internal static class Supplies
{
    private static readonly Lazy<string> Folder = new(Make);

    public static string At(string name) => Path.Combine(Folder.Value, name);

    /// <summary>A new folder with all of it.</summary>
    public static string NewFolder()
    {
        string to = Directory.CreateTempSubdirectory("glia-docs-").FullName;
        foreach (string file in Directory.GetFiles(Folder.Value, "*", SearchOption.AllDirectories))
        {
            string path = Path.Combine(to, Path.GetRelativePath(Folder.Value, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }

        return to;
    }

    private static string Make()
    {
        string folder = Directory.CreateTempSubdirectory("glia-docs-supplies-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string At(string name) => Path.Combine(folder, name);
        Dataset train = HandwrittenDigits.Generate(6000, seed: 7), some = train.Slice(0, 2400), test = HandwrittenDigits.Generate(600, seed: 8);
        Directory.CreateDirectory(At("mnist"));
        foreach ((Dataset data, string images, string labels) in new[] { (some, "train-images-idx3-ubyte", "train-labels-idx1-ubyte"), (test, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte") }) Idx.WriteDataset(At("mnist/" + images), At("mnist/" + labels), data);
        Reader(30, train).Save(At("digits.safetensors"));
        Reader(10, train).Save(At("small.safetensors"));
        Reader(60, train).Save(At("large.safetensors"));
        Assert.Equal(ExitCodes.Ok, GliaTool.Run(["train", "--data", "xor", "--out", At("xor.safetensors")], new ToolConsole(TextWriter.Null, TextWriter.Null)));
        LiveFolder.Write(At("my-wekinator-project"), Project());
        File.WriteAllBytes(At("net.safetensors"), Tensors());
        StopTraining(At("digits.checkpoint.safetensors"));
        WriteDrawing(At("my-digit.png"), test.ByteFeatures(0));
        WritePage(At("page.png"), test);
        ImageFolder.Write(At("my-digits"), train.Slice(0, 300));
        File.WriteAllText(At("flowers.csv"), Flowers());
        File.WriteAllText(At("key.txt"), "a key of these tests\n".Replace(' ', '-'));
        return folder;
    }

    private static Network Reader(int hidden, Dataset train)
    {
        var net = new Network(784, seed: 1, new Dense(hidden, Activation.ReLU), new Dense(10, Activation.Softmax));
        net.Fit(train, new Adam(0.003f), new CrossEntropy(), epochs: 4, batchSize: 32);
        net.Calibrate(HandwrittenDigits.Generate(1000, seed: 9));
        return net;
    }

    // A training of 3,000 short epochs, stopped after one of the first.
    private static void StopTraining(string checkpoint)
    {
        using var stop = new CancellationTokenSource();
        string[] arguments = ["train", "--count", "300", "--layers", "10", "--epochs", "3000", "--checkpoint", checkpoint, "--out", checkpoint + ".model"];
        Task<int> end = Task.Run(() => GliaTool.Run(arguments, new ToolConsole(TextWriter.Null, TextWriter.Null, cancellation: stop.Token)));
        while (!File.Exists(checkpoint) && !end.IsCompleted) Thread.Sleep(1);
        stop.Cancel();
        Assert.Equal(ExitCodes.Stopped, end.GetAwaiter().GetResult());
        File.Delete(checkpoint + ".previous");
        Assert.True(File.Exists(checkpoint));
    }

    private static LiveProject Project() => new()
    {
        InputNames = ["x", "y"],
        Outputs = [OutputSpec.ForValue("pitch")],
        Examples = [.. Enumerable.Range(0, 6).Select(i => new Live.Example(i + 1, new DateTime(2026, 1, 1, 0, 0, i, DateTimeKind.Utc), 1, [i / 6f, 1 - (i / 6f)], [i / 6f]))],
    };

    // 784-4-10 with PyTorch's names.
    private static byte[] Tensors()
    {
        const string header = """{"__metadata__":{"format":"pt"},"fc1.weight":{"dtype":"F32","shape":[4,784],"data_offsets":[0,12544]},"fc1.bias":{"dtype":"F32","shape":[4],"data_offsets":[12544,12560]},"fc2.weight":{"dtype":"F32","shape":[10,4],"data_offsets":[12560,12720]},"fc2.bias":{"dtype":"F32","shape":[10],"data_offsets":[12720,12760]}}""";
        var numbers = new float[3190];
        var random = new Random(1);
        for (int i = 0; i < numbers.Length; i++) numbers[i] = (random.NextSingle() - 0.5f) / 10;
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. Encoding.UTF8.GetBytes(header), .. MemoryMarshal.AsBytes<float>(numbers)];
    }

    // Dark on light, three times as large, off the middle.
    private static void WriteDrawing(string path, ReadOnlySpan<byte> digit)
    {
        const int width = 100, height = 120, scale = 3;
        var gray = new byte[width * height];
        Array.Fill(gray, (byte)255);
        for (int y = 0; y < 28 * scale; y++)
            for (int x = 0; x < 28 * scale; x++) gray[((y + 30) * width) + x + 10] = (byte)(255 - digit[(y / scale * 28) + (x / scale)]);
        Png.WriteGray(path, gray, width, height);
    }

    // Two rows of five.
    private static void WritePage(string path, Dataset digits)
    {
        const int scale = 3, step = 32 * scale, width = (5 * step) + 40, height = (2 * (step + 20)) + 40;
        var gray = new byte[width * height];
        Array.Fill(gray, (byte)240);
        for (int k = 0; k < 10; k++)
        {
            ReadOnlySpan<byte> digit = digits.ByteFeatures(k);
            for (int y = 0; y < 28 * scale; y++)
                for (int x = 0; x < 28 * scale; x++) gray[((20 + (k / 5 * (step + 20)) + y) * width) + 20 + (k % 5 * step) + x] -= (byte)(digit[(y / scale * 28) + (x / scale)] * 0.9);
        }

        Png.WriteGray(path, gray, width, height);
    }

    // Three kinds of flowers by four lengths, drawn about a middle each.
    private static string Flowers()
    {
        var random = new Random(5);
        (string Name, double[] Middle)[] kinds = [("setosa", [5.0, 3.4, 1.5, 0.2]), ("versicolor", [5.9, 2.8, 4.3, 1.3]), ("virginica", [6.6, 3.0, 5.6, 2.0])];
        var text = new StringBuilder("kind,sepal length,sepal width,petal length,petal width\n");
        for (int i = 0; i < 150; i++)
        {
            (string name, double[] middle) = kinds[i % 3];
            text.Append(name).AppendJoin("", middle.Select(m => FormattableString.Invariant($",{m + (random.NextDouble() - 0.5) * 0.6:0.0}"))).Append('\n');
        }

        return text.ToString();
    }
}
