using Glia.Kernels;

namespace Glia;

/// <summary>
/// Every number of one training step, for one sample and plain gradient descent (no momentum, no penalty, no dropout): forward, loss, back, and the network after the step,
/// <c>W ← W − α ∂L/∂W, b ← b − α ∂L/∂b</c> (Rumelhart, Hinton and Williams 1986). The numbers have the bits of a <see cref="Trainer"/>'s step with <c>new Sgd(α)</c> on that one sample. Training
/// goes by a temperature of 1, so of a calibrated network the outputs here are not those that it predicts.
/// </summary>
/// <example><code>
/// StepTrace step = StepTrace.Of(network, new HalfSquaredError(), [0.9f, 0.1f, 0.8f], [0.99f, 0.01f, 0.01f], rate: 0.1f);
/// Console.WriteLine($"{step.LossBefore} → {step.LossAfter}");
/// Console.WriteLine(step.Check(layer: 1, unit: 0, input: 2)); // one gradient beside its finite difference
/// </code></example>
public sealed class StepTrace
{
    private readonly float[] _targets;
    private readonly Lock _checking = new();
    private ReferencePass<F64>? _precise;

    private StepTrace(Network network, Loss loss, ReadOnlySpan<float> features, float[] targets, float rate)
    {
        (Loss, _targets, Rate) = (loss, targets, rate);
        Forward = ForwardTrace.Of(network, features, temperature: 1, out ReferencePass<F32> pass);
        LossBefore = pass.Slope(loss, [.. targets.Select(t => new F32(t))], out bool isFused).Value;
        IsFused = isFused;
        pass.Backward(isFused);
        Layers = [.. Forward.Layers.Select(layer => Trace(layer, pass))];
        After = Move(network, pass.Gradients, rate);
        ForwardAfter = ForwardTrace.Of(After, features, temperature: 1, out ReferencePass<F32> passAfter);
        LossAfter = passAfter.Slope(loss, [.. targets.Select(t => new F32(t))], out _).Value;
    }

    /// <summary>The way forward before the step; its <see cref="ForwardTrace.Network"/> is the network as it was.</summary>
    public ForwardTrace Forward { get; }

    /// <summary>What the step makes smaller.</summary>
    public Loss Loss { get; }

    /// <summary>t, shape <c>(out)</c>.</summary>
    public IReadOnlyList<float> Targets => _targets;

    /// <summary>α.</summary>
    public float Rate { get; }

    /// <summary>L before the step.</summary>
    public float LossBefore { get; }

    /// <summary>L after the step, on the same sample.</summary>
    public float LossAfter { get; }

    /// <summary>Whether the loss and the last activation are taken together, so that the way back begins with ∂L/∂z: softmax and cross-entropy, sigmoid and binary cross-entropy.</summary>
    public bool IsFused { get; }

    /// <summary>The way back, in the order of the layers from first to last.</summary>
    public IReadOnlyList<LayerStepTrace> Layers { get; }

    /// <summary>The network after the step.</summary>
    public Network After { get; }

    /// <summary>The way forward after the step.</summary>
    public ForwardTrace ForwardAfter { get; }

