#:property PublishAot=false
#:project ../../src/Glia/Glia.csproj

// Imports the networks that save_in_pytorch.py saved, and compares what they predict with what PyTorch computed:
//     dotnet run tests/interop/ImportRows.cs -- FOLDER
using System.Text.Json;
using Glia;

const float Tolerance = 1e-5f;
bool isGood = true;
foreach (string file in Directory.GetFiles(args[0], "*.safetensors").Order(StringComparer.Ordinal))
{
    JsonElement json = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(file, ".json"))).RootElement;
    Network network = Network.ImportPyTorch(file, new PyTorchLayers(Activation.Find(json.GetProperty("activation").GetString()!)!, Activation.Find(json.GetProperty("output").GetString()!)!));
    float largest = json.GetProperty("inputs").EnumerateArray().Zip(json.GetProperty("outputs").EnumerateArray())
        .Max(pair => network.Predict(Row(pair.First)).Zip(Row(pair.Second)).Max(values => Math.Abs(values.First - values.Second)));
    isGood &= largest <= Tolerance;
    Console.WriteLine($"{Path.GetFileName(file),-24} largest difference {largest:E1}{(largest <= Tolerance ? "" : "  TOO LARGE")}");
}

return isGood ? 0 : 1;

static float[] Row(JsonElement row) => [.. row.EnumerateArray().Select(value => value.GetSingle())];
