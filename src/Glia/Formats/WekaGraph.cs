namespace Glia.Formats;

/// <summary>Makes layers of the neurons of a printed network, which may stand in any order: each layer's neurons take all of the layer before, and nothing else.</summary>
internal sealed class WekaGraph
{
    private readonly WekaLines _lines;
    private readonly Dictionary<int, int> _level = [];
    private readonly List<List<WekaNeuron>> _layers = [];

    private WekaGraph(WekaLines lines) => _lines = lines;

    /// <summary>The layers from the first to the outputs; neurons in the order of their numbers, outputs in the order of their classes.</summary>
    public IReadOnlyList<IReadOnlyList<WekaNeuron>> Layers => _layers;

    /// <summary>Names of the inputs, in the order in which the first neuron of the first layer takes them.</summary>
    public string[] Inputs { get; private set; } = [];

    /// <exception cref="InvalidFileException">The neurons form no layers; the message says which one is in the way.</exception>
    public static WekaGraph Of(WekaLines lines)
    {
        var graph = new WekaGraph(lines);
        graph.CheckLinks();
        graph.FindLevels();
        graph.OrderOutputs();
        foreach (List<WekaNeuron> layer in graph._layers) graph.CheckLayer(layer);
        return graph;
    }

    /// <summary>The place of a link's source among the inputs of its layer.</summary>
    public static Dictionary<WekaLink, int> Places(IEnumerable<WekaLink> links) => links.Select((link, i) => (Key(link), i)).ToDictionary(pair => pair.Item1, pair => pair.i);

    /// <summary>A link without its weight: where it comes from.</summary>
    public static WekaLink Key(WekaLink link) => new(link.Attribute, link.From, default, 0);

    private void CheckLinks()
    {
        foreach (WekaNeuron neuron in _lines.Neurons.Values)
        {
            var seen = new HashSet<WekaLink>();
            bool isFirst = neuron.Links[0].Attribute is not null;
            foreach (WekaLink link in neuron.Links)
            {
                string from = Source(link);
                if (!seen.Add(Key(link))) throw _lines.Invalid("duplicate-input", $"Line {link.Line}: node {neuron.Id} has two weights from {from}.");
                if (link.Attribute is not null != isFirst) throw _lines.Invalid("not-layered", $"Line {link.Line}: node {neuron.Id} takes attributes and nodes at once, so the nodes form no layers.");
                if (!isFirst && !_lines.Neurons.ContainsKey(link.From)) throw _lines.Invalid("missing-node", $"Line {link.Line}: node {neuron.Id} takes {from}, which is described nowhere. Copy the whole text.");
            }
        }
    }

    /// <summary>A neuron's level is one above that of its inputs, which must all have the same. What never gets one goes round in a circle.</summary>
    private void FindLevels()
    {
        var takers = new Dictionary<int, List<WekaNeuron>>();
        var waiting = new Dictionary<int, int>();
        var ready = new Queue<WekaNeuron>();
        foreach (WekaNeuron neuron in _lines.Neurons.Values.OrderBy(neuron => neuron.Id))
        {
            if (neuron.Links[0].Attribute is not null) ready.Enqueue(neuron);
            else waiting.Add(neuron.Id, neuron.Links.Count);
            foreach (WekaLink link in neuron.Links.Where(link => link.Attribute is null))
            {
                if (!takers.TryGetValue(link.From, out List<WekaNeuron>? list)) takers.Add(link.From, list = []);
                list.Add(neuron);
            }
        }

        while (ready.TryDequeue(out WekaNeuron? neuron))
        {
            Enter(neuron);
            foreach (WekaNeuron taker in takers.GetValueOrDefault(neuron.Id, []))
                if (--waiting[taker.Id] == 0) ready.Enqueue(taker);
        }

        foreach (WekaNeuron neuron in _lines.Neurons.Values.OrderBy(neuron => neuron.Id))
            if (!_level.ContainsKey(neuron.Id)) throw _lines.Invalid("cycle", $"Node {neuron.Id}, line {neuron.Line}, takes itself, by way of other nodes or at once.");
        foreach (List<WekaNeuron> layer in _layers) layer.Sort((a, b) => a.Id.CompareTo(b.Id));
    }

