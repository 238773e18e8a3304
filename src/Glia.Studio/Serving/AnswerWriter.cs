using System.Buffers;
using System.Text.Json;
using Glia.Datasets;

namespace Glia.Studio.Serving;

/// <summary>Writes what a network says as JSON, into memory that is kept. Not for two threads at once.</summary>
internal sealed class AnswerWriter : IDisposable
{
    private const int MostKept = 1 << 18;

    private static readonly JsonEncodedText Model = JsonEncodedText.Encode("model"), Version = JsonEncodedText.Encode("version"), Predictions = JsonEncodedText.Encode("predictions"), Answer = JsonEncodedText.Encode("answer"),
        Sure = JsonEncodedText.Encode("sure"), Unsure = JsonEncodedText.Encode("unsure"), Outputs = JsonEncodedText.Encode("outputs"), Probabilities = JsonEncodedText.Encode("probabilities");

    private readonly Utf8JsonWriter _writer;
    private ArrayBufferWriter<byte> _buffer = new(1024);
    private float[] _beliefs = [];

    public AnswerWriter() => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    /// <summary>The answer to <paramref name="samples"/>, or to a picture of which <paramref name="ink"/> was made. Good until the next.</summary>
    public ReadOnlyMemory<byte> Write(ServedModel model, Samples samples, InkPreparationResult? ink)
    {
        if (_buffer.Capacity > MostKept) _buffer = new(1024);
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        _writer.WriteStartObject();
        _writer.WriteString(Model, model.Id);
        _writer.WriteString(Version, model.Version);
        _writer.WriteStartArray(Predictions);
        for (int i = 0; i < samples.Count; i++) WritePrediction(model, samples.Input(i), samples.Output(i), ink);
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenMemory;
    }

    private void WritePrediction(ServedModel model, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, InkPreparationResult? ink)
    {
        _writer.WriteStartObject();
        if (model.ClassNames.Count > 0) WriteAnswer(model, inputs, outputs, ink is { IsEmpty: true });
        _writer.WriteStartArray(Outputs);
        foreach (float output in outputs) WriteNumber(output);
        _writer.WriteEndArray();
        if (ink is not null) WriteInk(ink);
        _writer.WriteEndObject();
    }

    private void WriteAnswer(ServedModel model, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, bool isEmpty)
    {
        int classes = model.ClassNames.Count;
        if (_beliefs.Length < classes) _beliefs = new float[classes];
        Span<float> beliefs = _beliefs.AsSpan(0, classes);
        model.Encoding.Probabilities(outputs, beliefs);
        int answer = isEmpty ? -1 : model.Encoding.Decode(outputs);
        bool isAnswer = answer >= 0 && answer < classes;
        if (isAnswer) _writer.WriteString(Answer, model.ClassNames[answer]);
        else _writer.WriteNull(Answer);
        _writer.WritePropertyName(Sure);
        WriteNumber(isAnswer ? beliefs[answer] : 0);
        if (model.Network.RejectOption is { } option) _writer.WriteBoolean(Unsure, !isAnswer || option.IsUnsure(beliefs[answer], inputs, model.Network.InputShape));
        _writer.WriteStartObject(Probabilities);
        for (int c = 0; c < classes; c++)
        {
            _writer.WritePropertyName(model.ClassNames[c]);
            WriteNumber(beliefs[c]);
        }

        _writer.WriteEndObject();
    }

    private void WriteInk(InkPreparationResult ink)
    {
        _writer.WriteBoolean("empty"u8, ink.IsEmpty);
        _writer.WriteStartArray("warnings"u8);
        foreach (InkWarning warning in ink.Warnings)
        {
            _writer.WriteStartObject();
            _writer.WriteString("code"u8, warning.Code);
            _writer.WriteString("message"u8, warning.Message);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }

    // JSON has no NaN and no Infinity.
    private void WriteNumber(float value)
    {
        if (float.IsFinite(value)) _writer.WriteNumberValue(value);
        else _writer.WriteNullValue();
    }

    public void Dispose() => _writer.Dispose();
}
