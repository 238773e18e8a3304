using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Glia.Formats;

namespace Glia.Cli;

/// <summary>Writes one JSON document, whole or not at all.</summary>
internal static class JsonOutput
{
    // Relaxed: the document goes to a terminal or a file, never into a web page, and names of classes and files stay readable.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an object to standard output; <paramref name="write"/> fills it.</summary>
    public static void Write(ToolConsole console, Action<Utf8JsonWriter> write) => Write(console.OutWriter, write);

    /// <summary>Writes the same to a file, which is there whole or not at all.</summary>
    public static void WriteFile(string path, Action<Utf8JsonWriter> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        Write(text, write);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Writes an error to standard error: its exit code, its message and what is at fault.</summary>
    public static void WriteError(ToolConsole console, int code, string message, string? option, string? file, string? rule, string? command) => Write(console.ErrorWriter, writer =>
    {
        writer.WriteStartObject("error");
        writer.WriteNumber("code", code);
        writer.WriteString("message", message);
        if (option is not null) writer.WriteString("option", option);
        if (file is not null) writer.WriteString("file", file);
        if (rule is not null) writer.WriteString("rule", rule);
        if (command is not null) writer.WriteString("command", command);
        writer.WriteEndObject();
    });

    /// <summary>A number, or null where it is not finite: JSON has no NaN.</summary>
    public static void Number(this Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }

    /// <summary>An array of numbers; null for those that are not finite.</summary>
    public static void Numbers(this Utf8JsonWriter writer, string name, ReadOnlySpan<float> values)
    {
        writer.WriteStartArray(name);
        foreach (float value in values)
        {
            if (float.IsFinite(value)) writer.WriteNumberValue(value);
            else writer.WriteNullValue();
        }

        writer.WriteEndArray();
    }

    /// <summary>How much is believed in each class, by its name.</summary>
    public static void Probabilities(this Utf8JsonWriter writer, Network network, Opinion opinion)
    {
        writer.WriteStartObject("probabilities");
        for (int c = 0; c < opinion.Beliefs.Length; c++) writer.Number(network.ClassNames[c], opinion.Beliefs[c]);
        writer.WriteEndObject();
    }

    private static void Write(TextWriter target, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        target.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
