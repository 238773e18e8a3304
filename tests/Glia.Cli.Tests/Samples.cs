using Glia.Datasets;

namespace Glia.Cli.Tests;

/// <summary>Small files with known content.</summary>
internal static class Samples
{
    private static readonly string[] Shapes = ["0", "1", "2"];

    /// <summary>Pictures of 4 × 4: class 0 has ink on top, 1 below, 2 on the left.</summary>
    public static Dataset Tiny()
    {
        string[] pictures =
        [
            "####" + "####" + "...." + "....", "####" + "##.#" + "...." + "....",
            "...." + "...." + "####" + "####", "...." + "...." + "##.#" + "####",
            "##.." + "##.." + "##.." + "##..", "##.." + "##.." + "#..." + "##..",
            "...." + "...." + "...#" + "####", // a 0 that looks like a 1
        ];
        byte[] pixels = [.. pictures.SelectMany(p => p).Select(c => c == '#' ? (byte)255 : (byte)0)];
        return Dataset.FromBytes(pixels, [0, 0, 1, 1, 2, 2, 0], new FeatureShape(4, 4), Shapes);
    }

    /// <summary>Generated digits.</summary>
    public static Dataset Digits(int count, ulong seed, int firstIndex = 0) => HandwrittenDigits.Generate(count, seed, firstIndex, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>A model for <see cref="Tiny"/> with weights set by hand: it counts the ink above, below and on the left.</summary>
    public static Network TinyNetwork()
    {
        var network = new Network(16, seed: 1, new Dense(3, Activation.Softmax))
        {
            Scaler = Scaler.Divide(255),
            Encoding = new OneHot(),
            ClassNames = Shapes,
            InputShape = new FeatureShape(4, 4),
        };
        WeightMatrix weights = network.Weights(0);
        for (int i = 0; i < 16; i++)
        {
            weights[0, i] = i < 8 ? 0.5f : -0.5f;
            weights[1, i] = i < 8 ? -0.5f : 0.5f;
            weights[2, i] = i % 4 < 2 ? 0.5f : -0.5f;
        }

        return network;
    }

    /// <summary>An untrained model that takes digits.</summary>
    public static Network DigitNetwork() => new(784, seed: 1, new Dense(10, Activation.Softmax))
    {
        Scaler = Scaler.Divide(255),
        Encoding = new OneHot(),
        ClassNames = HandwrittenDigits.ClassNames,
        InputShape = HandwrittenDigits.Shape,
    };

    /// <summary>A digit of 28 × 28 with a known grid: a box with a fading right side.</summary>
    public static Dataset Box()
    {
        var pixels = new byte[784];
        for (int y = 4; y < 24; y++)
        {
            for (int x = 8; x < 20; x++)
                if (y < 6 || y > 21 || x < 10 || x > 17) pixels[(y * 28) + x] = (byte)(x > 17 ? 253 - y : 253);
        }

        return Dataset.FromBytes(pixels, [0], new FeatureShape(28, 28), ["0", "1"]);
    }

    public static string WriteTiny(TestFolder folder)
    {
        CsvData.Write(folder.At("tiny.csv"), Tiny());
        return folder.At("tiny.csv");
    }

    public static string WriteTinyNetwork(TestFolder folder)
    {
        TinyNetwork().Save(folder.At("tiny.safetensors"));
        return folder.At("tiny.safetensors");
    }

    /// <summary>XOR by hand: or, and, and the one without the other, in one output of binary code.</summary>
    public static string WriteXorNetwork(TestFolder folder)
    {
        var network = new Network(2, 1, new Dense(2, Activation.Sigmoid), new Dense(1, Activation.Sigmoid)) { Encoding = new BinaryCode(), ClassNames = ["0", "1"] };
        network.Weights(0).Set(new float[,] { { 10, 10 }, { 10, 10 } });
        (network.Biases(0)[0], network.Biases(0)[1], network.Biases(1)[0]) = (-5, -15, -5);
        network.Weights(1).Set(new float[,] { { 10, -10 } });
        network.Save(folder.At("xor.safetensors"));
        return folder.At("xor.safetensors");
    }

    public static string WriteBox(TestFolder folder)
    {
        CsvData.Write(folder.At("box.csv"), Box());
        return folder.At("box.csv");
    }

    /// <summary>A digit as a person might draw it: black on white, 100 × 120, off the middle.</summary>
    public static string WriteDrawing(TestFolder folder, string name, byte[] digit)
    {
        const int width = 100, height = 120, scale = 3;
        var gray = new byte[width * height];
        Array.Fill(gray, (byte)255);
        for (int y = 0; y < 28 * scale; y++)
            for (int x = 0; x < 28 * scale; x++) gray[((y + 30) * width) + x + 10] = (byte)(255 - digit[(y / scale * 28) + (x / scale)]);
        Png.WriteGray(folder.At(name), gray, width, height);
        return folder.At(name);
    }

    /// <summary>A page of generated digits as a person might write them: dark on unevenly lit paper, three times as large, each row a little lower on the right. The labels come row by row.</summary>
    public static string[] WritePage(TestFolder folder, string name, int rows, int columns, ulong seed)
    {
        const int scale = 3, step = 27 * scale, margin = 20;
        int width = (columns * step) + (2 * margin), height = (rows * (step + 20)) + (2 * margin);
        var gray = new byte[width * height];
        for (int i = 0; i < gray.Length; i++) gray[i] = (byte)(240 - (60 * (i % width) / width));
        Dataset digits = Digits(rows * columns, seed);
        for (int k = 0; k < digits.Count; k++)
        {
            int left = margin + (k % columns * step), top = margin + (k / columns * (step + 20)) + (k % columns * 2);
            for (int y = 0; y < 28 * scale; y++)
                for (int x = 0; x < step; x++)
                    gray[((top + y) * width) + left + x] -= (byte)(gray[((top + y) * width) + left + x] * Smooth(digits.ByteFeatures(k), (x + 0.5) / scale, (y + 0.5) / scale) * 0.9 / 255);
        }

        Png.WriteGray(folder.At(name), gray, width, height);
        return [.. Enumerable.Range(0, rows).Select(row => string.Concat(Enumerable.Range(row * columns, columns).Select(k => digits.ClassNames[digits.Label(k)])))];
    }

    // Between the middles of four pixels.
    private static double Smooth(ReadOnlySpan<byte> digit, double x, double y)
    {
        int left = (int)Math.Floor(x - 0.5), top = (int)Math.Floor(y - 0.5);
        double u = x - 0.5 - left, v = y - 0.5 - top, value = 0;
        for (int k = 0; k < 4; k++)
        {
            int column = left + (k % 2), row = top + (k / 2);
            if (column is >= 0 and < 28 && row is >= 0 and < 28) value += digit[(row * 28) + column] * (k % 2 == 0 ? 1 - u : u) * (k / 2 == 0 ? 1 - v : v);
        }

        return value;
    }
}
