using System.Text.Json;
using Glia.Pages;

namespace Glia.Cli;

/// <summary>A network's inside as JSON: layers and neurons are counted from 1, as on the command line; samples from 0.</summary>
internal static class InspectionJson
{
    public static void Write(ToolConsole console, string model, NetworkInspection inspection, (int Layer, int Unit)? neuron, InspectedSample? sample, CounterfactualResult? change, string? report, string? sheets) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("model", model);
        writer.WriteString("data", inspection.Data is null ? null : inspection.DataName);
        writer.WriteStartArray("layers");
        for (int i = 0; i < inspection.Layers.Count; i++) WriteLayer(writer, inspection, i);
        writer.WriteEndArray();
        WriteClasses(writer, inspection);
        if (neuron is { } one)
        {
            writer.WritePropertyName("neuron");
            if (inspection.Layers[one.Layer].Neurons.Count > 0) WriteNeuron(writer, inspection, one.Layer, inspection.Layers[one.Layer].Neurons[one.Unit]);
            else writer.WriteStringValue(NetworkInspection.NeuronName(one.Layer, one.Unit));
            writer.Numbers("weights", inspection.Network.Weights(inspection.Layers[one.Layer].Index).Row(one.Unit));
            writer.Numbers("excitedBy", new ActivationMaximization().OfUnit(inspection.Network, inspection.Layers[one.Layer].Index, one.Unit, inspection.Bounds));
        }

        if (sample is not null) WriteSample(writer, inspection, sample);
        if (change is not null) WriteChange(writer, inspection, change);
        if (report is not null) writer.WriteString("report", report);
        if (sheets is not null) WriteStrings(writer, "sheets", InspectionSheets.Files(sheets));
    });

    private static void WriteLayer(Utf8JsonWriter writer, NetworkInspection inspection, int index)
    {
        LayerStatistics layer = inspection.Layers[index];
        writer.WriteStartObject();
        writer.WriteNumber("layer", index + 1);
        writer.WriteNumber("inputs", inspection.Network.Weights(layer.Index).In);
        writer.WriteNumber("neurons", inspection.Network.Weights(layer.Index).Out);
        writer.WriteString("activation", layer.Activation.Name);
        WriteSpread(writer, "weights", layer.Weights);
        if (layer.Biases is { } biases) WriteSpread(writer, "biases", biases);
        if (layer.Outputs is { } outputs)
        {
            WriteSpread(writer, "outputs", outputs);
            writer.Number("exactlyZero", layer.ZeroPart);
            writer.WriteNumber("dead", layer.DeadCount);
            writer.WriteNumber("saturated", layer.SaturatedCount);
            writer.WriteStartArray("eachNeuron");
            foreach (NeuronStatistics neuron in layer.Neurons) WriteNeuron(writer, inspection, index, neuron);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteSpread(Utf8JsonWriter writer, string name, ValueSpread spread)
    {
        writer.WriteStartObject(name);
        writer.Number("mean", spread.Mean);
        writer.Number("deviation", spread.Deviation);
        writer.Number("min", spread.Min);
        writer.Number("max", spread.Max);
        writer.WriteStartArray("histogram"); // from min to max, in ranges of equal width
        foreach (long count in spread.Histogram.Counts) writer.WriteNumberValue(count);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteNeuron(Utf8JsonWriter writer, NetworkInspection inspection, int index, NeuronStatistics neuron)
    {
        writer.WriteStartObject();
        writer.WriteString("neuron", NetworkInspection.NeuronName(index, neuron.Unit));
        writer.Number("mean", neuron.Mean);
        writer.Number("min", neuron.Min);
        writer.Number("max", neuron.Max);
        writer.Number("active", neuron.ActivePart);
        writer.Number("saturatedPart", neuron.SaturatedPart);
        writer.WriteBoolean("dead", neuron.IsDead);
        writer.WriteBoolean("saturated", neuron.IsSaturated);
        WriteStrings(writer, "tunedTo", neuron.TunedTo.Take(3).Select(c => inspection.Data!.ClassNames[c]));
        writer.WriteStartArray("top");
        foreach (TopActivation one in neuron.Top) writer.WriteNumberValue(one.Index);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteClasses(Utf8JsonWriter writer, NetworkInspection inspection)
    {
        writer.WriteString("whyNotBackwards", Backquery.WhyNot(inspection.Network));
        writer.WriteStartArray("classes");
        foreach (ClassView view in inspection.Classes)
        {
            writer.WriteStartObject();
            writer.WriteString("class", view.Name);
            WriteAsked(writer, "excitedBy", view.Excited);
            if (view.Backwards is { } backwards) WriteAsked(writer, "backwards", backwards);
            if (view.Ink is { } ink) WriteAsked(writer, "backwardsInk", ink);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteAsked(Utf8JsonWriter writer, string name, AskedInputs asked)
    {
        writer.WriteStartObject(name);
        WriteAnswer(writer, asked.Answer);
        writer.Numbers("inputs", asked.Inputs);
        writer.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter writer, NetworkAnswer answer)
    {
        writer.WriteString("answer", answer.Name);
        if (!float.IsNaN(answer.Belief)) writer.Number("sure", answer.Belief);
    }

    private static void WriteSample(Utf8JsonWriter writer, NetworkInspection inspection, InspectedSample sample)
    {
        writer.WriteStartObject("sample");
        writer.WriteNumber("index", sample.Index);
        if (sample.Truth >= 0) writer.WriteString("is", inspection.Data!.ClassNames[sample.Truth]);
        WriteAnswer(writer, sample.Answer);
        writer.Numbers("slope", sample.Slope);
        if (sample.Occlusion is { } occlusion) writer.Numbers("occlusion", occlusion);
        writer.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter writer, NetworkInspection inspection, CounterfactualResult change)
    {
        writer.WriteStartObject("counterfactual");
        writer.WriteString("class", inspection.Network.ClassNames[change.Label]);
        writer.WriteBoolean("found", change.IsFound);
        writer.WriteString("answer", change.Answer < 0 ? null : inspection.Network.ClassNames[change.Answer]);
        writer.Number("sure", change.Probability);
        writer.Number("added", change.Added);
        writer.Number("removed", change.Removed);
        writer.Number("l2", change.L2);
        writer.WriteNumber("changed", change.ChangedCount);
        writer.Numbers("inputs", change.Inputs.ToArray());
        writer.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
