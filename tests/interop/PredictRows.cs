#:property PublishAot=false
#:project ../../src/Glia/Glia.csproj

// Writes models and what Glia predicts with them, for load_in_pytorch.py to compare:
//     dotnet run tests/interop/PredictRows.cs -- FOLDER [MODEL.safetensors ...]
// One small model for each activation, and a copy of each model that is named.
using System.Text.Json;
using Glia;

const int Samples = 200;
string folder = args[0];
Directory.CreateDirectory(folder);
foreach (Activation activation in Activation.All) Write($"each-{activation.Name}", Small(activation));
foreach (string file in args[1..]) Write(Path.GetFileNameWithoutExtension(file), Network.Load(file));

static Network Small(Activation activation)
{
    // Two outputs and more, since softmax over one is refused; without biases once, since PyTorch then has no such tensor.
    Layer[] layers = [new Dense(50, activation), new Dropout(0.3f), new Dense(33, activation) { Bias = false, Weights = Initializer.Normal }, new Dense(7, Activation.Tanh)];
    var network = new Network(20, seed: 4, layers) { Scaler = Scaler.Range(0, 255, -1, 1) };
    var random = new Xoshiro256(9);
    foreach (int layer in new[] { 0, 3 })
        for (int unit = 0; unit < network.Biases(layer).Length; unit++) network.Biases(layer)[unit] = (float)random.NextNormal();
    return network;
}

void Write(string name, Network network)
{
    network.Save(Path.Combine(folder, name + ".safetensors"));
    var random = new Xoshiro256(1);
    var inputs = new float[Samples][];
    for (int i = 0; i < Samples; i++)
    {
        inputs[i] = new float[network.Inputs];
        for (int f = 0; f < network.Inputs; f++) inputs[i][f] = random.NextInt32(256);
    }

    using FileStream file = File.Create(Path.Combine(folder, name + ".json"));
    using var json = new Utf8JsonWriter(file);
    json.WriteStartObject();
    WriteRows(json, "inputs", inputs);
    WriteRows(json, "outputs", inputs.Select(row => network.Predict(row)));
    json.WriteEndObject();
}

static void WriteRows(Utf8JsonWriter json, string name, IEnumerable<float[]> rows)
{
    json.WriteStartArray(name);
    foreach (float[] row in rows)
    {
        json.WriteStartArray();
        foreach (float value in row) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    json.WriteEndArray();
}
