using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Glia.Tests.Formats;

public sealed class ModelFileTests
{
    public static TheoryData<string> Activations => [.. Activation.All.Select(a => a.Name)];

    public static TheoryData<string> Initializers => [.. Initializer.All.Select(i => i.Name)];

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation_comes_back_with_the_same_bits(string name)
    {
        Activation activation = Activation.Find(name)!;
        var network = new Network(5, seed: ulong.MaxValue, new Dense(17, activation), new Dropout(0.1f), new Dense(3, activation) { Bias = false });
        AssertSame(network, TestModels.Load(TestModels.Bytes(network)));
    }

    [Theory]
    [MemberData(nameof(Initializers))]
    public void Every_initialiser_comes_back(string name)
    {
        Initializer initializer = Initializer.Find(name)!;
        var network = new Network(2, seed: 1, new Dense(33, Activation.Tanh) { Weights = initializer, Biases = initializer }, new Dense(1, Activation.Identity));
        Network loaded = TestModels.Load(TestModels.Bytes(network));
        AssertSame(network, loaded);

        // What comes back draws the same weights again, too.
        network.Initialize(9);
        loaded.Initialize(9);
        AssertSame(network, loaded);
    }

    [Fact]
    public void Every_scaler_comes_back_with_the_same_bits()
    {
        Dataset data = TestModels.Classes();
        Scaler[] scalers =
        [
            Scaler.None, Scaler.Divide(255), Scaler.Divide(256), Scaler.Range(0, 255, 0.01f, 1), Scaler.MinMax(data), Scaler.Standardize(data), Scaler.Standardize(data, perFeature: true),
            Scaler.FromNumbers("odd ones", [float.Epsilon, float.MaxValue, -0f], [float.MinValue, 1 / 3f, 16777217f]),
        ];
        foreach (Scaler scaler in scalers)
        {
            Network network = TestModels.Small(scaler), loaded = TestModels.Load(TestModels.Bytes(network));
            AssertSame(network, loaded);
            Assert.Equal(scaler.Name, loaded.Scaler!.Name);
            Assert.Equal(TestModels.Bits(scaler.Scale), TestModels.Bits(loaded.Scaler.Scale));
            Assert.Equal(TestModels.Bits(scaler.Shift), TestModels.Bits(loaded.Scaler.Shift));
        }
    }

    [Fact]
    public void Every_encoding_comes_back()
    {
        foreach (TargetEncoding encoding in new TargetEncoding[] { new OneHot(), new OneHot(0.01f, 0.99f), new BinaryCode(), new BinaryCode(-1, 1) })
        {
            Network network = TestModels.Small();
            network.Encoding = encoding;
            Assert.Equal(encoding, TestModels.Load(TestModels.Bytes(network)).Encoding);
        }
    }

    [Fact]
    public void What_travels_with_a_network_comes_back()
    {
        var network = new Network(12, seed: 3, new Dense(2, Activation.Sigmoid))
        {
            ClassNames = ["über \"quoted\" and/or", "数字 🐈", "שלום", ""],
            InputShape = new FeatureShape(3, 4),
            TrainingSummary = new Dictionary<string, string>(StringComparer.Ordinal) { ["z"] = "1", ["a"] = "{\"nested\": [1]}" },
        };
        Network loaded = TestModels.Load(TestModels.Bytes(network));
        AssertSame(network, loaded);
        Assert.Equal(network.ClassNames, loaded.ClassNames);
        Assert.Equal(network.InputShape, loaded.InputShape);
        Assert.Equal(network.TrainingSummary.OrderBy(pair => pair.Key, StringComparer.Ordinal), loaded.TrainingSummary);
        Assert.Null(loaded.Scaler);
        Assert.Null(loaded.Encoding);
    }

    [Fact]
    public void Weights_of_any_bits_come_back()
    {
        var network = new Network(16, seed: 1, new Dense(31, Activation.Identity));
        float[] odd = [float.Epsilon, -float.Epsilon, -0f, float.MaxValue, float.MinValue, 1e-40f, 1 / 3f];
        network.Weights(0).Set(Matrix(31, 16, (row, column) => odd[((row * 16) + column) % odd.Length]));
        AssertSame(network, TestModels.Load(TestModels.Bytes(network)));
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        byte[] first = TestModels.Bytes(TestModels.Small());
        Assert.Equal(first, TestModels.Bytes(TestModels.Small()));
        Assert.Equal(first, TestModels.Bytes(TestModels.Load(first)));
    }

