using System.Text.Json;
using System.Text.Unicode;

namespace Glia.Formats;

/// <summary>Reads the JSON header of a safetensors file, strictly: nothing twice, nothing unknown, nothing nested where a plain value belongs.</summary>
internal ref struct SafeTensorsHeaderParser
{
    private const int MostDimensions = 8;

    private readonly string _file;
    private readonly TensorRules _rules;
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly List<TensorInfo> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private Utf8JsonReader _reader;
    private bool _hasMetadata;

    private SafeTensorsHeaderParser(string file, TensorRules rules, ReadOnlySpan<byte> json)
    {
        _file = file;
        _rules = rules;
        _reader = new Utf8JsonReader(json);
    }

    /// <summary>The metadata and the tensors, in the order of the header; each tensor is sound in itself, but their places are not yet compared.</summary>
    public static SafeTensorsHeader Parse(string file, TensorRules rules, ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) throw new InvalidFileException(file, "utf8", "The header is not valid UTF-8: the file is damaged.");
        var parser = new SafeTensorsHeaderParser(file, rules, json);
        try
        {
            parser.Header();
        }
        catch (JsonException cause)
        {
            throw new InvalidFileException(file, "json", $"The header is not valid JSON: {cause.Message}", cause);
        }

        return new SafeTensorsHeader(file, parser._metadata, parser._tensors);
    }

    private void Header()
    {
        _reader.Read();
        Expect(JsonTokenType.StartObject, "the header", "an object");
        while (Next(JsonTokenType.EndObject))
        {
            string name = Text("a tensor's name");
            _reader.Read();
            if (string.Equals(name, "__metadata__", StringComparison.Ordinal)) Metadata();
            else Tensor(name);
        }

        _reader.Read(); // finds anything that stands behind the header's end
    }

    private void Metadata()
    {
        if (_hasMetadata) throw Invalid("duplicate-key", "The header holds __metadata__ twice.");
        _hasMetadata = true;
        Expect(JsonTokenType.StartObject, "__metadata__", "an object");
        while (Next(JsonTokenType.EndObject))
        {
            string key = Text("a metadata key");
            if (!SafeText.IsPlain(key)) throw Invalid("name", $"The metadata key {SafeText.Quote(key)} holds control characters.");
            _reader.Read();
            Expect(JsonTokenType.String, $"the metadata {SafeText.Quote(key)}", "text");
            if (!_metadata.TryAdd(key, Text("a metadata value"))) throw Invalid("duplicate-key", $"The metadata hold {SafeText.Quote(key)} twice.");
        }
    }

    private void Tensor(string name)
    {
        string quoted = SafeText.Quote(name);
        if (!SafeText.IsPlainName(name)) throw Invalid("name", $"The tensor name {quoted} is empty, too long, or holds path or control characters.");
        if (!_names.Add(name)) throw Invalid("duplicate-name", $"There are two tensors {quoted}.");
        if (_rules.Refuses(name) is { } reason) throw Invalid("extra-tensor", $"The tensor {quoted} {reason}");
        Expect(JsonTokenType.StartObject, $"tensor {quoted}", "an object");
        string? dtype = null;
        List<long>? shape = null, offsets = null;
        while (Next(JsonTokenType.EndObject))
        {
            string field = Text("a field");
            _reader.Read();
            bool isNew = field switch
            {
                "dtype" => SetOnce(ref dtype, DType(quoted)),
                "shape" => SetOnce(ref shape, Numbers("shape", quoted)),
                "data_offsets" => SetOnce(ref offsets, Numbers("data_offsets", quoted)),
                _ => throw Invalid("field", $"Tensor {quoted} has an unknown field {SafeText.Quote(field)}."),
            };
            if (!isNew) throw Invalid("duplicate-key", $"Tensor {quoted} has {field} twice.");
        }

        if (dtype is null || shape is null || offsets is null) throw Invalid("field", $"Tensor {quoted} lacks its dtype, shape or data_offsets.");
        NumberType type = _rules.Types.FirstOrDefault(known => string.Equals(known.Name, dtype, StringComparison.Ordinal))
            ?? throw Invalid("dtype", $"Tensor {quoted} has the number type {SafeText.Quote(dtype)}; Glia reads {string.Join(", ", _rules.Types.Select(known => known.Name))}. Convert the file to 32-bit floats first.");
        _tensors.Add(Sized(name, quoted, type, shape, offsets));
    }

    private readonly TensorInfo Sized(string name, string quoted, NumberType type, List<long> shape, List<long> offsets)
    {
        if (shape.Count is < 1 or > MostDimensions) throw Invalid("dimension", $"Tensor {quoted} has {shape.Count} dimensions; 1 … {MostDimensions} are allowed.");
        Int128 count = 1;
        foreach (long dimension in shape)
        {
            if (dimension < 1) throw Invalid("dimension", $"Tensor {quoted} has a dimension of {dimension}; each must be at least 1.");
            count *= dimension; // at most 2⁶³ · 2⁶³, since it is compared each time
            if (count > long.MaxValue / type.Size) throw Invalid("overflow", $"Tensor {quoted} would have more values than can be counted.");
        }

        if (offsets.Count != 2 || offsets[0] < 0 || offsets[1] < offsets[0])
            throw Invalid("offsets", $"Tensor {quoted} needs two data_offsets, the start and the end of its data, but has [{string.Join(", ", offsets.Take(4))}].");
        if (offsets[0] == offsets[1]) throw Invalid("empty-tensor", $"Tensor {quoted} has no data: it starts and ends at byte {offsets[0]}.");
        long bytes = (long)count * type.Size;
        if (offsets[1] - offsets[0] != bytes)
            throw Invalid("size", $"Tensor {quoted} of {(long)count} values needs {bytes} bytes, but its data_offsets give it {offsets[1] - offsets[0]}.");
        if (count > Array.MaxLength) throw Invalid("too-large", $"Tensor {quoted} has {(long)count} values; the most that one may have is {Array.MaxLength}.");
        return new TensorInfo(name, [.. shape.Select(d => (int)d)], offsets[0], offsets[1]) { Type = type };
    }

    private string DType(string tensor)
    {
        Expect(JsonTokenType.String, $"the dtype of tensor {tensor}", "text");
        return Text("a dtype");
    }

    private List<long> Numbers(string field, string tensor)
    {
        Expect(JsonTokenType.StartArray, $"{field} of tensor {tensor}", "a list");
        var numbers = new List<long>();
        while (Next(JsonTokenType.EndArray))
        {
            Expect(JsonTokenType.Number, $"{field} of tensor {tensor}", "whole numbers");
            if (!_reader.TryGetInt64(out long number)) throw Invalid("number", $"A number in {field} of tensor {tensor} is not a whole number of 64 bits.");
            if (numbers.Count > MostDimensions) throw Invalid("dimension", $"Tensor {tensor} has more than {MostDimensions} numbers in {field}.");
            numbers.Add(number);
        }

        return numbers;
    }

    private static bool SetOnce<T>(ref T? field, T value)
        where T : class
    {
        bool isNew = field is null;
        field = value;
        return isNew;
    }

    private bool Next(JsonTokenType end)
    {
        _reader.Read();
        return _reader.TokenType != end;
    }

    private readonly void Expect(JsonTokenType type, string what, string expected)
    {
        JsonTokenType found = _reader.TokenType;
        if (found == type) return;
        bool nests = found is JsonTokenType.StartObject or JsonTokenType.StartArray;
        throw Invalid(nests ? "nesting" : "field", $"In {what}, {expected} should stand{(nests ? ", but something nested was found" : "")}.");
    }

    private readonly string Text(string what)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException cause)
        {
            // Escapes may spell half of a surrogate pair, which is no character.
            throw new InvalidFileException(_file, "name", $"The text of {what} is not valid Unicode.", cause);
        }
    }

    private readonly InvalidFileException Invalid(string rule, string message) => new(_file, rule, message);
}
