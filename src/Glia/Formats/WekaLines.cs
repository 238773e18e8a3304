using System.Globalization;

namespace Glia.Formats;

/// <summary>A number as it was printed: as the nearest float, and with the digits that a float does not hold.</summary>
internal readonly record struct WekaNumber(float Single, double Double);

/// <summary>One line of a node's inputs: the weight from another node, or from an attribute, which is what Weka calls an input.</summary>
internal readonly record struct WekaLink(string? Attribute, int From, WekaNumber Weight, int Line);

/// <summary>One neuron of a printed network.</summary>
internal sealed record WekaNeuron(int Id, bool IsSigmoid, int Line)
{
    public WekaNumber? Threshold { get; set; }

    public List<WekaLink> Links { get; } = [];
}

/// <summary>One output of a printed network: the name of its class, if it has one, and the neuron that gives it.</summary>
internal readonly record struct WekaOutput(string Name, int From, int Line);

/// <summary>
/// Reads the lines that Weka's MultilayerPerceptron prints. Blank lines, blanks, tabs and every kind of line end are tolerated, and so is other text before the first node and after the last
/// class; between them every line must be understood, since what is passed over there might be a weight.
/// </summary>
internal sealed class WekaLines
{
    private const int LongestName = 256;

    private readonly string _file;
    private readonly List<(string[] Words, int Number)> _lines = [];
    private int _at;

    private WekaLines(string file, string text)
    {
        _file = file;
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            string[] words = line.Trim('\uFEFF').ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0) _lines.Add((words, number));
        }
    }

    public Dictionary<int, WekaNeuron> Neurons { get; } = [];

    public List<WekaOutput> Outputs { get; } = [];

    private string[] Words => _lines[_at].Words;

    private int Number => _lines[_at].Number;

    private bool IsEnd => _at == _lines.Count;

    /// <summary>Takes the text apart.</summary>
    /// <exception cref="InvalidFileException">A line cannot be what it should be; the message gives its number.</exception>
    public static WekaLines Parse(string file, string text)
    {
        var lines = new WekaLines(file, text);
        lines.Parse();
        return lines;
    }

    public InvalidFileException Invalid(string rule, string message) => new(_file, rule, message);

    private void Parse()
    {
        while (!IsEnd && !IsNode()) _at++;
        if (IsEnd) throw Invalid("no-nodes", "There is no line \"Linear Node 0\" or \"Sigmoid Node 0\", with which a network that Weka or Wekinator prints begins.");
        while (!IsEnd)
        {
            if (IsNode()) Node();
            else if (IsClass()) Class();
            else if (Outputs.Count == 0) throw Unexpected("a node or a class");
            else _at++;
        }

        if (Outputs.Count == 0) throw Invalid("no-outputs", "The text ends before \"Class\", \"Input\" and \"Node …\", which say what the output is. Copy all of it.");
    }

    private bool IsNode() => Words.Length == 3 && Words[0] is "Linear" or "Sigmoid" && Words[1] == "Node";

    // A sentence after the network may begin with the word: what makes it a class is the line that follows.
    private bool IsClass() => Words[0] == "Class" && (Outputs.Count == 0 || (_at + 1 < _lines.Count && _lines[_at + 1].Words is ["Input"]));

    private void Node()
    {
        var neuron = new WekaNeuron(Id(Words[2]), Words[0] == "Sigmoid", Number);
        if (Outputs.Count > 0) throw Invalid("second-network", $"Line {Number}: another network begins after the end of the first. Keep one of them; each output of Wekinator is a network of its own.");
        if (!Neurons.TryAdd(neuron.Id, neuron))
            throw Invalid("duplicate-node", $"Line {Number}: node {neuron.Id} was described before, in line {Neurons[neuron.Id].Line}. If the text holds several networks, keep one of them.");
        _at++;
        if (!IsEnd && Words is ["Inputs", "Weights"]) _at++;
        for (; !IsEnd && !IsNode() && !IsClass(); _at++) Link(neuron);
        if (neuron.Threshold is null) throw Invalid("missing-threshold", $"Node {neuron.Id}, line {neuron.Line}, has no line \"Threshold\", its bias. Is the text cut off?");
        if (neuron.Links.Count == 0) throw Invalid("missing-input", $"Node {neuron.Id}, line {neuron.Line}, has no inputs. Is the text cut off?");
    }

    private void Link(WekaNeuron neuron)
    {
        switch (Words)
        {
            case ["Threshold", _]:
                if (neuron.Threshold is not null) throw Invalid("duplicate-threshold", $"Line {Number}: node {neuron.Id} has a second threshold.");
                neuron.Threshold = Value(Words[1]);
                break;
            case ["Node", _, _]:
                neuron.Links.Add(new WekaLink(null, Id(Words[1]), Value(Words[2]), Number));
                break;
            case ["Attrib", _, .., _]:
                neuron.Links.Add(new WekaLink(Name(Words[1..^1]), -1, Value(Words[^1]), Number));
                break;
            default:
                throw Unexpected($"a threshold or a weight of node {neuron.Id}");
        }
    }

    private void Class()
    {
        string name = Words.Length == 1 ? "" : Name(Words[1..]);
        int line = Number;
        _at++;
        if (IsEnd || Words is not ["Input"]) throw Invalid("class", $"Line {line}: after \"Class\" a line \"Input\" must follow. Is the text cut off?");
        _at++;
        if (IsEnd || Words is not ["Node", _]) throw Invalid("class", $"Line {line}: after \"Class\" and \"Input\" a line \"Node …\" must follow. Is the text cut off?");
        Outputs.Add(new WekaOutput(name, Id(Words[1]), line));
        _at++;
    }

    private int Id(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
        ? id : throw Invalid("number", $"Line {Number}: {SafeText.Quote(word)} is not the number of a node.");

    private WekaNumber Value(string word)
    {
        // Each is read from the digits: by way of the double, a float that lies between two would be rounded twice.
        if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out float single))
            throw Invalid("number", $"Line {Number}: {SafeText.Quote(word)} is not a number.");
        return float.IsFinite(single) ? new WekaNumber(single, value) : throw Invalid("not-finite", $"Line {Number}: {SafeText.Quote(word)} is infinite, NaN or too large for a 32-bit float.");
    }

    private string Name(string[] words)
    {
        string name = string.Join(' ', words);
        return name.Length <= LongestName && SafeText.IsPlain(name) ? name : throw Invalid("name", $"Line {Number}: the name {SafeText.Quote(name)} is too long or holds control characters.");
    }

    private InvalidFileException Unexpected(string expected) =>
        Invalid("unexpected-line", $"Line {Number}: {SafeText.Quote(string.Join(' ', Words))} stands where {expected} should.");
}
