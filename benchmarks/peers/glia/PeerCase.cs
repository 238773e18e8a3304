using System.Text.Json;

namespace Glia.Peers;

/// <summary>One entry of <c>cases.json</c>: the work, the network, how it learns, and how the digits are scaled.</summary>
internal sealed class PeerCase(string text)
{
    private readonly JsonElement _json = JsonDocument.Parse(text).RootElement;

    public string Kind => Text("kind");

    public int Batch => Whole("batch");

    public int Samples => Whole("samples");

    public int Seeds => Whole("seeds");

    public int MostEpochs => Whole("most_epochs");

    public float LargestError => Number("largest_error");

    public int[] Sizes => [.. _json.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];

    public Loss Loss => Loss.Find(Text("loss")) ?? throw Unknown("loss");

    public Optimizer Optimizer => Text("optimizer") switch
    {
        "sgd" => new Sgd(Number("rate")),
        "momentum" => new Sgd(Number("rate"), Number("momentum")),
        "adam" => new Adam(Number("rate")),
        _ => throw Unknown("optimizer"),
    };

    public Network CreateNetwork(ulong seed)
    {
        int[] sizes = Sizes;
        Initializer weights = Initializer.Find(Text("weights")) ?? throw Unknown("weights");
        bool bias = _json.GetProperty("bias").GetBoolean();
        Layer[] layers = [.. sizes.Skip(1).Select((units, i) => new Dense(units, Activation(i == sizes.Length - 2 ? "output" : "hidden")) { Bias = bias, Weights = weights })];
        return new Network(sizes[0], seed, layers)
        {
            Scaler = Scaler.Range(0, 255, Number("low"), Number("high")),
            Encoding = new OneHot(Number("off"), Number("on")),
        };
    }

    private Activation Activation(string name) => Glia.Activation.Find(Text(name)) ?? throw Unknown(name);

    private string Text(string name) => _json.GetProperty(name).GetString()!;

    private int Whole(string name) => _json.GetProperty(name).GetInt32();

    private float Number(string name) => _json.GetProperty(name).GetSingle();

    private ArgumentException Unknown(string name) => new($"The case's \"{name}\" is \"{Text(name)}\", which Glia does not have.");
}
