using System.Runtime.InteropServices;

namespace Glia.Formats;

/// <summary>A setting of an ONNX node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Write">Writes its value and the kind of it, fields of onnx.proto3's AttributeProto.</param>
internal sealed record OnnxAttribute(string Name, Action<ProtobufWriter> Write)
{
    public static OnnxAttribute Of(string name, float value) => new(name, attribute => attribute.Single(2, value).Number(20, 1));

    public static OnnxAttribute Of(string name, int value) => new(name, attribute => attribute.Number(3, value).Number(20, 2));
}

/// <summary>A node of an ONNX graph: an operation of the standard set, the values that it takes, and the one that it makes.</summary>
internal sealed record OnnxNode(string Operation, string[] Inputs, string Output, OnnxAttribute[] Attributes)
{
    public void Write(ProtobufWriter node)
    {
        foreach (string input in Inputs) node.Text(1, input);
        node.Text(2, Output).Text(3, $"{Output}_node").Text(4, Operation);
        foreach (OnnxAttribute attribute in Attributes) node.Message(5, message => attribute.Write(message.Text(1, attribute.Name)));
    }
}

/// <summary>The nodes and the stored numbers of an ONNX graph, as one value becomes the next. Field numbers are those of onnx.proto3.</summary>
internal sealed class OnnxGraph
{
    private const int Float = 1; // TensorProto.DataType

    private readonly List<OnnxNode> _nodes = [];
    private readonly List<Action<ProtobufWriter>> _numbers = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly string _input;

    /// <summary>A graph that only has its input, which is the last value so far.</summary>
    public OnnxGraph(string input) => Value = _input = input;

    /// <summary>Name of the value that was made last.</summary>
    public string Value { get; private set; }

    /// <summary>Adds a node that takes the last value, and others, and makes the next.</summary>
    public string Then(string operation, string[] others, params OnnxAttribute[] attributes) => Add(operation, [Value, .. others], attributes);

    /// <summary>Adds a node that takes <paramref name="inputs"/> and makes the next value.</summary>
    public string Add(string operation, string[] inputs, params OnnxAttribute[] attributes)
    {
        _nodes.Add(new OnnxNode(operation, inputs, $"{operation.ToLowerInvariant()}_{_nodes.Count + 1}", attributes));
        return Value = _nodes[^1].Output;
    }

    /// <summary>Stores numbers under a name, once, and returns it; no dimensions for a single number.</summary>
    public string Store(string name, float[] values, params int[] shape)
    {
        if (!_names.Add(name)) return name;
        Numbers.ToLittleEndian(values);
        _numbers.Add(tensor =>
        {
            foreach (int dimension in shape) tensor.Number(1, dimension);
            tensor.Number(2, Float).Text(8, name).Data(9, MemoryMarshal.AsBytes<float>(values));
        });
        return name;
    }

    /// <summary>Writes the graph; the last value gets the name of the output.</summary>
    public void Write(ProtobufWriter graph, string name, int inputs, string output, int outputs)
    {
        _nodes[^1] = _nodes[^1] with { Output = output };
        foreach (OnnxNode node in _nodes) graph.Message(1, node.Write);
        graph.Text(2, name);
        foreach (Action<ProtobufWriter> numbers in _numbers) graph.Message(5, numbers);
        graph.Message(11, info => Describe(info, _input, inputs));
        graph.Message(12, info => Describe(info, output, outputs));
    }

    /// <summary>Floats of shape <c>(batch, width)</c>, the batch of any size.</summary>
    private static void Describe(ProtobufWriter info, string name, int width) => info.Text(1, name).Message(2, type => type.Message(1, tensor => tensor
        .Number(1, Float)
        .Message(2, shape => shape.Message(1, batch => batch.Text(2, "batch")).Message(1, dimension => dimension.Number(1, width)))));
}
