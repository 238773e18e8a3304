using Glia.Kernels;

namespace Glia;

/// <summary>
/// How weights move against their gradient. Immutable: what an optimiser remembers (its slots, one number per weight each) belongs to the <see cref="Trainer"/>.
/// Penalties and clipping act on the gradient first: <c>g' = clip(g) + L2 · w + L1 · sign(w)</c>; biases carry no penalty.
/// </summary>
public abstract record Optimizer
{
    private protected Optimizer(float learningRate)
    {
        if (!(learningRate > 0) || !float.IsFinite(learningRate))
            throw new ArgumentOutOfRangeException(nameof(learningRate), learningRate, "The learning rate must be a number greater than 0.");
        LearningRate = learningRate;
    }

    /// <summary>The name in checkpoints and on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>The learning rate η before its <see cref="Schedule"/>.</summary>
    public float LearningRate { get; }

    /// <summary>How the learning rate changes during training.</summary>
    /// <exception cref="ArgumentNullException">The value is null; for the same rate throughout use <see cref="ConstantRate"/>.</exception>
    public Schedule Schedule
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new ConstantRate();

    /// <summary>L1 penalty λ: adds <c>λ sign(w)</c> to the gradient of each weight, which drives small weights to 0. At least 0, and finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public float L1
    {
        get;
        init => field = value >= 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A penalty must be a number that is at least 0.");
    }

    /// <summary>L2 penalty λ (weight decay through the gradient): adds <c>λ w</c> to the gradient of each weight. At least 0, and finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public float L2
    {
        get;
        init => field = value >= 0 && float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A penalty must be a number that is at least 0.");
    }

    /// <summary>Largest Euclidean norm of the whole gradient; a longer one is shortened to it (Pascanu, Mikolov and Bengio 2013). 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or NaN.</exception>
    public float ClipNorm
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The largest norm of the gradient must be at least 0, where 0 means none.");
    }

    /// <summary>Largest magnitude of each component of the gradient. 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or NaN.</exception>
    public float ClipValue
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The largest component of the gradient must be at least 0, where 0 means none.");
    }

    /// <summary>Largest Euclidean norm of the weights into each unit; longer ones are shortened after the step (Srivastava et al. 2014). 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or NaN.</exception>
    public float MaxNorm
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The largest norm of the weights must be at least 0, where 0 means none.");
    }

    /// <summary>Numbers remembered per weight.</summary>
    internal abstract int Slots { get; }

    /// <summary>What moves the numbers in <paramref name="weights"/>; the slots are as many as <see cref="Slots"/> and laid out like them.</summary>
    internal abstract UpdateStep CreateStep(SimdWidth width, FloatBuffer weights, FloatBuffer[] slots);
}
