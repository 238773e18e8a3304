using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

/// <summary>
/// Stochastic gradient descent: <c>w ← w − η g</c>; with momentum μ: <c>v ← μ v + g, w ← w − η v</c> (Polyak 1964); with Nesterov's look-ahead:
/// <c>w ← w − η (g + μ v)</c> (Nesterov 1983, in the form of Sutskever et al. 2013).
/// </summary>
public sealed record Sgd : Optimizer
{
    /// <summary>Plain descent, or descent with momentum.</summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="momentum">μ, 0 ≤ μ &lt; 1; 0 for plain descent.</param>
    /// <param name="nesterov">Look ahead; needs a momentum.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> or <paramref name="momentum"/> is out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="nesterov"/> without a momentum: there is nothing to look ahead with.</exception>
    public Sgd(float learningRate, float momentum = 0, bool nesterov = false)
        : base(learningRate)
    {
        Momentum = momentum is >= 0 and < 1 ? momentum : throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "Momentum must be at least 0 and less than 1.");
        if (nesterov && momentum == 0) throw new ArgumentException("Nesterov's look-ahead needs a momentum greater than 0, such as 0.9.", nameof(nesterov));
        Nesterov = nesterov;
    }

    /// <summary>μ, 0 ≤ μ &lt; 1; 0 for plain descent.</summary>
    public float Momentum { get; }

    /// <summary>Whether it looks ahead.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    public override string Name => Momentum == 0 ? "sgd" : Nesterov ? "nesterov" : "momentum";

    internal override int Slots => Momentum == 0 ? 0 : 1;

    internal override UpdateStep CreateStep(SimdWidth width, FloatBuffer weights, FloatBuffer[] slots) =>
        Momentum == 0 ? UpdateStep.Create(width, weights, slots, (rate, _, _) => new PlainRule(rate))
        : Nesterov ? UpdateStep.Create(width, weights, slots, (rate, _, _) => new NesterovRule(rate, Momentum))
        : UpdateStep.Create(width, weights, slots, (rate, _, _) => new MomentumRule(rate, Momentum));

    private readonly record struct PlainRule(float Rate) : IUpdateRule
    {
        public static int Slots => 0;

        public static bool IgnoresZeros => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T weight, T gradient, ref T slot1, ref T slot2)
            where T : struct, IReal<T> => T.MultiplyAdd(gradient, T.Of(-Rate), weight);
    }

    private readonly record struct MomentumRule(float Rate, float Momentum) : IUpdateRule
    {
        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T weight, T gradient, ref T velocity, ref T slot2)
            where T : struct, IReal<T>
        {
            velocity = T.MultiplyAdd(velocity, T.Of(Momentum), gradient);
            return T.MultiplyAdd(velocity, T.Of(-Rate), weight);
        }
    }

    private readonly record struct NesterovRule(float Rate, float Momentum) : IUpdateRule
    {
        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T weight, T gradient, ref T velocity, ref T slot2)
            where T : struct, IReal<T>
        {
            velocity = T.MultiplyAdd(velocity, T.Of(Momentum), gradient);
            T ahead = T.MultiplyAdd(velocity, T.Of(Momentum), gradient);
            return T.MultiplyAdd(ahead, T.Of(-Rate), weight);
        }
    }
}
