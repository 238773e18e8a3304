using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Glia.Formats;

namespace Glia.Tests.Formats;

/// <summary>Tensors that PyTorch saved become a network; what is no plain network is refused by the name of the tensor.</summary>
public sealed class PyTorchModelTests
{
    private static readonly PyTorchLayers Layers = new(Activation.ReLU, Activation.Softmax);

    /// <summary>
    /// Worked by hand: W1 = ((1, 2), (−1, 0), (0.5, −1)), b1 = (0, 1, −0.5); x = (1, 0.5) gives z = (2, 0, −0.5), relu (2, 0, 0); W2 = ((1, 1, 1), (−1, 3, 2)), b2 = (0.25, 0.5) gives (2.25, −1.5).
    /// </summary>
    [Theory]
    [InlineData("0", "2")]
    [InlineData("layers.0", "layers.3")]
    [InlineData("fc9", "fc10")]
    [InlineData("module.net.2", "module.net.11")]
    public void Names_in_natural_order_are_layers(string first, string second)
    {
        Network network = Load(File(Tensors(first, second)), new PyTorchLayers(Activation.ReLU, Activation.Identity));
        Assert.Equal([2.25f, -1.5f], network.Predict([1, 0.5f]));
        Assert.Equal(["Dense(3, relu)", "Dense(2, identity)"], network.Layers.Select(layer => layer.ToString()));
    }

    [Fact]
    public void The_order_can_be_given()
    {
        (string, int[], float[])[] tensors = Tensors("in", "a_out");
        Assert.Equal(3, Load(File(tensors), Layers).Inputs); // by their names the other way round, which fits as well
        Assert.Equal([2.25f, -1.5f], Load(File(tensors), new PyTorchLayers(Activation.ReLU, Activation.Identity) { Order = ["in", "a_out"] }).Predict([1, 0.5f]));
        foreach (string[] order in new string[][] { ["in"], ["in", "in"], ["in", "out"], ["in", "a_out", "in"] })
            Assert.Contains("\"a_out\"", Assert.Throws<InvalidFileException>(() => Load(File(tensors), Layers with { Order = order })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Biases_may_be_missing_and_a_single_layer_may_have_no_name()
    {
        Network network = Load(File([("weight", [2, 3], [1, 2, 3, 4, 5, 6])]), Layers with { Scaler = Scaler.Divide(10) });
        Assert.False(((Dense)network.Layers[0]).Bias);
        Assert.Equal(Scaler.Divide(10), network.Scaler);
        Assert.Equal([1, 2, 3], network.Weights(0).Row(0));
    }

    [Theory]
    [InlineData("F64", 8)]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    public void Other_number_types_become_floats(string type, int size)
    {
        float[] numbers = [1.5f, -0.375f, 0, -2, 1.17549435e-38f, 0.1f];
        var bytes = new byte[numbers.Length * size];
        for (int i = 0; i < numbers.Length; i++)
        {
            Span<byte> at = bytes.AsSpan(i * size);
            if (type == "F64") BinaryPrimitives.WriteDoubleLittleEndian(at, numbers[i] + (i == 5 ? 1e-12 : 0));
            else if (type == "F16") BinaryPrimitives.WriteHalfLittleEndian(at, (Half)numbers[i]);
            else BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)(BitConverter.SingleToUInt32Bits(numbers[i]) >> 16));
        }

        Network network = Load(Raw($$$"""{"weight":{"dtype":"{{{type}}}","shape":[2,3],"data_offsets":[0,{{{bytes.Length}}}]}}""", bytes), Layers);
        float[] actual = [.. network.Weights(0).Row(0), .. network.Weights(0).Row(1)];
        float[] expected = type switch
        {
            "F64" => numbers,
            "F16" => [1.5f, -0.375f, 0, -2, 0, (float)(Half)0.1f], // the smallest normal float is 0 in 16 bits
            _ => [1.5f, -0.375f, 0, -2, 1.17549435e-38f, 0.099609375f], // 7 bits behind the point, cut
        };
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Numbers_of_64_bits_that_are_too_large_are_refused()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, 1e39);
        Assert.Equal("not-finite", Refusal(Raw("""{"weight":{"dtype":"F64","shape":[2,1],"data_offsets":[0,16]}}""", bytes)).Rule);
    }

