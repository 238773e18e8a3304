using System.Text.Json;

namespace Glia.Formats;

/// <summary>The fields of a JSON object from a file's metadata. Whatever is missing, unknown or of the wrong kind is an error that names file and place.</summary>
internal sealed class JsonFields
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly string _file, _place;
    private readonly JsonElement _object;

    private JsonFields(string file, string place, JsonElement element)
    {
        _file = file;
        _place = place;
        _object = element;
        if (element.ValueKind != JsonValueKind.Object) throw Invalid("an object should stand here");
    }

    /// <summary>The object that <paramref name="text"/>, the value of metadata <paramref name="key"/>, holds.</summary>
    public static JsonFields Parse(string file, string key, string text) => new(file, key, ParseElement(file, key, text));

    /// <summary>The texts in the list that <paramref name="text"/> holds.</summary>
    public static string[] ParseTexts(string file, string key, string text) => TextsOf(file, key, ParseElement(file, key, text));

    /// <summary>Refuses fields that are not among <paramref name="names"/>: what is not understood must not be passed over.</summary>
    public JsonFields Only(params ReadOnlySpan<string> names)
    {
        foreach (JsonProperty property in _object.EnumerateObject())
        {
            string name = Guard(_file, _place, () => property.Name);
            if (!names.Contains(name)) throw Invalid($"the field {SafeText.Quote(name)} is unknown");
        }

        return this;
    }

    public bool Has(string name) => _object.TryGetProperty(name, out _);

    public string Text(string name) => TextOf(_file, $"{_place}: {name}", Field(name));

    public bool Flag(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.GetBoolean() : throw Invalid($"{name} must be true or false");
    }

    public int Integer(string name, int least, int most = int.MaxValue)
    {
        JsonElement field = Field(name);
        bool isWhole = field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out int value) && value >= least && value <= most;
        return isWhole ? field.GetInt32() : throw Invalid($"{name} must be a whole number of at least {least}{(most < int.MaxValue ? $" and at most {most}" : "")}");
    }

    public long Long(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out long value) && value >= 0 ? value : throw Invalid($"{name} must be a whole number of at least 0");
    }

    public ulong Unsigned(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.Number && field.TryGetUInt64(out ulong value) ? value : throw Invalid($"{name} must be a whole number of at least 0");
    }

    public float Single(string name) => SingleOf(Field(name), name);

    /// <summary>A number, or the name of one that is not finite.</summary>
    public float AnySingle(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.Number ? SingleOf(field, name) : (float)NonFinite(name, field);
    }

    /// <summary>A number, or the name of one that is not finite.</summary>
    public double Double(string name)
    {
        JsonElement field = Field(name);
        if (field.ValueKind == JsonValueKind.Number && field.TryGetDouble(out double value) && double.IsFinite(value)) return value;
        return NonFinite(name, field);
    }

    /// <summary>Makes something of the fields. Where its settings are refused, the file is to blame.</summary>
    public T Build<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException cause)
        {
            throw new InvalidFileException(_file, "field", $"In {_place}, a setting is not allowed: {cause.Message}", cause);
        }
    }

    public float[] Singles(string name) => [.. List(name).Select(value => SingleOf(value, name))];

    /// <summary>A list of finite numbers.</summary>
    public double[] Doubles(string name) =>
        [.. List(name).Select(value => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Invalid($"{name} must be a list of numbers"))];

    /// <summary>A list of texts.</summary>
    public string[] Strings(string name) => TextsOf(_file, $"{_place}: {name}", Field(name));

    public JsonFields Object(string name) => new(_file, $"{_place}: {name}", Field(name));

    public JsonFields[] Objects(string name) => [.. List(name).Select((value, i) => new JsonFields(_file, $"{_place}: {name}[{i}]", value))];

    /// <summary>All fields as texts.</summary>
    public SortedDictionary<string, string> Texts()
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty property in _object.EnumerateObject())
        {
            string name = Guard(_file, _place, () => property.Name);
            if (!SafeText.IsPlain(name)) throw new InvalidFileException(_file, "name", $"{_place}: the name {SafeText.Quote(name)} holds control characters.");
            texts.Add(name, TextOf(_file, _place, property.Value));
        }

        return texts;
    }

    public InvalidFileException Invalid(string message) => Invalid("field", message);

    public InvalidFileException Invalid(string rule, string message) => new(_file, rule, $"In {_place}, {message}.");

    private JsonElement Field(string name) => _object.TryGetProperty(name, out JsonElement field) ? field : throw Invalid($"{name} is missing");

    private JsonElement.ArrayEnumerator List(string name)
    {
        JsonElement field = Field(name);
        return field.ValueKind == JsonValueKind.Array ? field.EnumerateArray() : throw Invalid($"{name} must be a list");
    }

    private double NonFinite(string name, JsonElement field)
    {
        string? text = field.ValueKind == JsonValueKind.String ? Text(name) : null;
        return text switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw Invalid($"{name} must be a number"),
        };
    }

    private float SingleOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetSingle(out float value) && float.IsFinite(value) ? value : throw Invalid($"{name} must be a number");

    private static string[] TextsOf(string file, string place, JsonElement element) =>
        element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select(text => TextOf(file, place, text))]
            : throw new InvalidFileException(file, "field", $"In {place}, a list should stand.");

    private static string TextOf(string file, string place, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) throw new InvalidFileException(file, "field", $"In {place}, text should stand.");
        string text = Guard(file, place, () => element.GetString()!);
        return SafeText.IsPlain(text) ? text : throw new InvalidFileException(file, "name", $"In {place}, the text {SafeText.Quote(text)} holds control characters.");
    }

    private static JsonElement ParseElement(string file, string key, string text) => Guard(file, key, () => JsonElement.Parse(text, Options));

    private static T Guard<T>(string file, string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidFileException(file, "metadata-json", $"The metadata {place} is not valid JSON: {cause.Message}", cause);
        }
    }
}
