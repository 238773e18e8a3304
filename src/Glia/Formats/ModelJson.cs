namespace Glia.Formats;

/// <summary>What travels with a network besides its layers and numbers: scaler, encoding, class names, calibration, what is known of its training.</summary>
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

    public static string Write(float temperature, RejectOption? option) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("temperature", temperature);
        if (option is not null)
        {
            json.WriteStartObject("unsure");
            json.WriteNumber("below", option.MinimumConfidence);
            json.WriteNumbers("level", [option.Level.Low, option.Level.High]);
            json.WriteNumbers("contrast", [option.Contrast.Low, option.Contrast.High]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    public static (float Temperature, RejectOption? Option) ReadCalibration(JsonFields fields, Network network)
    {
        fields.Only("temperature", "unsure");
        float temperature = fields.Single("temperature");
        if (temperature is not (>= Network.LeastTemperature and <= Network.MostTemperature))
            throw fields.Invalid("temperature", $"temperature must be at least {Network.LeastTemperature} and at most {Network.MostTemperature}");
        if (temperature != 1 && network.OutputLayer.Activation != Activation.Softmax) throw fields.Invalid("temperature", "there is a temperature, but the last layer is not softmax");
        return (temperature, fields.Has("unsure") ? ReadOption(fields.Object("unsure").Only("below", "level", "contrast")) : null);
    }

    private static RejectOption ReadOption(JsonFields fields)
    {
        float below = fields.Single("below");
        return below is >= 0 and <= 1 ? new(below, ReadRange(fields, "level"), ReadRange(fields, "contrast")) : throw fields.Invalid("below must be at least 0 and at most 1");
    }

    private static ValueRange ReadRange(JsonFields fields, string name)
    {
        float[] ends = fields.Singles(name);
        return ends.Length == 2 && ends[0] <= ends[1] ? new(ends[0], ends[1]) : throw fields.Invalid($"{name} must be a lowest and a highest value");
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