    private void Enter(WekaNeuron neuron)
    {
        int level = 0;
        if (neuron.Links[0].Attribute is null)
        {
            int below = _level[neuron.Links[0].From];
            foreach (WekaLink link in neuron.Links)
                if (_level[link.From] != below)
                    throw _lines.Invalid("not-layered", $"Line {link.Line}: node {neuron.Id} takes node {neuron.Links[0].From} and node {link.From}, which lie in different layers.");
            level = below + 1;
        }

        _level.Add(neuron.Id, level);
        if (level == _layers.Count) _layers.Add([]);
        _layers[level].Add(neuron);
    }

    private void OrderOutputs()
    {
        var order = new List<WekaNeuron>();
        int last = _layers.Count - 1;
        HashSet<int> taken = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (WekaOutput output in _lines.Outputs)
        {
            if (!_lines.Neurons.TryGetValue(output.From, out WekaNeuron? neuron)) throw _lines.Invalid("missing-node", $"Line {output.Line}: the class takes node {output.From}, which is described nowhere. Copy the whole text.");
            if (_level[neuron.Id] != last) throw _lines.Invalid("not-layered", $"Line {output.Line}: the class takes node {neuron.Id}, which is not in the last layer.");
            if (!taken.Add(neuron.Id)) throw _lines.Invalid("duplicate-class", $"Line {output.Line}: node {neuron.Id} is the output of two classes.");
            if (output.Name.Length > 0 && !names.Add(output.Name)) throw _lines.Invalid("duplicate-class", $"Line {output.Line}: there are two classes {SafeText.Quote(output.Name)}.");
            order.Add(neuron);
        }

        if (_layers[last].Find(neuron => !taken.Contains(neuron.Id)) is { } unused) throw _lines.Invalid("unused-node", $"Node {unused.Id}, line {unused.Line}, leads to no output: no other node and no class takes it.");
        _layers[last] = order;
    }

    private void CheckLayer(List<WekaNeuron> layer)
    {
        WekaNeuron model = layer[0];
        int level = _level[model.Id];
        Dictionary<WekaLink, int> places = Places(model.Links);
        if (level == 0) Inputs = [.. model.Links.Select(link => link.Attribute!)];
        else if (_layers[level - 1].Find(neuron => !places.ContainsKey(new WekaLink(null, neuron.Id, default, 0))) is { } missing) throw Missing(model, $"node {missing.Id}", "is in the layer below it");
        foreach (WekaNeuron neuron in layer)
        {
            if (neuron.IsSigmoid != model.IsSigmoid) throw _lines.Invalid("mixed-layer", $"Nodes {model.Id} and {neuron.Id} lie in one layer, but one is linear and one is sigmoid.");
            foreach (WekaLink link in neuron.Links)
                if (!places.ContainsKey(Key(link))) throw Missing(model, Source(link), $"node {neuron.Id} takes");
            if (neuron.Links.Count < model.Links.Count) throw Missing(neuron, Source(Lacking(neuron, model)), $"node {model.Id} takes");
        }
    }

    private static WekaLink Lacking(WekaNeuron neuron, WekaNeuron model)
    {
        HashSet<WekaLink> has = [.. neuron.Links.Select(Key)];
        return model.Links.First(link => !has.Contains(Key(link)));
    }

    private InvalidFileException Missing(WekaNeuron neuron, string source, string why) =>
        _lines.Invalid("missing-input", $"Node {neuron.Id}, line {neuron.Line}, has no weight from {source}, which {why}. A line is missing.");

    private static string Source(WekaLink link) => link.Attribute is { } name ? $"the attribute {SafeText.Quote(name)}" : $"node {link.From}";
}
