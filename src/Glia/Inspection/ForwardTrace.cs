using Glia.Kernels;

namespace Glia;

/// <summary>
/// Every number of one prediction: what goes into each layer, its sums and its outputs. The plain passes of the reference are what computes them, so they are
/// the bits that <see cref="Network.Predict(ReadOnlySpan{float})"/> gives. Immutable, and safe to read from any number of threads.
/// </summary>
/// <example><code>
/// ForwardTrace trace = ForwardTrace.Of(network, [0.9f, 0.1f, 0.8f]);
/// foreach (LayerTrace layer in trace.Layers) Console.WriteLine($"z = {string.Join(", ", layer.Sums)}; a = {string.Join(", ", layer.Outputs)}");
/// </code></example>
public sealed class ForwardTrace
{
    private ForwardTrace(Network network, float[] features, float[] inputs, ReferencePass<F32> pass)
    {
        (Network, Features, Inputs) = (network, features, inputs);
        var layers = new LayerTrace[network.Layers.Count];
        IReadOnlyList<float> x = inputs;
        for (int i = 0; i < layers.Length; i++)
        {
            float[] sums = network.Layers[i] is Dense ? Floats(pass.Z(i, 0)) : [];
            layers[i] = new LayerTrace { Network = network, Index = i, Inputs = x, Sums = sums, Outputs = Floats(pass.A(i, 0)), Temperature = i == layers.Length - 1 ? pass.Temperature : 1 };
            x = layers[i].Outputs;
        }

        Layers = layers;
    }

    /// <summary>A copy of the network as it was.</summary>
    public Network Network { get; }

    /// <summary>The raw sample, shape <c>(in)</c>.</summary>
    public IReadOnlyList<float> Features { get; }

    /// <summary>The sample as the first layer gets it, scaled by the network's <see cref="Network.Scaler"/>, shape <c>(in)</c>.</summary>
    public IReadOnlyList<float> Inputs { get; }

    /// <summary>The layers from first to last.</summary>
    public IReadOnlyList<LayerTrace> Layers { get; }

    /// <summary>The last layer's outputs, shape <c>(out)</c>.</summary>
    public IReadOnlyList<float> Outputs => Layers[^1].Outputs;

    /// <summary>Traces the prediction of one raw sample.</summary>
    /// <param name="network">The network; a copy of it is kept.</param>
    /// <param name="features">The sample, shape <c>(in)</c>.</param>
    /// <exception cref="ArgumentException">The number of features is not the network's.</exception>
    public static ForwardTrace Of(Network network, ReadOnlySpan<float> features)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Of(network.Clone(), features, network.Temperature, out _);
    }

    /// <summary>Traces a pass that the caller goes on with. The network is kept as it is given.</summary>
    internal static ForwardTrace Of(Network network, ReadOnlySpan<float> features, float temperature, out ReferencePass<F32> pass)
    {
        if (features.Length != network.Inputs) throw new ArgumentException($"The network takes {network.Inputs} inputs, but the sample has {features.Length}.", nameof(features));
        float[] raw = features.ToArray(), inputs = features.ToArray();
        network.Scaler?.Apply(raw, inputs);
        pass = new ReferencePass<F32>(network, [.. inputs.Select(x => new F32(x))], 1) { Temperature = temperature };
        pass.Forward();
        return new ForwardTrace(network, raw, inputs, pass);
    }

    internal static float[] Floats(ReadOnlySpan<F32> values)
    {
        var floats = new float[values.Length];
        for (int i = 0; i < floats.Length; i++) floats[i] = values[i].Value;
        return floats;
    }
}
