using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Glia.Tests.Formats;

/// <summary>Every way in which a model file is known to lie has a rule of its own, and is found before memory is taken for what it claims.</summary>
public sealed class MalformedModelTests
{
    private static readonly SortedDictionary<string, (string Rule, Func<byte[]> File)> Cases = new(StringComparer.Ordinal)
    {
        ["empty"] = ("empty", () => []),
        ["shorter than a length"] = ("too-short", () => [1, 2, 3, 4, 5, 6, 7]),
        ["a picture"] = ("magic", () => [0x89, .. "PNG\r\n\u001a\n"u8, .. new byte[40]]),
        ["a zip file"] = ("magic", () => [.. "PK\u0003\u0004"u8, .. new byte[40]]),
        ["a header of no length"] = ("magic", () => [.. new byte[8], .. "{}"u8]),
        ["future version"] = ("version", () => RawModel.Small().Metadatum("glia.format", "2").Bytes()),
        ["version that is no number"] = ("version", () => RawModel.Small().Metadatum("glia.format", "+1").Bytes()),
        ["header cut off"] = ("truncated-header", () => RawModel.Small().Bytes()[..100]),
        ["data cut off"] = ("truncated-data", () => RawModel.Small().Bytes()[..^1]),
        ["one byte too many"] = ("trailing-bytes", () => [.. RawModel.Small().Bytes(), 0]),
        ["header longer than the file"] = ("header-length", () => WithLength(RawModel.Small().Bytes(), 90_000_000)),
        ["header longer than allowed"] = ("header-too-large", () => WithLength(RawModel.Small().Bytes(), 100_000_001)),
        ["header of all the bytes there are"] = ("header-too-large", () => WithLength(RawModel.Small().Bytes(), ulong.MaxValue)),
        ["not UTF-8"] = ("utf8", () => Change(s => s.Replace("0.weight", "0.weigh~", StringComparison.Ordinal), (byte)'~', 0xFF)),
        ["not JSON"] = ("json", () => Change(s => s[..^1] + "]")),
        ["JSON and more"] = ("json", () => Change(s => s + "{}")),
        ["comments"] = ("json", () => Change(s => "{/**/" + s[1..])),
        ["nested deeply in a shape"] = ("nesting", () => Change(s => s.Replace("\"shape\":[4]", "\"shape\":" + new string('[', 50_000) + new string(']', 50_000), StringComparison.Ordinal))),
        ["nested in the metadata"] = ("nesting", () => Change(s => s.Replace("\"pt\"", "{\"a\":{}}", StringComparison.Ordinal))),
        ["a list instead of a tensor"] = ("nesting", () => Change(s => "{\"x\":[[[]]]," + s[1..])),
        ["number in the metadata"] = ("field", () => Change(s => s.Replace("\"pt\"", "5", StringComparison.Ordinal))),
        ["duplicate field"] = ("duplicate-key", () => Change(s => s.Replace("\"dtype\":\"F32\"", "\"dtype\":\"F32\",\"dtype\":\"F32\"", StringComparison.Ordinal))),
        ["duplicate metadata"] = ("duplicate-key", () => Change(s => s.Replace("\"format\":\"pt\"", "\"format\":\"pt\",\"format\":\"pt\"", StringComparison.Ordinal))),
        ["metadata twice"] = ("duplicate-key", () => Change(s => "{\"__metadata__\":{}," + s[1..])),
        ["duplicate key by escape"] = ("duplicate-key", () => Change(s => s.Replace("\"format\":\"pt\"", "\"format\":\"pt\",\"\\u0066ormat\":\"pt\"", StringComparison.Ordinal))),
        ["duplicate name"] = ("duplicate-name", () => Change(s => s.Replace("\"3.bias\"", "\"0.bias\"", StringComparison.Ordinal))),
        ["unknown field"] = ("field", () => Change(s => s.Replace("\"dtype\":\"F32\"", "\"dtype\":\"F32\",\"x\":1", StringComparison.Ordinal))),
        ["no shape"] = ("field", () => Without("0.bias", "shape")),
        ["missing tensor"] = ("missing-tensor", () => Change(s => s.Replace("\"3.bias\"", "\"5.bias\"", StringComparison.Ordinal))),
        ["extra tensor"] = ("extra-tensor", ExtraTensor),
        ["unknown layer"] = ("unknown-layer", () => Layer(l => l["kind"] = "lambda")),
        ["unknown activation"] = ("unknown-activation", () => Layer(l => l["activation"] = "os.system")),
        ["unknown initialiser"] = ("unknown-initializer", () => Layer(l => l["weights"] = "magic")),
        ["unknown field of a layer"] = ("field", () => Layer(l => l["class_name"] = "Lambda")),
        ["number of the wrong type"] = ("dtype", () => Change(s => s.Replace("\"dtype\":\"F32\"", "\"dtype\":\"F16\"", StringComparison.Ordinal))),
        ["zero dimension"] = ("dimension", () => RawModel.Small().EditTensor("0.bias", [0], 48, 64).Bytes()),
        ["negative dimension"] = ("dimension", () => RawModel.Small().EditTensor("0.bias", [-4], 48, 64).Bytes()),
        ["no dimension"] = ("dimension", () => RawModel.Small().EditTensor("0.bias", [], 48, 64).Bytes()),
        ["too many dimensions"] = ("dimension", () => RawModel.Small().EditTensor("0.bias", [.. Enumerable.Repeat(1, 1000)], 48, 64).Bytes()),
        ["fractional dimension"] = ("number", () => Change(s => s.Replace("\"shape\":[4]", "\"shape\":[4.5]", StringComparison.Ordinal))),
        ["dimension beyond 64 bits"] = ("number", () => Change(s => s.Replace("\"shape\":[4]", "\"shape\":[99999999999999999999]", StringComparison.Ordinal))),
        ["product beyond 64 bits"] = ("overflow", () => Change(s => s.Replace("\"shape\":[4]", "\"shape\":[4294967296,4294967296,4]", StringComparison.Ordinal))),
        ["product that wraps to the right size"] = ("overflow", () => Change(s => s.Replace("\"shape\":[4]", "\"shape\":[9223372036854775807,9223372036854775807,4]", StringComparison.Ordinal))),
        ["huge dimensions in a tiny file"] = ("too-large", () => Change(s => s.Replace("\"shape\":[4],\"data_offsets\":[48,64]", "\"shape\":[1000000,1000000],\"data_offsets\":[48,4000000000048]", StringComparison.Ordinal))),
        ["large dimensions in a tiny file"] = ("truncated-data", () => Huge(400_000_000)),
        ["layers that do not chain"] = ("chain", () => RawModel.Small().EditTensor("0.weight", [3, 4], 0, 48).Bytes()),
        ["more units than weights"] = ("chain", () => Layer(l => l["units"] = 5)),
        ["units beyond any network"] = ("too-large", () => Layer(l => l["units"] = int.MaxValue)),
        ["overlapping offsets"] = ("overlap", () => RawModel.Small().EditTensor("0.bias", [4], 44, 60).Bytes()),
        ["a hole"] = ("hole", () => RawModel.Small().EditTensor("0.bias", [3], 52, 64).Bytes()),
        ["a hole at the start"] = ("hole", () => RawModel.Small().EditTensor("0.weight", [11], 4, 48).Bytes()),
        ["no data"] = ("empty-tensor", () => RawModel.Small().EditTensor("0.bias", [4], 48, 48).Bytes()),
        ["no data beside another"] = ("empty-tensor", () => Change(s => s[..^1] + ",\"9.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[48,48]}}")),
        ["size other than the shape's"] = ("size", () => RawModel.Small().EditTensor("0.bias", [5], 48, 64).Bytes()),
        ["offsets back to front"] = ("offsets", () => RawModel.Small().EditTensor("0.bias", [4], 64, 48).Bytes()),
        ["negative offset"] = ("offsets", () => RawModel.Small().EditTensor("0.weight", [12], -48, 0).Bytes()),
        ["NaN"] = ("not-finite", () => Value(float.NaN)),
        ["infinity"] = ("not-finite", () => Value(float.NegativeInfinity)),
        ["flipped bit in the data"] = ("checksum", () => Flip(RawModel.Small(keepChecksums: true), ^3)),
        ["edited header"] = ("header-checksum", () => RawModel.Small(keepChecksums: true).Metadatum("glia.classes", "[\"dog\",\"cat\"]").Bytes()),
        ["path in a name"] = ("name", () => Change(s => s.Replace("\"0.bias\"", "\"../0.bias\"", StringComparison.Ordinal))),
        ["Windows path in a name"] = ("name", () => Change(s => s.Replace("\"0.bias\"", "\"C:\\\\0.bias\"", StringComparison.Ordinal))),
        ["control character in a name"] = ("name", () => Change(s => s.Replace("\"0.bias\"", "\"0.bias\\u001b[2J\"", StringComparison.Ordinal))),
        ["bidirectional override in a name"] = ("name", () => Change(s => s.Replace("\"0.bias\"", "\"0.\u202Esaib\"", StringComparison.Ordinal))),
        ["half a surrogate in a name"] = ("name", () => Change(s => s.Replace("\"0.bias\"", "\"0.bias\\ud800\"", StringComparison.Ordinal))),
        ["empty name"] = ("name", () => Change(s => s.Replace("\"0.bias\"", "\"\"", StringComparison.Ordinal))),
        ["control character in a metadata key"] = ("name", () => Change(s => s.Replace("\"format\"", "\"for\\u0000mat\"", StringComparison.Ordinal))),
        ["bidirectional override in a class name"] = ("name", () => RawModel.Small().Metadatum("glia.classes", "[\"cat\",\"\u202Egod\"]").Bytes()),
        ["escape sequence in the training summary"] = ("name", () => RawModel.Small().Metadatum("glia.training", "{\"accuracy\":\"\\u001b[31m1.0\"}").Bytes()),
        ["not Glia's"] = ("not-glia", () => Change(s => s.Replace("glia.format", "keras.format", StringComparison.Ordinal))),
        ["no metadata"] = ("not-glia", NoMetadata),
        ["unknown metadata of Glia"] = ("unknown-key", () => RawModel.Small().Metadatum("glia.plugin", "x").Bytes()),
        ["part of a checkpoint"] = ("unknown-key", () => RawModel.Small().Metadatum("glia.optimizer", "{}").Bytes()),
        ["no architecture"] = ("missing-key", () => Change(s => s.Replace("glia.architecture", "xlia.architecture", StringComparison.Ordinal))),
        ["architecture that is not JSON"] = ("metadata-json", () => RawModel.Small().Metadatum("glia.architecture", "{").Bytes()),
        ["architecture with a key twice"] = ("metadata-json", () => RawModel.Small().Metadatum("glia.architecture", "{\"inputs\":3,\"inputs\":3}").Bytes()),
        ["architecture nested deeply"] = ("metadata-json", () => RawModel.Small().Metadatum("glia.architecture", new string('[', 20_000)).Bytes()),
        ["no layers"] = ("layers", () => RawModel.Small().Edit("glia.architecture", a => a["layers"] = new JsonArray()).Bytes()),
        ["dropout at the end"] = ("layers", () => RawModel.Small().Edit("glia.architecture", a => ((JsonArray)a["layers"]!).RemoveAt(2)).Bytes()),
        ["softmax over one"] = ("layers", () => RawModel.Small().Edit("glia.architecture", a => a["layers"]![2]!["units"] = 1).Bytes()),
        ["shape that is not the inputs'"] = ("field", () => RawModel.Small().Edit("glia.architecture", a => a["height"] = 2).Bytes()),
        ["no inputs"] = ("field", () => RawModel.Small().Edit("glia.architecture", a => a["inputs"] = 0).Bytes()),
        ["dropout rate of 1"] = ("field", () => RawModel.Small().Edit("glia.architecture", a => a["layers"]![1]!["rate"] = 1).Bytes()),
        ["scaler of another length"] = ("field", () => RawModel.Small().Edit("glia.scaler", s => s["scale"] = new JsonArray(1, 2)).Bytes()),
        ["scaler that is infinite"] = ("field", () => RawModel.Small().Metadatum("glia.scaler", "{\"name\":\"x\",\"scale\":[1e99],\"shift\":[0]}").Bytes()),
        ["unknown encoding"] = ("unknown-encoding", () => RawModel.Small().Edit("glia.encoding", e => e["kind"] = "pickle").Bytes()),
        ["encoding back to front"] = ("field", () => RawModel.Small().Edit("glia.encoding", e => e["on"] = -1).Bytes()),
        ["calibration without a temperature"] = ("field", () => Calibration("{}")),
        ["calibration with an unknown field"] = ("field", () => Calibration("{\"temperature\":2,\"x\":1}")),
        ["temperature of 0"] = ("temperature", () => Calibration("{\"temperature\":0}")),
        ["negative temperature"] = ("temperature", () => Calibration("{\"temperature\":-1}")),
        ["temperature that is infinite"] = ("field", () => Calibration("{\"temperature\":1e99}")),
        ["temperature that is NaN"] = ("field", () => Calibration("{\"temperature\":\"NaN\"}")),
        ["temperature beyond use"] = ("temperature", () => Calibration("{\"temperature\":1e-30}")),
        ["temperature without softmax"] = ("temperature", () => RawModel.Of(RawModel.Small().Edit("glia.architecture", a => a["layers"]![2]!["activation"] = "sigmoid").Bytes()).Metadatum("glia.calibration", "{\"temperature\":2}").Bytes()),
        ["unsure below more than 1"] = ("field", () => Calibration("{\"temperature\":1,\"unsure\":{\"below\":1.5,\"level\":[0,1],\"contrast\":[0,1]}}")),
        ["range with one end"] = ("field", () => Calibration("{\"temperature\":1,\"unsure\":{\"below\":0.5,\"level\":[0],\"contrast\":[0,1]}}")),
        ["range back to front"] = ("field", () => Calibration("{\"temperature\":1,\"unsure\":{\"below\":0.5,\"level\":[0,1],\"contrast\":[1,0]}}")),
        ["class names that are numbers"] = ("field", () => RawModel.Small().Metadatum("glia.classes", "[1,2]").Bytes()),
    };

