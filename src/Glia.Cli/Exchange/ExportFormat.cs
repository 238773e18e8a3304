namespace Glia.Cli;

/// <summary>A format in which a network goes to other programs.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">Its name in a sentence.</param>
/// <param name="Endings">Endings of files that are meant for it.</param>
/// <param name="Write">Writes a network to a file.</param>
/// <param name="Use">How to use the file, in three lines.</param>
internal sealed record ExportFormat(
    string Name, string Title, string[] Endings, Action<Network, string, CSharpNames> Write, Func<Network, string, CSharpNames, string[]> Use)
{
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new("csharp", "C#", [".cs"], (network, path, names) => network.ExportCSharp(path, names), UseCSharp),
        new("onnx", "ONNX", [".onnx"], (network, path, _) => network.ExportOnnx(path), UseOnnx),
        new("weka", "Weka's text", [".txt", ".weka"], (network, path, _) => network.ExportWeka(path), UseWeka),
    ];

    /// <summary>The one of that name.</summary>
    public static ExportFormat? Find(string name) => All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The one that a file's ending means.</summary>
    /// <exception cref="ToolException">The ending means none; the message names <paramref name="option"/>.</exception>
    public static ExportFormat OfFile(string option, string path) =>
        All.FirstOrDefault(format => format.Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
        ?? throw ToolException.BadOption(option, $"the ending of '{path}' says no format. Take {string.Join(", ", All.SelectMany(format => format.Endings))}, or say it with --as {string.Join(" or --as ", All.Select(format => format.Name))}.");

    private static string Inputs(Network network) => $"{network.Inputs} {(HasScaler(network) ? "raw values: the scaler is inside" : "values")}";

    private static bool HasScaler(Network network) => network.Scaler is { } scaler && !scaler.Equals(Scaler.None);

    private static string[] UseCSharp(Network network, string path, CSharpNames names)
    {
        string type = names.Namespace is { } space ? $"{space}.{names.Class}" : names.Class;
        return
        [
            $"float[] outputs = {type}.Predict(inputs); // {Inputs(network)}",
            network.ClassNames.Count == network.Outputs && network.Outputs > 1
                ? $"string answer = {type}.Classes[Array.IndexOf(outputs, outputs.Max())];"
                : $"float first = outputs[0]; // {(network.Outputs == 1 ? "the only one" : $"of {network.Outputs}")}",
            $"bool isSame = {type}.SelfCheck(); // true where the outputs have Glia's bits",
        ];
    }

    private static string[] UseOnnx(Network network, string path, CSharpNames names) =>
    [
        $"session = onnxruntime.InferenceSession(\"{path}\")  # Python; other languages alike",
        "outputs = session.run(None, {\"inputs\": x})[0]  # float32, shape (n, " + $"{network.Inputs})",
        "session.get_modelmeta().custom_metadata_map  # class names, samples to check with",
    ];

    private static string[] UseWeka(Network network, string path, CSharpNames names) =>
    [
        "the network alone, as Weka and Wekinator print it, to read or to compare",
        HasScaler(network) ? $"its scaler ({network.Scaler!.Name}) is not in it: the inputs of this text are scaled already" : "inputs and outputs are those of the model",
        $"glia import {Shell.Quote(path)} --out again.safetensors  reads it back, to the bit",
    ];
}
