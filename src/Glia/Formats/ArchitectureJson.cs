using Glia.Kernels;

namespace Glia.Formats;

/// <summary>The architecture of a network as it stands in a file: layers by name from a closed set, never types.</summary>
internal sealed record ArchitectureJson(int Inputs, FeatureShape Shape, ulong Seed, Layer[] Layers)
{
    /// <summary>The architecture of <paramref name="network"/> as JSON.</summary>
    public static string Write(Network network) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("inputs", network.Inputs);
        if (network.InputShape != default)
        {
            json.WriteNumber("height", network.InputShape.Height);
            json.WriteNumber("width", network.InputShape.Width);
        }

        json.WriteNumber("seed", network.Seed);
        json.WriteStartArray("layers");
        foreach (Layer layer in network.Layers)
        {
            json.WriteStartObject();
            json.WriteString("kind", layer is Dense ? "dense" : "dropout");
            if (layer is Dense dense)
            {
                json.WriteNumber("units", dense.Units);
                json.WriteString("activation", dense.Activation.Name);
                json.WriteBoolean("bias", dense.Bias);
                json.WriteString("weights", dense.Weights.Name);
                json.WriteString("biases", dense.Biases.Name);
            }
            else
            {
                json.WriteNumber("rate", ((Dropout)layer).Rate);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Reads it back. <paramref name="custom"/>: the activations that are not built in.</summary>
    public static ArchitectureJson Read(JsonFields fields, Activation[] custom)
    {
        fields.Only("inputs", "height", "width", "seed", "layers");
        int inputs = fields.Integer("inputs", 1);
        FeatureShape shape = default;
        if (fields.Has("height") || fields.Has("width"))
        {
            shape = new FeatureShape(fields.Integer("height", 1), fields.Integer("width", 1));
            if ((long)shape.Height * shape.Width != inputs) throw fields.Invalid($"a shape of {shape.Height} × {shape.Width} does not go with {inputs} inputs");
        }

        Layer[] layers = [.. fields.Objects("layers").Select(layer => ReadLayer(layer, custom))];
        if (layers.Length == 0 || layers[^1] is not Dense last) throw fields.Invalid("layers", "the last layer must be dense");
        if (last is { Units: 1 } && last.Activation == Activation.Softmax) throw fields.Invalid("layers", "the last layer has softmax over one output, which is always 1");
        CheckSize(fields, inputs, layers);
        return new ArchitectureJson(inputs, shape, fields.Unsigned("seed"), layers);
    }

    private static Layer ReadLayer(JsonFields fields, Activation[] custom)
    {
        string kind = fields.Text("kind");
        switch (kind)
        {
            case "dense":
                fields.Only("kind", "units", "activation", "bias", "weights", "biases");
                return new Dense(fields.Integer("units", 1), ReadActivation(fields, custom))
                {
                    Bias = fields.Flag("bias"),
                    Weights = ReadInitializer(fields, "weights"),
                    Biases = ReadInitializer(fields, "biases"),
                };
            case "dropout":
                fields.Only("kind", "rate");
                float rate = fields.Single("rate");
                return rate is >= 0 and < 1 ? new Dropout(rate) : throw fields.Invalid("rate must be at least 0 and less than 1");
            default:
                throw fields.Invalid("unknown-layer", $"the layer {SafeText.Quote(kind)} is unknown; this Glia knows dense and dropout");
        }
    }

    private static Activation ReadActivation(JsonFields fields, Activation[] custom)
    {
        string name = fields.Text("activation");
        return BuiltIn(name) ?? custom.FirstOrDefault(a => Matches(a, name))
            ?? throw fields.Invalid("unknown-activation", $"the activation {SafeText.Quote(name)} is unknown. If it is your own, pass it when loading: Network.Load(path, Activation.Of<…>())");
    }

    private static Initializer ReadInitializer(JsonFields fields, string field)
    {
        string name = fields.Text(field);
        return Initializer.All.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.Ordinal))
            ?? throw fields.Invalid("unknown-initializer", $"the initialiser {SafeText.Quote(name)} is unknown");
    }

    /// <summary>The built-in activation of exactly that name, or null.</summary>
    public static Activation? BuiltIn(string name) => Activation.All.FirstOrDefault(a => Matches(a, name));

    private static bool Matches(Activation activation, string name) => string.Equals(activation.Name, name, StringComparison.Ordinal);

    /// <summary>A network's numbers lie in one block, rows padded to whole cache lines; its length must stay countable.</summary>
    private static void CheckSize(JsonFields fields, int inputs, Layer[] layers)
    {
        long total = 0, width = inputs;
        foreach (Dense dense in layers.OfType<Dense>())
        {
            long stride = ((long)dense.Units + FloatBuffer.Line - 1) / FloatBuffer.Line * FloatBuffer.Line;
            total += (width + 1) * stride; // each below 2³¹ · 2³²: many layers cannot overflow before the check
            if (total > Array.MaxLength - FloatBuffer.Line) throw fields.Invalid("too-large", "the layers have more weights than fit into one network");
            width = dense.Units;
        }
    }
}
