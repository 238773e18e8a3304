using System.Text.Json;

namespace Glia.Pages;

/// <summary>A network's facts as fields of a JSON object: layers, counts, classes, scaler, calibration and what is known of its training.</summary>
public static class NetworkJson
{
    /// <summary>Writes the fields into the object that <paramref name="writer"/> has begun.</summary>
    public static void Describe(Utf8JsonWriter writer, Network network)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(network);
        writer.WriteNumber("inputs", network.Inputs);
        writer.WriteNumber("outputs", network.Outputs);
        WriteLayers(writer, network);
        writer.WriteNumber("weights", network.WeightCount);
        writer.WriteNumber("biases", network.BiasCount);
        writer.WriteNumber("parameters", network.ParameterCount);
        writer.WriteStartArray("classes");
        foreach (string c in network.ClassNames) writer.WriteStringValue(c);
        writer.WriteEndArray();
        writer.WriteString("scaler", network.Scaler?.Name);
        writer.WriteNumber("temperature", network.Temperature);
        if (network.RejectOption is { } option) writer.WriteNumber("unsureBelow", option.MinimumConfidence);
        writer.WriteStartObject("training");
        foreach ((string key, string value) in network.TrainingSummary) writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    private static void WriteLayers(Utf8JsonWriter writer, Network network)
    {
        writer.WriteStartArray("layers");
        int inputs = network.Inputs;
        foreach (Layer layer in network.Layers)
        {
            int outputs = layer.Outputs(inputs);
            writer.WriteStartObject();
            writer.WriteString("kind", layer.Kind);
            writer.WriteNumber("inputs", inputs);
            writer.WriteNumber("outputs", outputs);
            if (layer is Dense dense) writer.WriteString("activation", dense.Activation.Name);
            if (layer is Dropout dropout) writer.WriteNumber("rate", dropout.Rate);
            writer.WriteNumber("weights", layer.WeightCount(inputs));
            writer.WriteNumber("biases", layer.BiasCount);
            writer.WriteEndObject();
            inputs = outputs;
        }

        writer.WriteEndArray();
    }
}
