namespace Glia.Formats;

/// <summary>
/// Reads what PyTorch saves of a plain network as safetensors: <c>0.weight</c>, <c>0.bias</c>, <c>2.weight</c> of an <c>nn.Sequential</c>, or <c>fc1.weight</c> and so on of a module, weights of
/// shape <c>(out, in)</c>. Numbers of 64 bits are rounded to the nearest of 32; those of 16 bits stay what they are.
/// </summary>
internal static class PyTorchModel
{
    private const string Weight = "weight", Bias = "bias";

    private static readonly TensorRules Rules = new([NumberType.F32, NumberType.F64, NumberType.F16, NumberType.BF16], Refuses);

    /// <summary>One linear layer: the name before <c>.weight</c>, and the shapes of its tensors.</summary>
    private sealed record Linear(string Name, TensorInfo WeightInfo, TensorInfo? BiasInfo)
    {
        public int In => WeightInfo.Shape[1];

        public int Out => WeightInfo.Shape[0];
    }

    /// <summary>Reads a network.</summary>
    /// <exception cref="InvalidFileException">The file holds no plain network; the message names the tensor that does not fit.</exception>
    /// <exception cref="ArgumentException">The scaler does not go with the network's inputs.</exception>
    public static Network Read(Stream stream, string file, PyTorchLayers layers)
    {
        SafeTensorsHeader header = SafeTensorsReader.ReadHeader(stream, file, Rules);
        if (header.Metadata.ContainsKey(ModelFile.Key.Format)) throw header.Invalid("is-glia", "This is a model of Glia's own, which knows its activations and its scaler: load it as it is.");
        List<Linear> linear = Chain(header, layers.Order);
        Layer[] dense = [.. linear.Select((layer, i) => new Dense(layer.Out, i == linear.Count - 1 ? layers.Output : layers.Hidden) { Bias = layer.BiasInfo is not null })];
        if (linear[^1].Out == 1 && layers.Output == Activation.Softmax)
            throw header.Invalid("softmax", $"The last layer, {SafeText.Quote(linear[^1].Name)}, has one output, over which softmax is always 1. Its activation must be another: sigmoid or identity.");
        layers.Scaler?.CheckLength(linear[0].In);
        Dictionary<string, float[]> values = SafeTensorsReader.ReadData(stream, header, _ => true);
        if (header.Tensors.FirstOrDefault(tensor => !Numbers.AreFinite(values[tensor.Name])) is { } spoilt)
            throw header.Invalid("not-finite", $"Tensor {SafeText.Quote(spoilt.Name)} holds values that are NaN, infinite or too large for 32-bit floats.");
        Network network = Create(header, linear[0].In, dense);
        network.Scaler = layers.Scaler;
        for (int i = 0; i < linear.Count; i++)
        {
            Fill(network, i, linear[i].WeightInfo, isBias: false, values);
            if (linear[i].BiasInfo is { } bias) Fill(network, i, bias, isBias: true, values);
        }

        return network;
    }

    private static void Fill(Network network, int layer, TensorInfo tensor, bool isBias, Dictionary<string, float[]> values)
    {
        LayerLayout at = network.Layout[layer];
        new ParameterTensor(tensor.Name, layer, isBias, at.In, at.Out).Write(values[tensor.Name], at, network.Parameters);
    }

    private static Network Create(SafeTensorsHeader header, int inputs, Layer[] layers)
    {
        try
        {
            return new Network(inputs, seed: 0, layers, isEmpty: true);
        }
        catch (ArgumentException cause)
        {
            throw header.Invalid("too-large", "The tensors have more weights than fit into one network.", cause);
        }
    }

    /// <summary>The linear layers from first to last; each takes what the one before it gives.</summary>
    private static List<Linear> Chain(SafeTensorsHeader header, IReadOnlyList<string> order)
    {
        List<Linear> layers = Pair(header);
        if (order.Count > 0) layers = InOrder(header, layers, order);
        else layers.Sort((a, b) => CompareNaturally(a.Name, b.Name));
        for (int i = 1; i < layers.Count; i++)
            if (layers[i].In != layers[i - 1].Out)
                throw header.Invalid("chain", $"Tensor {SafeText.Quote(layers[i].WeightInfo.Name)} of shape {layers[i].WeightInfo.ShapeText} takes {layers[i].In} inputs, but the layer before it, {SafeText.Quote(layers[i - 1].WeightInfo.Name)} of shape {layers[i - 1].WeightInfo.ShapeText}, gives {layers[i - 1].Out}. "
                    + (order.Count > 0 ? "Give the layers in another order." : "If their names do not sort in the order of the layers, give that order."));
        return layers;
    }

