using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Glia.Tests.Formats;

/// <summary>A protobuf message taken apart: its fields by number, in order.</summary>
internal sealed class Message
{
    private readonly List<(int Field, object Value)> _fields = [];

    public Message(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            ulong tag = Varint(ref bytes);
            object value;
            switch (tag & 7)
            {
                case 0:
                    value = (long)Varint(ref bytes);
                    break;
                case 5:
                    value = BinaryPrimitives.ReadSingleLittleEndian(bytes);
                    bytes = bytes[4..];
                    break;
                case 2:
                    int length = (int)Varint(ref bytes);
                    value = bytes[..length].ToArray();
                    bytes = bytes[length..];
                    break;
                default:
                    throw new InvalidDataException($"wire type {tag & 7}");
            }

            _fields.Add(((int)(tag >> 3), value));
        }
    }

    public IEnumerable<Message> All(int field) => Values<byte[]>(field).Select(bytes => new Message(bytes));

    public IEnumerable<string> Texts(int field) => Values<byte[]>(field).Select(Encoding.UTF8.GetString);

    public IEnumerable<T> Values<T>(int field) => _fields.Where(f => f.Field == field).Select(f => (T)f.Value);

    public Message One(int field) => All(field).Single();

    public string Text(int field) => Texts(field).Single();

    public long Number(int field) => Values<long>(field).Single();

    public byte[] Data(int field) => Values<byte[]>(field).Single();

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}

/// <summary>An ONNX model read back, and run in double precision as the operators' documentation says.</summary>
internal sealed class OnnxReader
{
    private readonly Dictionary<string, (long[] Shape, float[] Values)> _stored = new(StringComparer.Ordinal);

    public OnnxReader(byte[] file)
    {
        Model = new Message(file);
        Graph = Model.One(7);
        foreach (Message tensor in Graph.All(5))
        {
            Assert.Equal(1, tensor.Number(2)); // FLOAT
            _stored.Add(tensor.Text(8), ([.. tensor.Values<long>(1)], MemoryMarshal.Cast<byte, float>(tensor.Data(9)).ToArray()));
        }

        Metadata = Model.All(14).ToDictionary(entry => entry.Text(1), entry => entry.Text(2), StringComparer.Ordinal);
    }

    public Message Model { get; }

    public Message Graph { get; }

    public Dictionary<string, string> Metadata { get; }

    public IEnumerable<Message> Nodes => Graph.All(1);

    public string[] Operations => [.. Nodes.Select(node => node.Text(4))];

    public long[] Shape(string stored) => _stored[stored].Shape;

    /// <summary>The outputs of one sample.</summary>
    public double[] Run(ReadOnlySpan<float> inputs)
    {
        var values = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["inputs"] = [.. inputs.ToArray().Select(x => (double)x)] };
        foreach (Message node in Nodes)
        {
            double[][] taken = [.. node.Texts(1).Select(name => values.TryGetValue(name, out double[]? value) ? value : [.. _stored[name].Values.Select(x => (double)x)])];
            values.Add(node.Text(2), Apply(node, taken)); // a value is made once
        }

        return values["outputs"];
    }

    private static double[] Apply(Message node, double[][] x) => node.Text(4) switch
    {
        "Gemm" => Gemm(node, x),
        "Mul" => Both(x, (a, b) => a * b),
        "Add" => Both(x, (a, b) => a + b),
        "GreaterOrEqual" => Both(x, (a, b) => a >= b ? 1 : 0),
        "Cast" => Each(x[0], Attribute(node, "to").Number(3) == 1 ? z => z : throw new InvalidDataException("a cast to something else than floats")),
        "Sign" => Each(x[0], z => Math.Sign(z)),
        "Sigmoid" => Each(x[0], z => 1 / (1 + Math.Exp(-z))),
        "Tanh" => Each(x[0], Math.Tanh),
        "Relu" => Each(x[0], z => Math.Max(0, z)),
        "LeakyRelu" => Each(x[0], z => z < 0 ? Attribute(node, "alpha").Values<float>(2).Single() * z : z),
        "Elu" => Each(x[0], z => z < 0 ? Attribute(node, "alpha").Values<float>(2).Single() * (Math.Exp(z) - 1) : z),
        "Softplus" => Each(x[0], z => Math.Log(Math.Exp(z) + 1)),
        "HardSigmoid" => Each(x[0], z => Math.Clamp((Attribute(node, "alpha").Values<float>(2).Single() * z) + Attribute(node, "beta").Values<float>(2).Single(), 0, 1)),
        "Erf" => Each(x[0], Erf),
        "Softmax" => Softmax(node, x[0]),
        string other => throw new InvalidDataException($"the operator {other}"),
    };

    private static double[] Gemm(Message node, double[][] x)
    {
        Assert.Equal(1, Attribute(node, "transB").Number(3));
        var z = new double[x[1].Length / x[0].Length];
        for (int o = 0; o < z.Length; o++)
        {
            z[o] = x.Length > 2 ? x[2][o] : 0;
            for (int i = 0; i < x[0].Length; i++) z[o] += x[0][i] * x[1][(o * x[0].Length) + i];
        }

        return z;
    }

    private static double[] Softmax(Message node, double[] z)
    {
        Assert.Equal(1, Attribute(node, "axis").Number(3));
        double[] e = Each(z, v => Math.Exp(v - z.Max()));
        return Each(e, v => v / e.Sum());
    }

    private static Message Attribute(Message node, string name)
    {
        Message attribute = node.All(5).Single(a => a.Text(1) == name);
        Assert.Equal(attribute.Values<float>(2).Any() ? 1 : 2, attribute.Number(20)); // FLOAT or INT
        return attribute;
    }

    private static double[] Both(double[][] x, Func<double, double, double> function) => [.. x[0].Select((a, i) => function(a, x[1].Length == 1 ? x[1][0] : x[1][i]))];

    private static double[] Each(double[] x, Func<double, double> function) => [.. x.Select(function)];

    /// <summary>2/√π Σ (−1)ⁿ x^(2n+1) / (n! (2n+1)), which converges for every x; beyond 5 it is 1 to the last place.</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 5) return Math.Sign(x);
        double term = x, sum = x;
        for (int n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
