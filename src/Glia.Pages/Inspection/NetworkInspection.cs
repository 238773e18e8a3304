namespace Glia.Pages;

/// <summary>All that is shown of a network's inside: what pages, sheets and terminals draw, each in its own way.</summary>
/// <param name="Network">The network.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Data">Samples to look at it with; null for none.</param>
/// <param name="DataName">What these are, in words; empty for none.</param>
/// <param name="Bounds">Range of each raw input.</param>
/// <param name="Layers">Its dense layers from first to last.</param>
/// <param name="Classes">Its classes, or outputs.</param>
public sealed record NetworkInspection(Network Network, string Name, Dataset? Data, string DataName, InputBounds Bounds, IReadOnlyList<LayerStatistics> Layers, IReadOnlyList<ClassView> Classes)
{
    /// <summary>Samples that are kept for each neuron.</summary>
    public const int Top = 8;

    /// <summary>Looks at a network.</summary>
    /// <exception cref="ArgumentException">The data do not fit the network, or are empty.</exception>
    public static NetworkInspection Of(Network network, string name, Dataset? data = null, string dataName = "", ulong seed = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        InputBounds bounds = data is null ? InputBounds.For(network) : InputBounds.Of(data);
        return new(network, name, data, dataName, bounds, LayerStatistics.Of(network, data, Top, cancellation), ClassView.All(network, bounds, seed));
    }

    /// <summary>The saturated neurons of a layer; none of the last, for the outputs of a classifier that is sure are flat, and rightly.</summary>
    public IReadOnlyList<NeuronStatistics> Saturated(int layer) => layer == Layers.Count - 1 ? [] : [.. Layers[layer].Neurons.Where(n => n.IsSaturated)];

    /// <summary>How many neurons of a layer are saturated, for a table.</summary>
    public Cell SaturatedCell(int layer) => layer == Layers.Count - 1 ? new("–", Tone.Faint) : new($"{Saturated(layer).Count}", Saturated(layer).Count > 0 ? Tone.Bad : Tone.Plain);

    /// <summary>How one sample is arranged.</summary>
    public FeatureShape Shape => Network.InputShape.Length == Network.Inputs ? Network.InputShape : FeatureShape.Row(Network.Inputs);

    /// <summary>Whether inputs are looked at as pictures.</summary>
    public bool IsPicture => Shape.IsImage;

    /// <summary>"784-100-10".</summary>
    public string Widths => string.Join('-', Layers.Select(l => Network.Weights(l.Index).Out).Prepend(Network.Inputs));

    /// <summary>What a dense layer is called: <paramref name="index"/> counts dense layers from 0.</summary>
    public string LayerName(int index) => index == Layers.Count - 1 ? $"{index + 1}, outputs" : $"{index + 1}, hidden";

    /// <summary>A neuron as it is called on the command line: the layer's and the neuron's number, both from 1.</summary>
    public static string NeuronName(int layer, int unit) => $"{layer + 1}.{unit + 1}";

    /// <summary>The smallest change of <paramref name="inputs"/>, raw, shape <c>(in)</c>, that makes the network answer <paramref name="label"/>; whole numbers stay whole where the data are bytes.</summary>
    public CounterfactualResult Change(float[] inputs, int label, float leastProbability = 0.5f)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        bool isBytes = IsPicture && inputs.All(x => x is >= 0 and <= 255 && x == MathF.Floor(x)) && Bounds.High[0] == 255;
        return new Counterfactual { MinimumProbability = leastProbability, WholeNumbers = isBytes }.Find(Network, inputs, label, Bounds);
    }

    /// <summary>The class that the network would next think of: the largest output but for the answer's.</summary>
    public int RunnerUp(float[] inputs)
    {
        float[] outputs = Network.Predict(inputs), beliefs = new float[Network.ClassNames.Count];
        TargetEncoding encoding = Network.Encoding ?? TargetEncoding.For(beliefs.Length, outputs.Length);
        encoding.Probabilities(outputs, beliefs);
        int answer = encoding.Decode(outputs);
        return Enumerable.Range(0, beliefs.Length).Where(c => c != answer).MaxBy(c => beliefs[c]);
    }
}
