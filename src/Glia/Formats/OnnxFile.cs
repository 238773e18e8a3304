using System.Globalization;
using System.Text.Json;

namespace Glia.Formats;

/// <summary>
/// Writes a network as ONNX: raw inputs of shape <c>(batch, in)</c> through the scaler, each dense layer as a <c>Gemm</c> with weights of shape <c>(out, in)</c> and its activation as nodes of
/// their own, to outputs of shape <c>(batch, out)</c>. Dropout does nothing when predicting and is left out.
/// </summary>
internal static class OnnxFile
{
    // What onnx 1.12 and every newer reader takes, and old ones such as OpenCV 4.6 too.
    private const int IrVersion = 8, OperatorSet = 13;

    private const string Input = "inputs", Output = "outputs";

    // One protobuf message holds at most 2 GB.
    private const long MostBytes = 1_900_000_000;

    /// <summary>Looks a network over, and returns what writes it.</summary>
    /// <exception cref="InvalidOperationException">The network cannot be written as ONNX; the message says why.</exception>
    public static Action<Stream> Writer(Network network)
    {
        ModelCheck.Run(network);
        if (network.ParameterCount * (long)sizeof(float) > MostBytes) throw new InvalidOperationException("The network has more weights than the 2 GB that an ONNX file may hold.");
        foreach (Dense dense in network.Layers.OfType<Dense>()) Find(dense);
        return stream => stream.Write(Model(network).Bytes);
    }

    private static OnnxActivation Find(Dense dense) => OnnxActivation.All.FirstOrDefault(a => a.Activation == dense.Activation)
        ?? throw new InvalidOperationException($"The network uses an activation of your own, {dense.Activation.Name}, for which ONNX has no operator. Only networks of built-in activations can be written as ONNX.");

    private static ProtobufWriter Model(Network network)
    {
        var model = new ProtobufWriter().Number(1, IrVersion).Text(2, "Glia").Text(3, SelfCheckSample.Version);
        model.Message(7, graph => Graph(network).Write(graph, "glia", network.Inputs, Output, network.Outputs));
        model.Message(8, set => set.Number(2, OperatorSet));
        foreach ((string key, string value) in Metadata(network)) model.Message(14, entry => entry.Text(1, key).Text(2, value));
        return model;
    }

    private static OnnxGraph Graph(Network network)
    {
        var graph = new OnnxGraph(Input);
        if (network.Scaler is { } scaler)
        {
            int[] shape = scaler.IsUniform ? [] : [network.Inputs];
            graph.Then("Mul", [graph.Store("scale", scaler.Scale.ToArray(), shape)]);
            if (scaler.Shift.ContainsAnyExcept(0f)) graph.Then("Add", [graph.Store("shift", scaler.Shift.ToArray(), shape)]);
        }

        int number = 0;
        foreach (ParameterTensor tensor in ParameterTensor.Of(network.Inputs, network.Layers).Where(tensor => !tensor.IsBias))
            AddDense(graph, network, tensor, ++number);
        return graph;
    }

    private static void AddDense(OnnxGraph graph, Network network, ParameterTensor tensor, int number)
    {
        LayerLayout at = network.Layout[tensor.Layer];
        var dense = (Dense)network.Layers[tensor.Layer];
        string weights = graph.Store($"weights_{number}", tensor.Read(at, network.Parameters), tensor.Shape);
        string[] biases = dense.Bias ? [graph.Store($"biases_{number}", network.Biases(tensor.Layer).ToArray(), tensor.Out)] : [];
        graph.Then("Gemm", [weights, .. biases], OnnxAttribute.Of("transB", 1));
        if (dense == network.OutputLayer && at.Index == network.Layout[^1].Index && network.Temperature != 1) graph.Then("Mul", [graph.Store("one_by_temperature", [1 / network.Temperature])]);
        Find(dense).Add(graph);
    }

    private static IEnumerable<(string Key, string Value)> Metadata(Network network)
    {
        if (network.ClassNames.Count > 0) yield return ("glia.classes", ModelJson.Write(network.ClassNames));
        if (network.Encoding is { } encoding) yield return ("glia.encoding", ModelJson.Write(encoding));
        if (network.InputShape != default) yield return ("glia.input-shape", string.Create(CultureInfo.InvariantCulture, $"[{network.InputShape.Height},{network.InputShape.Width}]"));
        if (network.TrainingSummary.Count > 0) yield return ("glia.training", ModelJson.Write(network.TrainingSummary));
        yield return ("glia.self-check", WriteChecks(SelfCheckSample.Of(network)));
    }

    private static string WriteChecks(SelfCheckSample[] checks) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        WriteRows(json, Input, checks.Select(check => check.Inputs));
        WriteRows(json, Output, checks.Select(check => check.Outputs));
        json.WriteEndObject();
    });

    private static void WriteRows(Utf8JsonWriter json, string name, IEnumerable<float[]> rows)
    {
        json.WriteStartArray(name);
        foreach (float[] row in rows)
        {
            json.WriteStartArray();
            foreach (float value in row)
            {
                if (float.IsFinite(value)) json.WriteNumberValue(value);
                else json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