    private static byte[] Calibration(string json) => RawModel.Small().Metadatum("glia.calibration", json).Bytes();

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_malformed_file_is_refused_by_its_rule(string name)
    {
        (string rule, Func<byte[]> make) = Cases[name];
        byte[] file = make();
        using var folder = new TemporaryFolder();
        string path = folder.File("bad.safetensors");
        File.WriteAllBytes(path, file);

        var error = Assert.Throws<InvalidFileException>(() => Network.Load(path));
        Assert.Equal(rule, error.Rule);
        Assert.Equal(path, error.File);
        Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, c => char.IsControl(c) || c is '\u202E');

        // The same where the length of the file is not known beforehand; only that there is too little is then found later than what there is too much of.
        if (string.Equals(name, "large dimensions in a tiny file", StringComparison.Ordinal)) rule = "extra-tensor";
        error = Assert.Throws<InvalidFileException>(() => Network.Load(new OneWayStream(file)));
        Assert.Equal(rule, error.Rule);
    }

    [Fact]
    public void The_file_that_the_cases_are_made_from_is_sound()
    {
        Assert.Equal(3, TestModels.Load(RawModel.Small().Bytes()).Inputs);
        Assert.Equal(3, TestModels.Load(RawModel.Small(keepChecksums: true).Bytes()).Inputs);
        Assert.Equal(3, Network.Load(new OneWayStream(RawModel.Small().Bytes())).Inputs);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] file = TestModels.Bytes(TestModels.Small());
        int data = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        int brace = 8 + Encoding.UTF8.GetString(file.AsSpan(8, data - 8)).TrimEnd(' ').Length; // the rest of the header is spaces
        for (int length = 0; length < file.Length; length++)
        {
            string expected = length == 0 ? "empty" : length < 8 ? "too-short" : length < brace ? "truncated-header" : length < data ? "header-length" : "truncated-data";
            Assert.Equal(expected, Assert.Throws<InvalidFileException>(() => TestModels.Load(file[..length])).Rule);
            Assert.Equal(expected, Assert.Throws<InvalidFileException>(() => Network.Load(new OneWayStream(file[..length]))).Rule);
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_noticed()
    {
        byte[] file = TestModels.Bytes(TestModels.Small());
        for (int bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<InvalidFileException>(() => TestModels.Load(file));
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(3, TestModels.Load(file).Inputs);
    }

    [Theory]
    [InlineData("header longer than the file")]
    [InlineData("header longer than allowed")]
    [InlineData("huge dimensions in a tiny file")]
    [InlineData("large dimensions in a tiny file")]
    [InlineData("units beyond any network")]
    [InlineData("nested deeply in a shape")]
    public void A_file_that_lies_costs_no_memory(string name)
    {
        byte[] file = Cases[name].File();
        Assert.Throws<InvalidFileException>(() => TestModels.Load(file)); // what is made once is made
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidFileException>(() => TestModels.Load(file));
        Assert.Throws<InvalidFileException>(() => Network.Load(new OneWayStream(file)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3_000_000);
    }

    [Fact]
    public void Weights_that_are_not_finite_load_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("nan.safetensors");
        File.WriteAllBytes(path, Value(float.NaN));
        Network network = Network.Load(path, allowNonFinite: true);
        Assert.True(float.IsNaN(network.Weights(0)[0, 0]));
    }

    [Fact]
    public void An_unknown_activation_is_named_with_the_way_out()
    {
        var error = Assert.Throws<InvalidFileException>(() => TestModels.Load(Layer(l => l["activation"] = "my-swish")));
        Assert.Contains("\"my-swish\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("Activation.Of", error.Message, StringComparison.Ordinal);
    }

    private static byte[] WithLength(byte[] file, ulong length)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        return file;
    }

    private static byte[] Change(Func<string, string> change, byte from = 0, byte to = 0)
    {
        RawModel raw = RawModel.Small();
        string changed = change(raw.Text);
        Assert.NotEqual(raw.Text, changed);
        byte[] header = Encoding.UTF8.GetBytes(changed);
        if (from != 0) header[Array.IndexOf(header, from)] = to;
        return raw.Bytes(header);
    }

    private static byte[] Layer(Action<JsonObject> change) => RawModel.Small().Edit("glia.architecture", a => change((JsonObject)a["layers"]![0]!)).Bytes();

    private static byte[] Without(string tensor, string field)
    {
        RawModel raw = RawModel.Small();
        raw.Tensor(tensor).Remove(field);
        return raw.Bytes();
    }

    private static byte[] NoMetadata()
    {
        RawModel raw = RawModel.Small();
        raw.Header.Remove("__metadata__");
        return raw.Bytes();
    }

    private static byte[] ExtraTensor()
    {
        RawModel raw = RawModel.Small();
        raw.Header["7.bias"] = JsonNode.Parse($$"""{"dtype":"F32","shape":[1],"data_offsets":[{{raw.Data.Length}},{{raw.Data.Length + 4}}]}""");
        raw.Data = [.. raw.Data, 0, 0, 0, 0];
        return raw.Bytes();
    }

    private static byte[] Huge(int values)
    {
        RawModel raw = RawModel.Small();
        raw.Header["7.bias"] = JsonNode.Parse($$"""{"dtype":"F32","shape":[{{values}}],"data_offsets":[{{raw.Data.Length}},{{raw.Data.Length + (4L * values)}}]}""");
        return raw.Bytes();
    }

    private static byte[] Value(float value)
    {
        RawModel raw = RawModel.Small();
        BinaryPrimitives.WriteSingleLittleEndian(raw.Data, value);
        return raw.Bytes();
    }

    private static byte[] Flip(RawModel raw, Index at)
    {
        raw.Data[at] ^= 1;
        return raw.Bytes();
    }
}
