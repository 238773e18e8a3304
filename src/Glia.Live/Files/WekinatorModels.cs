using System.Globalization;
using System.Text;
using System.Text.Json;
using Glia.Formats;

namespace Glia.Live;

/// <summary>
/// The trained networks in <c>current/modelSetDescription.json</c>: sigmoid hidden nodes, one linear output, <c>x′ = (x − inBase) / inRange</c> and <c>y = f(x′) · outRange + outBase</c>. Wekinator
/// appends when it saves again; the last document counts.
/// </summary>
internal static class WekinatorModels
{
    /// <summary>Most bytes of a file.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private const int Deepest = 16, MostNodes = 1000;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = Deepest, AllowMultipleValues = true };

    /// <summary>Reads the networks, in the order of their outputs. Models of other kinds are passed over, and so are those that Wekinator writes wrongly, with a warning.</summary>
    /// <param name="path">The file.</param>
    /// <param name="warnings">Takes what had to be left out.</param>
    /// <returns>The names of each network's inputs, and the network; null for one that was left out.</returns>
    /// <exception cref="InvalidFileException">It is no such file.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static IReadOnlyList<(IReadOnlyList<string> Inputs, Network? Network)> Read(string path, ICollection<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(warnings);
        return Read(path, FileLines.ReadBytes(path, MostBytes), warnings);
    }

    internal static List<(IReadOnlyList<string> Inputs, Network? Network)> Read(string file, byte[] content, ICollection<string> warnings)
    {
        List<(IReadOnlyList<string>, Network?)> networks = [];
        using JsonDocument document = LastDocument(file, content);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("modelSet", out JsonElement set) || set.ValueKind != JsonValueKind.Array) throw Invalid(file, "the list modelSet is missing");
        if (set.GetArrayLength() > LiveProjectRules.MostChannels) throw Invalid(file, $"there are more than {LiveProjectRules.MostChannels:N0} models");
        foreach (JsonElement model in set.EnumerateArray())
        {
            if (model.ValueKind != JsonValueKind.Object) throw Invalid(file, "a model is no object");
            if (Text(file, model, "modelType") == "Neural Network") networks.Add(Model(file, model, networks.Count, warnings));
        }

        return networks;
    }

    private static JsonDocument LastDocument(string file, byte[] content)
    {
        try
        {
            var reader = new Utf8JsonReader(content, Options);
            long start = -1;
            while (reader.Read())
            {
                start = reader.TokenStartIndex;
                reader.Skip();
            }

            if (start < 0) throw new InvalidFileException(file, "empty", "It is empty.");
            return JsonDocument.Parse(content.AsMemory((int)start), new JsonDocumentOptions { MaxDepth = Deepest });
        }
        catch (JsonException cause)
        {
            throw new InvalidFileException(file, "json", $"It is no JSON: {cause.Message}", cause);
        }
    }

    private static (IReadOnlyList<string> Inputs, Network? Network) Model(string file, JsonElement model, int index, ICollection<string> warnings)
    {
        JsonElement nodes = List(file, model, "nodes");
        (double[] bases, double[] ranges) = (Numbers(file, model, "inBases"), Numbers(file, model, "inRanges"));
        string[] inputs = InputNames(file, model, nodes);
        if (bases.Length != inputs.Length || ranges.Length != inputs.Length) throw Invalid(file, $"network {index + 1} has {inputs.Length} inputs, {bases.Length} inBases and {ranges.Length} inRanges");
        int layers = Whole(file, model, "numHiddenLayers");
        if (layers != 1)
        {
            warnings.Add($"{file}: network {index + 1} has {layers} hidden layers, which Wekinator writes wrongly; it is learnt anew.");
            return (inputs, null);
        }

        if (Number(file, model, "outRange") is not > 0)
        {
            warnings.Add($"{file}: network {index + 1} was taught one value alone; it is learnt anew.");
            return (inputs, null);
        }

        // What an input that never changed was divided by: Weka leaves it at 1.
        ValueRange[] scales = [.. bases.Zip(ranges, (middle, half) => Range(middle, half > 0 ? half : 1))];
        try
        {
            return (inputs, Network.FromWekaText(Printed(file, nodes), new WekaRanges(scales, [Range(Number(file, model, "outBase"), Number(file, model, "outRange"))])));
        }
        catch (Exception cause) when (cause is ArgumentException or InvalidFileException { File: "the text" })
        {
            throw new InvalidFileException(file, "network", $"Network {index + 1} is no network that can be read: {cause.Message}", cause);
        }
    }

    private static ValueRange Range(double middle, double half) => new((float)(middle - half), (float)(middle + half));

    /// <summary>The network as Weka prints it, of which the nodes here are the pieces.</summary>
    private static string Printed(string file, JsonElement nodes)
    {
        var text = new StringBuilder();
        foreach (JsonElement node in nodes.EnumerateArray())
        {
            if (node.ValueKind != JsonValueKind.Object) throw Invalid(file, "a node is no object");
            text.Append(Plain(file, Text(file, node, "name"))).Append("\n    Inputs    Weights\n");
            foreach (JsonProperty link in node.EnumerateObject())
                if (link.Name != "name") text.Append("    ").Append(Plain(file, link.Name)).Append("    ").Append(Value(file, link.Name, link.Value).ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }

        return text.Append("Class \n    Input\n    Node 0\n").ToString();
    }

    private static string[] InputNames(string file, JsonElement model, JsonElement nodes)
    {
        const string Prefix = "Attrib ";
        if (nodes.GetArrayLength() is < 1 or > MostNodes + 1) throw Invalid(file, $"a network has {nodes.GetArrayLength()} nodes, and there may be 1 … {MostNodes + 1:N0}");
        JsonElement last = nodes[nodes.GetArrayLength() - 1];
        if (last.ValueKind != JsonValueKind.Object) throw Invalid(file, "a node is no object");
        string[] names = [.. nodes.EnumerateArray().Where(node => node.ValueKind == JsonValueKind.Object).Select(Attributes).FirstOrDefault(names => names.Length > 0, [])];
        int count = Whole(file, model, "numInputs");
        return names.Length == count ? names : throw Invalid(file, $"numInputs is {count}, but a node has weights from {names.Length} inputs");

        string[] Attributes(JsonElement node) => [.. node.EnumerateObject().Select(link => link.Name).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..])];
    }

    private static string Plain(string file, string word) => SafeText.IsPlain(word) ? word : throw Invalid(file, $"{SafeText.Quote(word)} holds control characters");

    private static string Text(string file, JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Invalid(file, $"the text {name} is missing");

    private static JsonElement List(string file, JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? value : throw Invalid(file, $"the list {name} is missing");

    private static int Whole(string file, JsonElement element, string name) =>
        Number(file, element, name) is var number && number >= 0 && number <= MostNodes && number == Math.Floor(number) ? (int)number : throw Invalid(file, $"{name} is no whole number 0 … {MostNodes:N0}");

    private static double Number(string file, JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? Value(file, name, value) : throw Invalid(file, $"{name} is missing");

    private static double[] Numbers(string file, JsonElement element, string name) => [.. List(file, element, name).EnumerateArray().Select(value => Value(file, name, value))];

    /// <summary>Wekinator writes weights as texts and the rest as numbers.</summary>
    private static double Value(string file, string name, JsonElement value)
    {
        double number = double.NaN;
        bool isNumber = value.ValueKind == JsonValueKind.Number ? value.TryGetDouble(out number) : value.ValueKind == JsonValueKind.String && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        return isNumber && double.IsFinite(number) ? number : throw Invalid(file, $"{SafeText.Quote(name)} is no finite number");
    }

    private static InvalidFileException Invalid(string file, string what) => new(file, "model", $"It is no description of models by Wekinator: {what}.");
}
