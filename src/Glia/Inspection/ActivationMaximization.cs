namespace Glia;

/// <summary>
/// The inputs that excite a neuron most, by gradient ascent on the inputs (Erhan, Bengio, Courville and Vincent 2009). Without a bridle that gives noise which excites the neuron and says
/// nothing: the ascent is held back by a weight decay, a blur every few steps (Yosinski, Clune, Nguyen, Fuchs and Lipson 2015) and a shift of the picture by a random pixel or two before each step (Mordvintsev, Olah
/// and Tyka 2015). Works for every network; the same seed gives the same bits.
/// </summary>
public sealed record ActivationMaximization
{
    /// <summary>Steps up.</summary>
    public int Steps { get; init; } = 120;

    /// <summary>How far a step goes: the change of an average input, as a part of its range.</summary>
    public float Rate { get; init; } = 0.03f;

    /// <summary>Part of every input that is taken away after each step, 0 … 1, towards <see cref="Rest"/>.</summary>
    public float Decay { get; init; } = 0.03f;

    /// <summary>What is taken from every input beyond that, as a part of its range: an input that excites little goes back to <see cref="Rest"/> altogether.</summary>
    public float Threshold { get; init; } = 0.003f;

    /// <summary>Standard deviation of the blur in pixels; 0 for none. Pictures only.</summary>
    public double Blur { get; init; } = 0.6;

    /// <summary>Steps from one blur to the next; the last steps are never blurred.</summary>
    public int BlurEvery { get; init; } = 4;

    /// <summary>The most that a picture is shifted before a step, in pixels, either way. Pictures only.</summary>
    public int Jitter { get; init; } = 1;

    /// <summary>Where inputs start and decay to, as a part of their range: 0 for paper without ink.</summary>
    public float Rest { get; init; }

    /// <summary>Seed of the starting noise and of the shifts.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The raw inputs, shape <c>(in)</c>, that excite a neuron: gradient ascent on its sum z.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">A dense layer, by its place among the network's layers.</param>
    /// <param name="unit">A unit of it, from 0.</param>
    /// <param name="bounds">Range of the raw inputs; that of <see cref="InputBounds.For"/> unless given.</param>
    /// <param name="cancellationToken">Stops the work, within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The network has no such neuron, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public float[] OfUnit(Network network, int layer, int unit, InputBounds? bounds = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        Sensitivity.CheckUnit(network, layer, unit);
        return Climb(network, InputBounds.Checked(bounds, network), cancellationToken, (gradient, slope) =>
        {
            gradient.DA(layer)[unit] = 1;
            gradient.Backward(layer, isDz: true, slope);
        });
    }

    /// <summary>
    /// The raw inputs, shape <c>(in)</c>, that the network most clearly takes for class <paramref name="label"/>: gradient ascent on the sum z of its output less the soft maximum of the others, since
    /// what excites one output alone often excites others, too.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="label">The class, from 0.</param>
    /// <param name="bounds">Range of the raw inputs; that of <see cref="InputBounds.For"/> unless given.</param>
    /// <param name="cancellationToken">Stops the work, within a fraction of a second.</param>
    /// <exception cref="ArgumentException">The network has no such class, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public float[] OfClass(Network network, int label, InputBounds? bounds = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        TargetEncoding encoding = ClassTarget.Checked(network, label);
        int last = network.Layers.Count - 1;
        var slopes = new float[network.Outputs];
        return Climb(network, InputBounds.Checked(bounds, network), cancellationToken, (gradient, slope) =>
        {
            (_, bool isDz) = ClassTarget.Margin(encoding, label, gradient.Z(last), gradient.A(last), slopes);
            slopes.CopyTo(gradient.DA(last));
            gradient.Backward(last, isDz, slope);
        });
    }

    private float[] Climb(Network network, InputBounds bounds, CancellationToken cancellationToken, Action<InputGradient, float[]> slopeOf)
    {
        CheckOptions();
        FeatureShape shape = network.InputShape;
        bool isPicture = shape.IsImage && shape.Length == network.Inputs;
        PictureBlur? blur = isPicture && Blur > 0 ? new PictureBlur(shape, Blur) : null;
        var gradient = new InputGradient(network);
        var random = new Xoshiro256(Seed);
        float[] parts = Start(network.Inputs, ref random), shifted = new float[parts.Length], raw = new float[parts.Length], slope = new float[parts.Length];
        for (int step = 0; step < Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int reach = isPicture ? Jitter : 0, right = random.NextInt32((2 * reach) + 1) - reach, down = random.NextInt32((2 * reach) + 1) - reach;
            Shift(parts, shifted, shape, right, down);
            bounds.FromParts(shifted, raw);
            gradient.Forward(raw);
            slopeOf(gradient, slope);
            bounds.ToSlopesOfParts(slope);
            Shift(slope, shifted, shape, -right, -down);
            Step(parts, shifted);
            if (blur is not null && (step + 1) % BlurEvery == 0 && step + BlurEvery < Steps) blur.Apply(parts);
        }

        bounds.FromParts(parts, raw);
        return raw;
    }

    private float[] Start(int inputs, ref Xoshiro256 random)
    {
        const float noise = 0.01f; // not all alike, or neurons that are all asleep there would have no slope to follow
        var parts = new float[inputs];
        for (int i = 0; i < inputs; i++) parts[i] = Math.Clamp(Rest + (noise * random.NextSingle()), 0, 1);
        return parts;
    }

    /// <summary>A step of fixed length along the slope, the decay, and back into the range.</summary>
    private void Step(float[] parts, float[] slope)
    {
        double squares = 0;
        foreach (float s in slope) squares += (double)s * s;
        float factor = squares > 0 ? (float)(Rate / Math.Sqrt(squares / slope.Length)) : 0;
        for (int i = 0; i < parts.Length; i++)
        {
            float moved = MathF.FusedMultiplyAdd(factor, slope[i], parts[i]);
            float away = (1 - Decay) * (moved - Rest);
            away = MathF.CopySign(MathF.Max(0, MathF.Abs(away) - Threshold), away);
            parts[i] = Math.Clamp(Rest + away, 0, 1);
        }
    }

    /// <summary>The picture moved to the right and down, where numbers below 0 mean left and up; what leaves it on one side comes in on the other.</summary>
    private static void Shift(ReadOnlySpan<float> from, Span<float> to, FeatureShape shape, int right, int down)
    {
        if (right == 0 && down == 0)
        {
            from.CopyTo(to);
            return;
        }

        for (int y = 0; y < shape.Height; y++)
        {
            int row = (y + down + shape.Height) % shape.Height * shape.Width;
            for (int x = 0; x < shape.Width; x++) to[row + ((x + right + shape.Width) % shape.Width)] = from[(y * shape.Width) + x];
        }
    }

    private void CheckOptions()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1, nameof(Steps));
        ArgumentOutOfRangeException.ThrowIfLessThan(BlurEvery, 1, nameof(BlurEvery));
        ArgumentOutOfRangeException.ThrowIfNegative(Jitter, nameof(Jitter));
        if (!(Rate > 0)) throw new ArgumentOutOfRangeException(nameof(Rate), Rate, "A step must have a length.");
        if (!(Decay is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Decay), Decay, "The decay must be at least 0 and less than 1.");
        if (!(Threshold is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Threshold), Threshold, "The threshold must be at least 0 and less than 1.");
        if (!(Blur is >= 0 and <= 100)) throw new ArgumentOutOfRangeException(nameof(Blur), Blur, "The blur must be at least 0 pixels and at most 100.");
        if (!(Rest is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(Rest), Rest, "The rest must be a part of the range, 0 … 1.");
    }
}
