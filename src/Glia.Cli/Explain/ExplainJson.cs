using System.Text.Json;
using Glia.Pages;

namespace Glia.Cli;

/// <summary>Every number of a prediction or a step as JSON: layers and neurons are counted from 1, as everywhere in the tool; matrices have shape (out, in).</summary>
internal static class ExplainJson
{
    public static void Write(Utf8JsonWriter writer, ForwardTrace trace)
    {
        writer.Numbers("features", [.. trace.Features]);
        writer.Numbers("inputs", [.. trace.Inputs]);
        writer.WriteStartArray("layers");
        int number = 0;
        foreach (LayerTrace layer in trace.Layers.Where(l => l.Dense is not null))
        {
            writer.WriteStartObject();
            writer.WriteNumber("layer", ++number);
            writer.WriteString("activation", layer.Dense!.Activation.Name);
            Matrix(writer, "weights", layer.Out, layer.In, (unit, input) => layer.Weights[unit, input]);
            if (layer.Dense.Bias) writer.Numbers("biases", [.. Enumerable.Range(0, layer.Out).Select(layer.Bias)]);
            writer.Numbers("sums", [.. layer.Sums]);
            if (layer.Temperature != 1) writer.Number("temperature", layer.Temperature);
            writer.Numbers("outputs", [.. layer.Outputs]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter writer, StepTrace step, ExplainOptions options)
    {
        writer.WriteStartObject("step");
        writer.WriteString("loss", step.Loss.Name);
        writer.Number("rate", step.Rate);
        writer.Numbers("targets", [.. step.Targets]);
        writer.WriteBoolean("fused", step.IsFused);
        writer.Number("lossBefore", step.LossBefore);
        writer.Number("lossAfter", step.LossAfter);
        writer.Numbers("outputsAfter", [.. step.ForwardAfter.Outputs]);
        writer.WriteStartArray("layers");
        LayerStepTrace[] layers = [.. step.Layers.Where(l => l.Forward.Dense is not null)];
        for (int i = 0; i < layers.Length; i++) Write(writer, step, layers[i], i + 1);
        writer.WriteEndArray();
        writer.WriteStartArray("checks");
        for (int i = 0; i < layers.Length; i++)
            foreach (CheckedGradient check in ShownGradients.Of(step, layers[i].Index, options)) Write(writer, check, i + 1);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, StepTrace step, LayerStepTrace layer, int number)
    {
        int units = layer.Forward.Out, inputs = layer.Forward.In;
        writer.WriteStartObject();
        writer.WriteNumber("layer", number);
        if (layer.OutputSlopes.Count > 0) writer.Numbers("outputSlopes", [.. layer.OutputSlopes]);
        if (layer.ActivationSlopes.Count > 0) writer.Numbers("activationSlopes", [.. layer.ActivationSlopes]);
        writer.Numbers("deltas", [.. layer.Deltas]);
        if (layer.SentDown.Count > 0) writer.Numbers("sentDown", [.. layer.SentDown]);
        Matrix(writer, "weightGradients", units, inputs, layer.WeightGradient);
        Matrix(writer, "weightsAfter", units, inputs, (unit, input) => step.After.Weights(layer.Index)[unit, input]);
        if (layer.BiasGradients.Count > 0)
        {
            writer.Numbers("biasGradients", [.. layer.BiasGradients]);
            writer.Numbers("biasesAfter", step.After.Biases(layer.Index));
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, CheckedGradient check, int layer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("layer", layer);
        writer.WriteNumber("neuron", check.Unit + 1);
        if (check.Input < 0) writer.WriteString("of", "bias");
        else writer.WriteNumber("input", check.Input + 1);
        writer.Number("gradient", check.Backward);
        writer.Number("difference", check.Difference);
        writer.Number("relativeError", check.RelativeError);
        writer.WriteEndObject();
    }

    private static void Matrix(Utf8JsonWriter writer, string name, int rows, int columns, Func<int, int, float> at)
    {
        writer.WriteStartArray(name);
        for (int r = 0; r < rows; r++)
        {
            writer.WriteStartArray();
            for (int c = 0; c < columns; c++)
            {
                float value = at(r, c);
                if (float.IsFinite(value)) writer.WriteNumberValue(value);
                else writer.WriteNullValue();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
