using System.Globalization;
using System.Text;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// A feed-forward network: layers one after another (the architecture, which never changes) and their weights and biases in one flat block (the numbers, which
/// training changes). Predicting is safe from any number of threads at once. Training writes the numbers; setting properties, <see cref="Weights"/>, <see cref="Biases"/> and
/// <see cref="Initialize"/> write too: nothing else may use the network meanwhile.
/// </summary>
/// <example><code>
/// var net = new Network(784, seed: 42, new Dense(128, ReLU), new Dense(10, Softmax));
/// net.Fit(train, new Adam(0.001f), new CrossEntropy(), epochs: 3, batchSize: 64, onEpoch: Console.WriteLine);
/// </code></example>
public sealed partial class Network
{
    private readonly Layer[] _layers;
    private readonly Workspace?[] _idle = new Workspace?[16];

    /// <summary>A network with fresh weights, drawn as each layer says.</summary>
    /// <param name="inputs">Number of inputs, at least 1.</param>
    /// <param name="seed">Seed of the starting weights: the same seed gives the same bits on every machine.</param>
    /// <param name="layers">The layers from first to last; the last is dense.</param>
    /// <exception cref="ArgumentException">There are no layers, the last is not dense, or they have more weights than fit into one network.</exception>
    public Network(int inputs, ulong seed, params Layer[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        if (layers.Length == 0 || layers[^1] is not Dense)
            throw new ArgumentException("A network needs at least one layer, and its last layer must be Dense: its units are the outputs.", nameof(layers));
        CheckSoftmax(layers);

        Inputs = inputs;
        _layers = [.. layers];
        Layers = Array.AsReadOnly(_layers);
        Layout = LayOut(inputs, layers, out int length);
        Outputs = Layout[^1].Out;
        Parameters = new FloatBuffer(length);
        Initialize(seed);
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Number of outputs: the units of the last layer.</summary>
    public int Outputs { get; }

    /// <summary>The layers from first to last.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Seed of the starting weights: that of the constructor, or of the last <see cref="Initialize"/>.</summary>
    public ulong Seed { get; private set; }

    /// <summary>What is done to raw inputs first. Null until given or taken from the data of the first training; then it belongs to the model.</summary>
    /// <exception cref="ArgumentException">The scaler has a factor for each feature, but for another number of them than the network has inputs.</exception>
    public Scaler? Scaler
    {
        get;
        set
        {
            if (value is { IsUniform: false } && value.Scale.Length != Inputs) throw new ArgumentException($"This scaler is for {value.Scale.Length} features, but the network has {Inputs} inputs.", nameof(value));
            field = value;
        }
    }

    /// <summary>How classes are written as targets. Null until given or chosen at the first training.</summary>
    public TargetEncoding? Encoding { get; set; }

    /// <summary>Names of the classes; empty for regression or before the first training. What is set is copied.</summary>
    /// <exception cref="ArgumentNullException">The value is null; use an empty list for no names.</exception>
    public IReadOnlyList<string> ClassNames
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = Array.AsReadOnly([.. value]);
        }
    } = [];

    /// <summary>How one sample's inputs are arranged, so that a picture can be shown as one; <c>default</c> where that is not known.</summary>
    /// <exception cref="ArgumentException">So arranged, a sample has another number of features than the network has inputs.</exception>
    public FeatureShape InputShape
    {
        get;
        set
        {
            if (value != default && (long)value.Height * value.Width != Inputs)
                throw new ArgumentException($"A shape of {value.Height} × {value.Width} features does not go with the network's {Inputs} inputs.", nameof(value));
            field = value;
        }
    }

    /// <summary>What is known of the training, by name: epochs, accuracy, data. Saved with the model.</summary>
    /// <exception cref="ArgumentNullException">The value is null; use an empty dictionary for nothing.</exception>
    public IReadOnlyDictionary<string, string> TrainingSummary
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Number of weights, biases not counted.</summary>
    public int WeightCount => Layout.Sum(at => _layers[at.Index].WeightCount(at.In));

    /// <summary>Number of biases.</summary>
    public int BiasCount => _layers.Sum(layer => layer.BiasCount);

    /// <summary>Number of weights and biases.</summary>
    public int ParameterCount => WeightCount + BiasCount;

    internal LayerLayout[] Layout { get; }

    /// <summary>All weights and biases, each layer's weights before its biases, rows padded with zeros to whole cache lines.</summary>
    internal FloatBuffer Parameters { get; }

    internal Dense OutputLayer => (Dense)_layers[^1];

    /// <summary>Draws all weights and biases anew, and notes the seed as <see cref="Seed"/>. A calibration is forgotten.</summary>
    /// <param name="seed">Seed of the starting weights: the same seed gives the same bits on every machine.</param>
    public void Initialize(ulong seed)
    {
        Seed = seed;
        ForgetCalibration();
        Parameters.Span.Clear();
        foreach (LayerLayout at in Layout)
        {
            if (_layers[at.Index] is not Dense dense) continue;
            var random = new Xoshiro256(seed, (ulong)at.Index);
            for (int o = 0; o < at.Out; o++)
                for (int i = 0; i < at.In; i++) Parameters[at.WeightAt + (i * at.Stride) + o] = dense.Weights.Draw(ref random, at.In, at.Out);
            if (!dense.Bias) continue;
            for (int o = 0; o < at.Out; o++) Parameters[at.BiasAt + o] = dense.Biases.Draw(ref random, at.In, at.Out);
        }
    }

