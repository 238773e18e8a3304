namespace Glia.Formats;

/// <summary>What travels with a network besides its layers and numbers: scaler, encoding, class names, what is known of its training.</summary>
internal static class ModelJson
{
    public static string Write(Scaler scaler) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", scaler.Name);
        json.WriteNumbers("scale", scaler.Scale);
        json.WriteNumbers("shift", scaler.Shift);
        json.WriteEndObject();
    });

    public static Scaler ReadScaler(JsonFields fields, int inputs)
    {
        fields.Only("name", "scale", "shift");
        float[] scale = fields.Singles("scale"), shift = fields.Singles("shift");
        if (scale.Length != shift.Length || (scale.Length != 1 && scale.Length != inputs))
            throw fields.Invalid($"there are {scale.Length} factors and {shift.Length} offsets; there must be one of each, or {inputs}, one for each input");
        return Scaler.FromNumbers(fields.Text("name"), scale, shift);
    }

    public static string Write(TargetEncoding encoding) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("kind", encoding is OneHot ? "one-hot" : "binary-code");
        json.WriteNumber("off", encoding.Off);
        json.WriteNumber("on", encoding.On);
        json.WriteEndObject();
    });

    public static TargetEncoding ReadEncoding(JsonFields fields)
    {
        fields.Only("kind", "off", "on");
        float off = fields.Single("off"), on = fields.Single("on");
        if (!(on > off)) throw fields.Invalid("the value for yes must be greater than the value for no");
        string kind = fields.Text("kind");
        return kind switch
        {
            "one-hot" => new OneHot(off, on),
            "binary-code" => new BinaryCode(off, on),
            _ => throw fields.Invalid("unknown-encoding", $"the encoding {SafeText.Quote(kind)} is unknown"),
        };
    }

    public static string Write(IEnumerable<string> texts) => JsonText.Write(json =>
    {
        json.WriteStartArray();
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    });

    public static string Write(IReadOnlyDictionary<string, string> texts) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        foreach ((string key, string value) in texts.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    });
}
