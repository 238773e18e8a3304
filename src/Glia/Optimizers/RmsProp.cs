using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

/// <summary>RMSprop: <c>s ← ρ s + (1 − ρ) g², w ← w − η g / (√s + ε)</c> (Tieleman and Hinton 2012).</summary>
public sealed record RmsProp : Optimizer
{
    /// <summary>RMSprop with the decay of its authors.</summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="decay">ρ, 0 ≤ ρ &lt; 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public RmsProp(float learningRate = 0.001f, float decay = 0.9f, float epsilon = 1e-8f)
        : base(learningRate)
    {
        Decay = decay is >= 0 and < 1 ? decay : throw new ArgumentOutOfRangeException(nameof(decay), decay, "The decay must be at least 0 and less than 1.");
        Epsilon = epsilon > 0 ? epsilon : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Epsilon must be greater than 0.");
    }

    /// <summary>ρ, 0 ≤ ρ &lt; 1.</summary>
    public float Decay { get; }

    /// <summary>ε, greater than 0.</summary>
    public float Epsilon { get; }

    /// <inheritdoc/>
    public override string Name => "rmsprop";

    internal override int Slots => 1;

    internal override UpdateStep CreateStep(SimdWidth width, FloatBuffer weights, FloatBuffer[] slots) =>
        UpdateStep.Create(width, weights, slots, (rate, _, _) => new Rule(rate, Decay, Epsilon));

    private readonly record struct Rule(float Rate, float Decay, float Epsilon) : IUpdateRule
    {
        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T weight, T gradient, ref T square, ref T slot2)
            where T : struct, IReal<T>
        {
            square = T.MultiplyAdd(square, T.Of(Decay), gradient * gradient * T.Of(1 - Decay));
            return weight - (T.Of(Rate) * gradient / (T.Sqrt(square) + T.Of(Epsilon)));
        }
    }
}
