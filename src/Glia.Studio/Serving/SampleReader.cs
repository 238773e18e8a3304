using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Glia.Studio.Http;

namespace Glia.Studio.Serving;

/// <summary>
/// Reads <c>{"inputs": [0.9, 0.1, …]}</c> or <c>{"inputs": [[0.9, 0.1, …], …]}</c> straight from the bytes of a request: no objects on the way, every number looked at once.
/// </summary>
internal static class SampleReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8 };

    /// <exception cref="StudioException">The body is not that; the message says where and why.</exception>
    public static void Read(ReadOnlySpan<byte> body, Network network, int mostSamples, Samples samples)
    {
        if (PlainSampleReader.TryRead(body, network.Inputs, mostSamples, samples)) return;
        ReadAny(body, network, mostSamples, samples);
    }

    /// <summary>The same for whatever JSON it is.</summary>
    internal static void ReadAny(ReadOnlySpan<byte> body, Network network, int mostSamples, Samples samples)
    {
        samples.Begin(network.Inputs);
        var reader = new Utf8JsonReader(body, Options);
        try
        {
            ReadBody(ref reader, network, mostSamples, samples);
        }
        catch (JsonException e)
        {
            throw new StudioException(StatusCode, string.Create(CultureInfo.InvariantCulture,
                $"The body is not JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}. Send {Wanted(network)}; JSON has no NaN and no Infinity."), "inputs", e);
        }
    }

    private const int StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status400BadRequest;

    private static void ReadBody(ref Utf8JsonReader reader, Network network, int mostSamples, Samples samples)
    {
        bool isRead = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw Bad($"The body is not an object. Send {Wanted(network)}.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("inputs"u8)) throw Bad($"The body has a field that is not known here. Send {Wanted(network)} and nothing else.");
            if (isRead) throw Bad("The body has 'inputs' twice. Send all samples in one list.");
            isRead = true;
            ReadInputs(ref reader, network, mostSamples, samples);
        }

        if (!isRead) throw Bad($"The body has no 'inputs'. Send {Wanted(network)}.");
        reader.Read(); // nothing may follow: the reader says so
    }

    private static void ReadInputs(ref Utf8JsonReader reader, Network network, int mostSamples, Samples samples)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw Bad($"'inputs' is not a list. Send {Wanted(network)}.");
        Utf8JsonReader ahead = reader;
        ahead.Read();
        if (ahead.TokenType == JsonTokenType.EndArray) throw Bad($"'inputs' is empty. Send {Wanted(network)}.");
        if (ahead.TokenType != JsonTokenType.StartArray)
        {
            ReadSample(ref reader, network, samples.Add(), sample: -1);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (samples.Count == mostSamples) throw new StudioException(Microsoft.AspNetCore.Http.StatusCodes.Status413PayloadTooLarge, $"There are more than {mostSamples} samples, which is the most at once. Send the rest in further requests.", "inputs");
            if (reader.TokenType != JsonTokenType.StartArray) throw Bad($"inputs[{samples.Count}] is {Named(reader.TokenType)}, but the samples before it are lists of numbers.");
            int index = samples.Count;
            ReadSample(ref reader, network, samples.Add(), index);
        }
    }

    /// <summary>The numbers up to the end of their list, exactly as many as there is room for.</summary>
    private static void ReadSample(ref Utf8JsonReader reader, Network network, Span<float> values, int sample)
    {
        int count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (count < values.Length && !TryNumber(reader.ValueSpan, out values[count])) throw Bad($"{At(sample, count)} is too large for a 32-bit number.");
            count++;
        }

        if (reader.TokenType != JsonTokenType.EndArray) throw Bad($"{At(sample, count)} is {Named(reader.TokenType)}, but must be a number.");
        if (count == values.Length) return;
        string shape = network.InputShape.IsImage && network.InputShape.Length == network.Inputs ? $" ({network.InputShape.Height} × {network.InputShape.Width}, row after row)" : "";
        throw Bad($"{(sample < 0 ? "'inputs'" : $"inputs[{sample}]")} has {count} {(count == 1 ? "number" : "numbers")}, but the model takes {values.Length}{shape}.");
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out float value) => Utf8Parser.TryParse(text, out value, out int used) && used == text.Length && float.IsFinite(value);

    private static string At(int sample, int index) => sample < 0 ? $"inputs[{index}]" : $"inputs[{sample}][{index}]";

    private static string Named(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "a text",
        JsonTokenType.Null => "null",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        _ => "a number",
    };

    private static string Wanted(Network network) => $"{{\"inputs\": [{(network.Inputs == 1 ? "0.5" : network.Inputs == 2 ? "0.9, 0.1" : "0.9, 0.1, …")}]}} with {network.Inputs} {(network.Inputs == 1 ? "number" : "numbers")}, or a list of such lists";

    private static StudioException Bad(string message) => StudioException.Bad("inputs", message);
}