    [Fact]
    public void Tensors_are_named_and_laid_out_as_PyTorch_does()
    {
        var network = new Network(2, seed: 1, new Dense(3, Activation.ReLU), new Dropout(0.5f), new Dense(3, Activation.Identity) { Bias = false }, new Dense(1, Activation.Sigmoid));
        network.Weights(0).Set(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
        network.Biases(0)[0] = 7;
        byte[] file = TestModels.Bytes(network);
        RawModel raw = RawModel.Of(file);

        Assert.Equal(["__metadata__", "0.weight", "0.bias", "3.weight", "5.weight", "5.bias"], raw.Header.Select(pair => pair.Key));
        Assert.Equal("""{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]}""", raw.Tensor("0.weight").ToJsonString());
        Assert.Equal("""{"dtype":"F32","shape":[3,3],"data_offsets":[36,72]}""", raw.Tensor("3.weight").ToJsonString());
        Assert.Equal("pt", (string?)raw.Metadata["format"]);
        float[] values = [.. Enumerable.Range(0, 7).Select(i => BinaryPrimitives.ReadSingleLittleEndian(raw.Data.AsSpan(i * 4)))];
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], values);
        Assert.Equal(0UL, BinaryPrimitives.ReadUInt64LittleEndian(file) % 8);
    }

    [Fact]
    public void A_file_that_others_wrote_without_checksums_loads()
    {
        Network network = TestModels.Small();
        RawModel raw = RawModel.Of(TestModels.Bytes(network));
        raw.Metadatum("written-by", "something else\nwith lines");
        AssertSame(network, TestModels.Load(raw.Bytes()));
    }

    [Fact]
    public void An_activation_of_your_own_is_passed_when_loading()
    {
        var network = new Network(3, seed: 1, new Dense(4, Activation.Of<Cube>()), new Dense(2, Activation.Softmax));
        byte[] file = TestModels.Bytes(network);
        AssertSame(network, TestModels.Load(file, Activation.Of<Cube>()));
        Assert.Equal("unknown-activation", Assert.Throws<InvalidFileException>(() => TestModels.Load(file)).Rule);
        Assert.Contains("relu", Assert.Throws<ArgumentException>(() => TestModels.Load(file, Activation.Of<FalseReLU>())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TestModels.Load(file, Activation.Of<Cube>(), Activation.Of<OtherCube>()));
    }

    [Fact]
    public void What_could_not_be_loaded_again_is_not_saved()
    {
        static void Refused(Action<Network> spoil, string word, Network? network = null)
        {
            network ??= TestModels.Small();
            spoil(network);
            using var folder = new TemporaryFolder();
            var error = Assert.Throws<InvalidOperationException>(() => network.Save(folder.File("m")));
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
            Assert.Empty(folder.Files());
        }

        Refused(n => n.Weights(2)[1, 1] = float.NaN, "layer 2");
        Refused(n => n.Biases(0)[3] = float.PositiveInfinity, "layer 0");
        Refused(n => n.Scaler = Scaler.FromNumbers("a\nb", [1], [0]), "scaler");
        Refused(n => n.ClassNames = ["a", "b\u202Ec"], "class name");
        Refused(n => n.ClassNames = ["a", "\ud800"], "class name");
        Refused(n => n.TrainingSummary = new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "two\nlines" }, "note");
        Refused(_ => { }, "relu", new Network(1, seed: 1, new Dense(1, Activation.Of<FalseReLU>())));
    }

    [Fact]
    public void Saving_replaces_the_file_and_loading_finds_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.safetensors");
        TestModels.Small().Save(path);
        var other = new Network(2, seed: 1, new Dense(1, Activation.Sigmoid));
        other.Save(path);
        AssertSame(other, Network.Load(path));
        Assert.Equal(["model.safetensors"], folder.Files());
        Assert.Throws<FileNotFoundException>(() => Network.Load(folder.File("none")));
    }

    [Fact]
    public void A_header_is_at_most_as_long_as_the_format_allows()
    {
        byte[] file = new byte[9];
        BinaryPrimitives.WriteUInt64LittleEndian(file, 100_000_000);
        file[8] = (byte)'{';
        Assert.Equal("truncated-header", Assert.Throws<InvalidFileException>(() => TestModels.Load(file)).Rule);
    }

    [Fact]
    public void The_architecture_can_be_read_by_anyone()
    {
        var architecture = (JsonObject)JsonNode.Parse((string)RawModel.Small().Metadata["glia.architecture"]!)!;
        Assert.Equal(
            """{"inputs":3,"height":1,"width":3,"seed":7,"layers":[{"kind":"dense","units":4,"activation":"relu","bias":true,"weights":"he","biases":"zeros"},{"kind":"dropout","rate":0.25},{"kind":"dense","units":2,"activation":"softmax","bias":true,"weights":"xavier","biases":"zeros"}]}""",
            architecture.ToJsonString());
    }

    private static void AssertSame(Network expected, Network actual)
    {
        Assert.Equal(expected.Inputs, actual.Inputs);
        Assert.Equal(expected.Seed, actual.Seed);
        Assert.Equal(expected.Layers, actual.Layers, LayersAlike);
        Assert.Equal(TestModels.Bits(expected), TestModels.Bits(actual));
        var sample = new float[expected.Inputs];
        for (int i = 0; i < sample.Length; i++) sample[i] = i - 1.5f;
        Assert.Equal(TestModels.Bits(expected.Predict(sample)), TestModels.Bits(actual.Predict(sample)));
    }

    // Activations of one's own are made anew by each Of, so they compare by name.
    private static bool LayersAlike(Layer a, Layer b) => a is Dense x && b is Dense y
        ? x.Units == y.Units && x.Activation.Name == y.Activation.Name && x.Bias == y.Bias && x.Weights == y.Weights && x.Biases == y.Biases
        : a == b;

    private static float[,] Matrix(int rows, int columns, Func<int, int, float> value)
    {
        var matrix = new float[rows, columns];
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++) matrix[r, c] = value(r, c);
        return matrix;
    }

    private readonly struct Cube : IActivation
    {
        public static string Name => "my-cube";

        public static T F<T>(T z)
            where T : struct, IReal<T> => z * z * z;

        public static T Derivative<T>(T z, T a)
            where T : struct, IReal<T> => T.Of(3) * z * z;
    }

    private readonly struct OtherCube : IActivation
    {
        public static string Name => "my-cube";

        public static T F<T>(T z)
            where T : struct, IReal<T> => z;

        public static T Derivative<T>(T z, T a)
            where T : struct, IReal<T> => T.Of(1);
    }

    private readonly struct FalseReLU : IActivation
    {
        public static string Name => "relu";

        public static T F<T>(T z)
            where T : struct, IReal<T> => z;

        public static T Derivative<T>(T z, T a)
            where T : struct, IReal<T> => T.Of(1);
    }
}