    public static TheoryData<string, string, string, int[]> Others => new()
    {
        { "extra-tensor", "convolution", "0.weight", [3, 1, 5, 5] },
        { "extra-tensor", "layer norm", "1.weight", [3] },
        { "extra-tensor", "batch norm", "1.running_mean", [3] },
        { "extra-tensor", "batch norm", "1.num_batches_tracked", [1] },
        { "extra-tensor", "plain networks", "lstm.weight_ih_l0", [3, 2] },
        { "extra-tensor", "plain networks", "scale", [3] },
        { "chain", "gives 2", "3.weight", [2, 4] },
        { "chain", "as many biases", "2.bias", [3] },
        { "chain", "as many biases", "2.bias", [2, 1] },
        { "missing-tensor", "without weights", "1.bias", [3] },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_belongs_to_no_plain_network_is_refused_by_name(string rule, string says, string name, int[] shape)
    {
        (string Name, int[], float[])[] tensors = [.. Tensors("0", "2").Where(t => t.Name != name), (name, shape, new float[shape.Aggregate((a, b) => a * b)])];
        InvalidFileException error = Refusal(File(tensors));
        Assert.Equal(rule, error.Rule);
        Assert.Contains($"\"{name}\"", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_type_of_a_counter_is_not_what_is_told_of_a_batch_norm()
    {
        InvalidFileException error = Refusal(Raw("""{"1.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}""", new byte[8]));
        Assert.Contains("batch norm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_NaN_and_a_softmax_of_one_are_refused()
    {
        Assert.Equal("missing-tensor", Refusal(Raw("{}", [])).Rule);
        Assert.Equal("not-finite", Refusal(File([("0.weight", [2, 1], [1, float.NaN])])).Rule);
        Assert.Equal("softmax", Refusal(File([("0.weight", [1, 2], [1, 2])])).Rule);
        Assert.Equal("dtype", Refusal(Raw("""{"0.weight":{"dtype":"I8","shape":[2,1],"data_offsets":[0,2]}}""", new byte[2])).Rule);
        Assert.Throws<ArgumentException>(() => Load(File(Tensors("0", "2")), Layers with { Scaler = Scaler.FromNumbers("three", [1, 1, 1], [0, 0, 0]) }));
    }

    [Fact]
    public void Our_own_models_are_not_mistaken_for_PyTorchs_but_their_tensors_are_PyTorchs()
    {
        var network = new Network(5, seed: 2, new Dense(4, Activation.Tanh), new Dropout(0.1f), new Dense(3, Activation.Softmax));
        byte[] model = TestModels.Bytes(network);
        Assert.Equal("is-glia", Refusal(model).Rule);
        Assert.Equal("not-glia", Assert.Throws<InvalidFileException>(() => TestModels.Load(File(Tensors("0", "2")))).Rule);

        // As safetensors.torch writes it when it saves the tensors again: without our metadata.
        RawModel raw = RawModel.Of(model);
        raw.Header["__metadata__"] = new JsonObject { ["format"] = "pt" };
        Network again = Load(raw.Bytes(), new PyTorchLayers(Activation.Tanh, Activation.Softmax));
        float[] x = [1, -2, 3, 0.5f, 0];
        Assert.Equal(network.Predict(x), again.Predict(x));
    }

    [Fact]
    public void Names_sort_as_people_sort()
    {
        string[] names = ["", "a", "fc1", "fc2", "fc10", "fc10.b", "fc010.c", "layers.2.x", "layers.10.a", "z"];
        string[] sorted = [.. names.Reverse().Order(Comparer<string>.Create(PyTorchModel.CompareNaturally))];
        Assert.Equal(names, sorted);
    }

    private static (string Name, int[] Shape, float[] Values)[] Tensors(string first, string second) =>
    [
        ($"{first}.bias", [3], [0, 1, -0.5f]),
        ($"{first}.weight", [3, 2], [1, 2, -1, 0, 0.5f, -1]),
        ($"{second}.bias", [2], [0.25f, 0.5f]),
        ($"{second}.weight", [2, 3], [1, 1, 1, -1, 3, 2]),
    ];

    internal static byte[] File((string Name, int[] Shape, float[] Values)[] tensors)
    {
        var header = new JsonObject();
        var data = new List<byte>();
        foreach ((string name, int[] shape, float[] values) in tensors)
        {
            int start = data.Count;
            data.AddRange(MemoryMarshal.AsBytes<float>(values));
            header[name] = new JsonObject { ["dtype"] = "F32", ["shape"] = new JsonArray([.. shape.Select(d => JsonValue.Create(d))]), ["data_offsets"] = new JsonArray(JsonValue.Create(start), JsonValue.Create(data.Count)) };
        }

        return Raw(header.ToJsonString(), [.. data]);
    }

    private static byte[] Raw(string header, byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)Encoding.UTF8.GetByteCount(header));
        return [.. length, .. Encoding.UTF8.GetBytes(header), .. data];
    }

    private static Network Load(byte[] file, PyTorchLayers layers) => Network.ImportPyTorch(new MemoryStream(file), layers);

    private static InvalidFileException Refusal(byte[] file) => Assert.Throws<InvalidFileException>(() => Load(file, Layers));
}