    /// <summary>Every weight with its bias.</summary>
    private static List<Linear> Pair(SafeTensorsHeader header)
    {
        if (header.Tensors.Count == 0) throw header.Invalid("missing-tensor", "The file holds no tensors.");
        var found = header.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        var layers = new List<Linear>();
        foreach (TensorInfo weight in header.Tensors.Where(tensor => EndsIn(tensor.Name, Weight)))
        {
            if (weight.Shape.Length != 2) throw header.Invalid("extra-tensor", $"Tensor {SafeText.Quote(weight.Name)} has the shape {weight.ShapeText}, but the weights of a linear layer have two dimensions: {Guess(weight.Shape.Length)}.");
            found.Remove(weight.Name[..^Weight.Length] + Bias, out TensorInfo? bias);
            if (bias is not null && (bias.Shape.Length != 1 || bias.Shape[0] != weight.Shape[0]))
                throw header.Invalid("chain", $"Tensor {SafeText.Quote(bias.Name)} has the shape {bias.ShapeText}, but {SafeText.Quote(weight.Name)} of shape {weight.ShapeText} has {weight.Shape[0]} outputs and needs as many biases.");
            layers.Add(new Linear(weight.Name.Length == Weight.Length ? "" : weight.Name[..^(Weight.Length + 1)], weight, bias));
        }

        if (found.Values.FirstOrDefault(tensor => EndsIn(tensor.Name, Bias)) is { } alone) throw header.Invalid("missing-tensor", $"There are biases {SafeText.Quote(alone.Name)} without weights beside them.");
        return layers;
    }

    private static List<Linear> InOrder(SafeTensorsHeader header, List<Linear> layers, IReadOnlyList<string> order)
    {
        string names = string.Join(", ", layers.Select(layer => layer.Name).Order(Comparer<string>.Create(CompareNaturally)).Take(20).Select(SafeText.Quote));
        foreach (string name in order)
            if (!layers.Exists(layer => layer.Name == name)) throw header.Invalid("order", $"The order of the layers names {SafeText.Quote(name)}, but the file has {names}.");
        if (order.Count != layers.Count || order.Distinct(StringComparer.Ordinal).Count() != order.Count)
            throw header.Invalid("order", $"The order of the layers must name each once; the file has {names}.");
        return [.. order.Select(name => layers.First(layer => layer.Name == name))];
    }

    /// <summary>Why a tensor of that name is none of a plain network's; null where it may be.</summary>
    private static string? Refuses(string name)
    {
        if (EndsIn(name, "running_mean") || EndsIn(name, "running_var") || EndsIn(name, "num_batches_tracked"))
            return "belongs to a batch norm, which Glia does not have. Fold it into the linear layer before it, and save again.";
        return EndsIn(name, Weight) || EndsIn(name, Bias) ? null : "is neither the weight nor the bias of a linear layer: only plain networks of linear layers can be imported.";
    }

    private static string Guess(int dimensions) => dimensions switch
    {
        1 => "it may belong to a batch norm or a layer norm, which Glia does not have",
        3 or 4 or 5 => "it may belong to a convolution, which Glia does not have",
        _ => "it is something else",
    };

    private static bool EndsIn(string name, string last) => name == last || name.EndsWith("." + last, StringComparison.Ordinal);

    /// <summary>As people sort: runs of digits count as numbers, so that 2 comes before 10.</summary>
    internal static int CompareNaturally(string a, string b)
    {
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            ReadOnlySpan<char> x = Run(a, i), y = Run(b, j);
            int difference = char.IsAsciiDigit(x[0]) && char.IsAsciiDigit(y[0]) ? CompareNumbers(x.TrimStart('0'), y.TrimStart('0')) : x.SequenceCompareTo(y);
            if (difference != 0) return difference;
            (i, j) = (i + x.Length, j + y.Length);
        }

        return i < a.Length || j < b.Length ? (a.Length - i).CompareTo(b.Length - j) : string.CompareOrdinal(a, b);
    }

    private static int CompareNumbers(ReadOnlySpan<char> x, ReadOnlySpan<char> y) => x.Length != y.Length ? x.Length.CompareTo(y.Length) : x.SequenceCompareTo(y);

    /// <summary>The digits from a place on, or what stands up to the next digit.</summary>
    private static ReadOnlySpan<char> Run(string text, int from)
    {
        int end = from + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]) == char.IsAsciiDigit(text[from])) end++;
        return text.AsSpan(from, end - from);
    }
}