    /// <summary>Traces one step.</summary>
    /// <param name="network">The network; it stays as it is, a copy takes the step.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="features">A raw sample, shape <c>(in)</c>.</param>
    /// <param name="targets">What the outputs should be, shape <c>(out)</c>.</param>
    /// <param name="rate">The learning rate α, greater than 0.</param>
    /// <exception cref="ArgumentException">A length is not the network's, or the loss does not go with the last layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a number greater than 0.</exception>
    public static StepTrace Of(Network network, Loss loss, ReadOnlySpan<float> features, ReadOnlySpan<float> targets, float rate)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        if (!(rate > 0) || !float.IsFinite(rate)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "The learning rate must be a number greater than 0.");
        if (targets.Length != network.Outputs) throw new ArgumentException($"The network has {network.Outputs} outputs, but there are {targets.Length} targets.", nameof(targets));
        if (!network.OutputLayer.Activation.HasSlope)
            throw new ArgumentException($"The activation {network.OutputLayer.Activation} has slope 0 everywhere, so no gradient comes back through it. Use sigmoid, or the Perceptron's own rule.", nameof(network));
        loss.Check(network.OutputLayer.Activation, network.Outputs);
        Network copy = network.Clone();
        copy.ForgetCalibration();
        return new StepTrace(copy, loss, features, targets.ToArray(), rate);
    }

    /// <summary>Change of a weight: <c>ΔW = −α ∂L/∂W</c>. The weight after the step is <c>W + ΔW</c>, rounded once.</summary>
    public float WeightChange(int layer, int unit, int input) => -Rate * Layers[layer].WeightGradient(unit, input);

    /// <summary>Change of a bias: <c>Δb = −α ∂L/∂b</c>.</summary>
    public float BiasChange(int layer, int unit) => -Rate * Layers[layer].BiasGradients[unit];

    /// <summary>One gradient as the network computes it, beside a central difference of the loss in double precision, which knows nothing of the way back.</summary>
    /// <param name="layer">Number of a layer with weights.</param>
    /// <param name="unit">Number of the unit.</param>
    /// <param name="input">Number of the input; −1 for the bias.</param>
    /// <exception cref="ArgumentException">There is no such weight or bias.</exception>
    public CheckedGradient Check(int layer, int unit, int input)
    {
        int place = Place(layer, unit, input);
        float backward = input < 0 ? Layers[layer].BiasGradients[unit] : Layers[layer].WeightGradient(unit, input);
        lock (_checking)
        {
            _precise ??= new ReferencePass<F64>(Forward.Network, [.. Forward.Inputs.Select(x => new F64(x))], 1);
            return new CheckedGradient(layer, unit, input, backward, GradientCheck.Difference(_precise, Loss, [.. _targets.Select(t => new F64(t))], place));
        }
    }

    private int Place(int layer, int unit, int input)
    {
        WeightMatrix weights = Forward.Network.Weights(layer);
        if (input >= 0) return weights.At(unit, input);
        if (unit >= 0 && unit < Layers[layer].BiasGradients.Count) return Forward.Network.Layout[layer].BiasAt + unit;
        throw new ArgumentOutOfRangeException(nameof(unit), unit, $"Layer {layer} has {Layers[layer].BiasGradients.Count} biases.");
    }

    private LayerStepTrace Trace(LayerTrace layer, ReferencePass<F32> pass)
    {
        int index = layer.Index;
        float[] slopes = IsFused && index == Forward.Layers.Count - 1 ? [] : ForwardTrace.Floats(pass.DA(index, 0));
        float[] sentDown = index == 0 ? [] : ForwardTrace.Floats(pass.DA(index - 1, 0));
        if (layer.Dense is not { } dense) return new LayerStepTrace { Forward = layer, OutputSlopes = slopes, ActivationSlopes = [], Deltas = [], BiasGradients = [], SentDown = sentDown };
        float[] deltas = ForwardTrace.Floats(pass.DZ(index, 0));
        return new LayerStepTrace
        {
            Forward = layer,
            OutputSlopes = slopes,
            ActivationSlopes = ActivationSlopes(dense.Activation, pass.Z(index, 0), pass.A(index, 0)),
            Deltas = deltas,
            BiasGradients = dense.Bias ? deltas : [],
            SentDown = sentDown,
        };
    }

    private static float[] ActivationSlopes(Activation activation, ReadOnlySpan<F32> z, ReadOnlySpan<F32> a)
    {
        if (activation == Activation.Softmax) return []; // each output depends on every sum
        var ones = new F32[z.Length];
        var slopes = new F32[z.Length];
        Array.Fill(ones, new F32(1));
        activation.Backward<F32>(z, a, ones, slopes);
        return ForwardTrace.Floats(slopes);
    }

    // As Sgd moves: one multiplication and one addition, rounded once.
    private static Network Move(Network network, F32[] gradients, float rate)
    {
        Network after = network.Clone();
        for (int i = 0; i < gradients.Length; i++)
            after.Parameters[i] = F32.MultiplyAdd(gradients[i], new F32(-rate), new F32(after.Parameters[i])).Value;
        return after;
    }
}
