using System.Text.Json;

namespace Glia.Peers;

/// <summary>One entry of <c>cases.json</c>: the network, how it learns, and how the digits are scaled.</summary>
internal sealed class PeerCase(JsonElement json)
{
    public int Batch => json.GetProperty("batch").GetInt32();

    public int Samples => json.GetProperty("samples").GetInt32();

    public Loss Loss => Loss.Find(Text("loss")) ?? throw Unknown("loss");

    public Scaler Scaler => Scaler.Range(0, 255, Number("low"), Number("high"));

    public TargetEncoding Encoding => new OneHot(Number("off"), Number("on"));

    public Optimizer Optimizer => Text("optimizer") switch
    {
        "sgd" => new Sgd(Number("rate")),
        "momentum" => new Sgd(Number("rate"), Number("momentum")),
        "adam" => new Adam(Number("rate")),
        _ => throw Unknown("optimizer"),
    };

    public Network CreateNetwork(ulong seed)
    {
        int[] sizes = [.. json.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];
        Initializer weights = Initializer.Find(Text("weights")) ?? throw Unknown("weights");
        bool bias = json.GetProperty("bias").GetBoolean();
        Layer[] layers = [.. sizes.Skip(1).Select((units, i) => new Dense(units, Activation(i == sizes.Length - 2 ? "output" : "hidden")) { Bias = bias, Weights = weights })];
        return new Network(sizes[0], seed, layers) { Scaler = Scaler, Encoding = Encoding };
    }

    private Activation Activation(string name) => Glia.Activation.Find(Text(name)) ?? throw Unknown(name);

    private string Text(string name) => json.GetProperty(name).GetString()!;

    private float Number(string name) => json.GetProperty(name).GetSingle();

    private ArgumentException Unknown(string name) => new($"The case's \"{name}\" is \"{Text(name)}\", which Glia does not have.");
}
