using System.Globalization;
using Glia.Workbench;

namespace Glia.Studio.Maps;

/// <summary>What a network of two inputs answers all over the square, and what each of its neurons gives there: the decision boundary, and what it is made of (after TensorFlow Playground, Smilkov et al. 2017).</summary>
internal static class PointMap
{
    private const int AnswerSide = 64, NeuronSide = 24, MostNeurons = 256, MostWeights = 2_000;
    private const float Margin = 0.15f; // of the points' range, on each side

    /// <summary>Draws the maps of a network over the range of its data.</summary>
    public static MapView Of(Network network, TrainData data, long version)
    {
        (float[] low, float[] high) = Bounds(data.Train.Data);
        (byte[] answer, float least, float most) = Answer(network, low, high);
        int shown = 0;
        var layers = new List<string[]>();
        for (int i = 0; i < network.Layers.Count; i++)
        {
            if (network.Layers[i] is not Dense dense || (shown += dense.Units) > MostNeurons) continue;
            layers.Add(Neurons(network.FirstLayers(i + 1), low, high));
        }

        return new MapView(AnswerSide, NeuronSide, low, high, [.. layers], Convert.ToBase64String(answer), [least, most], Weights(network), version);
    }

    // For the lines between neurons, and for setting them by hand: as many digits as are shown.
    private static MapWeights[] Weights(Network network)
    {
        if (network.ParameterCount > MostWeights) return [];
        return [.. Enumerable.Range(0, network.Layers.Count).Where(i => network.Layers[i] is Dense).Select(i => new MapWeights(i, [.. Rows(network.Weights(i))], [.. network.Biases(i).ToArray().Select(Short)]))];
    }

    private static IEnumerable<float[]> Rows(WeightMatrix weights)
    {
        for (int unit = 0; unit < weights.Out; unit++)
        {
            var row = new float[weights.In];
            for (int i = 0; i < row.Length; i++) row[i] = Short(weights[unit, i]);
            yield return row;
        }
    }

    private static float Short(float value) => float.IsFinite(value) ? float.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : 0;

    /// <summary>The square that holds all points, with some room around them.</summary>
    public static (float[] Low, float[] High) Bounds(Dataset data)
    {
        float[] low = [float.MaxValue, float.MaxValue], high = [float.MinValue, float.MinValue], point = new float[2];
        for (int s = 0; s < data.Count; s++)
        {
            data.CopyFeatures(s, point);
            for (int i = 0; i < 2; i++) (low[i], high[i]) = (Math.Min(low[i], point[i]), Math.Max(high[i], point[i]));
        }

        for (int i = 0; i < 2; i++)
        {
            float room = Math.Max(high[i] - low[i], 1e-3f) * Margin;
            (low[i], high[i]) = (low[i] - room, high[i] + room);
        }

        return (low, high);
    }

    // Of one output its value, of several the class and how sure: class · 256 / classes, brighter within it the surer.
    private static (byte[] Bytes, float Low, float High) Answer(Network network, float[] low, float[] high)
    {
        var outputs = new float[AnswerSide * AnswerSide * network.Outputs];
        Sweep(network, low, high, AnswerSide, outputs);
        if (network.Outputs > 1) return (Classes(network, outputs), 0, network.Outputs);
        bool isClass = network.ClassNames.Count > 0;
        float least = isClass ? 0 : outputs.Min(), most = isClass ? 1 : outputs.Max();
        return (Grey(outputs, 0, 1, least, most), least, most);
    }

    private static byte[] Classes(Network network, float[] outputs)
    {
        int classes = network.Outputs;
        var bytes = new byte[outputs.Length / classes];
        TargetEncoding encoding = network.Encoding ?? new OneHot();
        int answers = network.ClassNames.Count > 0 ? network.ClassNames.Count : classes;
        var beliefs = new float[answers];
        for (int p = 0; p < bytes.Length; p++)
        {
            ReadOnlySpan<float> row = outputs.AsSpan(p * classes, classes);
            encoding.Probabilities(row, beliefs);
            int best = Math.Clamp(encoding.Decode(row), 0, answers - 1);
            int levels = 256 / answers;
            bytes[p] = (byte)((best * levels) + Math.Clamp((int)(beliefs[best] * (levels - 1)), 0, levels - 1));
        }

        return bytes;
    }

    private static string[] Neurons(Network head, float[] low, float[] high)
    {
        var outputs = new float[NeuronSide * NeuronSide * head.Outputs];
        Sweep(head, low, high, NeuronSide, outputs);
        var maps = new string[head.Outputs];
        for (int unit = 0; unit < maps.Length; unit++)
        {
            float size = 1e-6f;
            for (int p = unit; p < outputs.Length; p += head.Outputs) size = Math.Max(size, Math.Abs(outputs[p]));
            maps[unit] = Convert.ToBase64String(Grey(outputs, unit, head.Outputs, -size, size)); // 128 is zero: what is below and what is above it have colours of their own
        }

        return maps;
    }

    private static byte[] Grey(float[] values, int first, int step, float low, float high)
    {
        var bytes = new byte[values.Length / step];
        float scale = 255 / Math.Max(high - low, 1e-12f);
        for (int p = 0; p < bytes.Length; p++) bytes[p] = (byte)Math.Clamp((int)MathF.Round((values[first + (p * step)] - low) * scale), 0, 255);
        return bytes;
    }

    private static void Sweep(Network network, float[] low, float[] high, int side, float[] outputs)
    {
        Span<float> point = stackalloc float[2];
        for (int row = 0; row < side; row++)
        {
            point[1] = high[1] - ((row + 0.5f) / side * (high[1] - low[1]));
            for (int column = 0; column < side; column++)
            {
                point[0] = low[0] + ((column + 0.5f) / side * (high[0] - low[0]));
                network.Predict(point, outputs.AsSpan(((row * side) + column) * network.Outputs, network.Outputs));
            }
        }
    }
}