    /// <summary>The weights of a layer as a matrix of shape <c>(out, in)</c>; changes go to the network.</summary>
    /// <exception cref="ArgumentException">The layer has no weights.</exception>
    public WeightMatrix Weights(int layer) => new(Parameters, Checked(layer));

    /// <summary>The biases of a layer, shape <c>(out)</c>; empty where it has none. Changes go to the network: nothing else may use it meanwhile.</summary>
    public Span<float> Biases(int layer) => _layers[Checked(layer).Index].BiasCount == 0 ? [] : Parameters.Slice(Layout[layer].BiasAt, Layout[layer].Out);

    /// <summary>A network of the same architecture with a copy of the numbers and of what travels with them.</summary>
    public Network Clone()
    {
        Network copy = CopyOf(_layers.Length);
        copy.Encoding = Encoding;
        copy.ClassNames = ClassNames;
        copy.TrainingSummary = TrainingSummary;
        copy.Temperature = Temperature;
        copy.RejectOption = RejectOption;
        return copy;
    }

    /// <summary>The first <paramref name="count"/> layers as a network of its own, with a copy of their numbers: its outputs are what goes into the layer after them.</summary>
    /// <param name="count">1 … the number of layers; the last of them is dense.</param>
    /// <exception cref="ArgumentException">There are not that many layers, or the last of them is not dense.</exception>
    public Network FirstLayers(int count)
    {
        if (count < 1 || count > _layers.Length || _layers[count - 1] is not Dense) throw new ArgumentException($"The network has {_layers.Length} layers; the first {count} are no network that ends in a dense layer.", nameof(count));
        return CopyOf(count);
    }

    // Layers lie one after another, so that the first of them are the beginning of the block.
    private Network CopyOf(int layers)
    {
        var copy = new Network(Inputs, Seed, _layers[..layers], isEmpty: true) { Scaler = Scaler, InputShape = InputShape };
        Parameters.Span[..copy.Parameters.Length].CopyTo(copy.Parameters.Span);
        return copy;
    }

    /// <summary>A table: layer, shape, weights, biases.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"layer",-10}{"shape",-16}{"activation",-14}{"weights",12}{"biases",10}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"input",-10}{Inputs,-16}{"",-14}{"",12}{"",10}");
        foreach (LayerLayout at in Layout)
        {
            Layer layer = _layers[at.Index];
            string shape = layer is Dense ? $"{at.In} → {at.Out}" : $"{at.Out}";
            string function = layer is Dense dense ? dense.Activation.Name : layer is Dropout dropout ? string.Create(CultureInfo.InvariantCulture, $"p = {dropout.Rate}") : "";
            text.AppendLine(CultureInfo.InvariantCulture, $"{layer.Kind,-10}{shape,-16}{function,-14}{layer.WeightCount(at.In),12:N0}{layer.BiasCount,10:N0}");
        }

        text.Append(CultureInfo.InvariantCulture, $"{"total",-10}{"",-16}{"",-14}{WeightCount,12:N0}{BiasCount,10:N0}");
        return text.ToString();
    }

    private LayerLayout Checked(int layer)
    {
        if ((uint)layer >= (uint)_layers.Length)
            throw new ArgumentOutOfRangeException(nameof(layer), layer, $"The network has layers 0 … {_layers.Length - 1}.");
        if (_layers[layer] is not Dense) throw new ArgumentException($"Layer {layer} is {_layers[layer]}, which has no weights.", nameof(layer));
        return Layout[layer];
    }

    private static LayerLayout[] LayOut(int inputs, Layer[] layers, out int length)
    {
        var layout = new LayerLayout[layers.Length];
        int at = 0, width = inputs;
        try
        {
            checked
            {
                for (int i = 0; i < layers.Length; i++)
                {
                    Layer layer = layers[i] ?? throw new ArgumentException($"Layer {i} is null.", nameof(layers));
                    int outputs = layer.Outputs(width), stride = FloatBuffer.Stride(outputs);
                    int weights = layer.WeightCount(width) > 0 ? width * stride : 0, biases = layer.BiasCount > 0 ? stride : 0;
                    layout[i] = new LayerLayout(i, width, outputs, FloatBuffer.Stride(width), stride, at, weights, at + weights, biases);
                    at += weights + biases;
                    width = outputs;
                }
            }
        }
        catch (OverflowException cause)
        {
            throw new ArgumentException("The layers have more weights than fit into one network. Use fewer units.", nameof(layers), cause);
        }

        length = at;
        return layout;
    }

    private static void CheckSoftmax(Layer[] layers)
    {
        if (layers[^1] is Dense { Units: 1 } dense && dense.Activation == Activation.Softmax)
            throw new ArgumentException("Softmax over one output is always 1. Use sigmoid, or one output per class.", nameof(layers));
    }
}
