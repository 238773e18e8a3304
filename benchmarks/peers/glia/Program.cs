using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Glia;
using Glia.Peers;

// Glia's side of the comparison, through the public API alone. Takes what the other peers take, and prints one line of JSON as they do.
var arguments = new Arguments(args);
if (arguments.Find("--write-digits") is { } folder)
{
    DigitFiles.Write(folder);
    return;
}

var task = new PeerCase(arguments.Text("--case"));
if (arguments.Find("--write-weights") is { } file)
{
    WeightFile.Write(file, task, arguments.Text("--data"));
    return;
}

object measured = task.Kind switch
{
    "train" => Training.Measure(task, arguments),
    "predict-one" => Prediction.MeasureOne(task, arguments),
    "predict-batch" => Prediction.MeasureBatch(task, arguments),
    "xor" => Xor.Measure(task, arguments),
    _ => throw new ArgumentException($"The case's kind is \"{task.Kind}\", which Glia's peer program does not have."),
};

JsonObject line = JsonSerializer.SerializeToNode(measured, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower })!.AsObject();
line["versions"] = new JsonObject
{
    ["glia"] = typeof(Network).Assembly.GetName().Version!.ToString(3),
    ["dotnet"] = RuntimeInformation.FrameworkDescription,
};
Console.WriteLine(line.ToJsonString());
