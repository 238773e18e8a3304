#:property PublishAot=false
#:project ../../src/Glia/Glia.csproj

// Writes ONNX files, each with samples and outputs in its metadata, for check_onnx.py and onnx/check_onnx.mjs to check:
//     dotnet run tests/interop/WriteOnnx.cs -- FOLDER [MODEL.safetensors ...]
// One small model for each activation, one with everything that a file may hold, and each model that is named.
using Glia;

string folder = args[0];
Directory.CreateDirectory(folder);
foreach (Activation activation in Activation.All) Small(activation).ExportOnnx(Path.Combine(folder, $"each-{activation.Name}.onnx"));
Everything().ExportOnnx(Path.Combine(folder, "everything.onnx"));
foreach (string file in args[1..]) Network.Load(file).ExportOnnx(Path.Combine(folder, Path.GetFileNameWithoutExtension(file) + ".onnx"));
Console.WriteLine($"{Directory.GetFiles(folder, "*.onnx").Length} models in {folder}");

static Network Small(Activation activation) =>
    new(20, seed: 4, new Dense(50, activation) { Biases = Initializer.Normal }, new Dropout(0.3f), new Dense(33, activation) { Bias = false, Weights = Initializer.Normal }, new Dense(7, activation) { Biases = Initializer.Normal })
    {
        Scaler = Scaler.Range(0, 255, -1, 1),
    };

static Network Everything()
{
    float[] scale = [.. Enumerable.Range(1, 12).Select(i => 1f / i)], shift = [.. Enumerable.Range(1, 12).Select(i => i / 10f)];
    return new(12, seed: 4, new Dense(16, Activation.SiLU), new Dense(3, Activation.Softmax))
    {
        Scaler = Scaler.FromNumbers("each its own", scale, shift),
        ClassNames = ["cat", "dog", "mouse"],
        Encoding = new OneHot(),
        InputShape = new FeatureShape(3, 4),
        Temperature = 1.7f,
    };
}
