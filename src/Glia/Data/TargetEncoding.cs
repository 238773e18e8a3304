using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Glia;

/// <summary>How a class becomes the target values of a network's outputs, and how outputs become a class again. Immutable; it travels with the model.</summary>
public abstract record TargetEncoding
{
    private protected TargetEncoding(float off, float on)
    {
        if (!(on > off)) throw new ArgumentOutOfRangeException(nameof(on), on, "The value for yes must be greater than the value for no.");
        Off = off;
        On = on;
    }

    /// <summary>Target for no: 0, or 0.01 where a sigmoid should not be driven into saturation.</summary>
    public float Off { get; }

    /// <summary>Target for yes: 1, or 0.99.</summary>
    public float On { get; }

    /// <summary>Number of outputs that <paramref name="classes"/> classes need.</summary>
    public abstract int Outputs(int classes);

    /// <summary>Writes the targets of class <paramref name="label"/>, shape <c>(outputs)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">So many outputs have no such class.</exception>
    public abstract void Encode(int label, Span<float> targets);

    /// <summary>The class that <paramref name="outputs"/>, shape <c>(outputs)</c>, speak for. A NaN among them gives −1.</summary>
    public abstract int Decode(ReadOnlySpan<float> outputs);

    /// <summary>A share of belief for each class, shape <c>(classes)</c>, not negative and adding up to 1.</summary>
    public abstract void Probabilities(ReadOnlySpan<float> outputs, Span<float> probabilities);

    /// <summary>What suits a network with that many outputs for that many classes: one-hot where they agree, else the binary code.</summary>
    /// <exception cref="ArgumentException">Neither fits.</exception>
    public static TargetEncoding For(int classes, int outputs)
    {
        TargetEncoding encoding = classes == outputs && classes > 1 ? new OneHot() : new BinaryCode();
        if (encoding.Outputs(classes) == outputs) return encoding;
        throw new ArgumentException($"The network has {outputs} outputs, but {classes} classes need {classes} (one each) or {encoding.Outputs(classes)} (binary code).");
    }

    [DoesNotReturn]
    private protected static void ThrowNoClass(int label, int classes) => throw new ArgumentOutOfRangeException(nameof(label), label, $"These outputs have classes 0 … {classes - 1}.");

    private protected float Share(float output) => Math.Clamp((output - Off) / (On - Off), 0, 1);
}

/// <summary>One output per class: yes for the right one, no for the others; the answer is the largest output.</summary>
public sealed record OneHot : TargetEncoding
{
    /// <summary>One-hot targets.</summary>
    /// <param name="off">Target for no.</param>
    /// <param name="on">Target for yes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="on"/> is not greater than <paramref name="off"/>.</exception>
    public OneHot(float off = 0, float on = 1)
        : base(off, on)
    {
    }

    /// <inheritdoc/>
    public override int Outputs(int classes) => classes;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Encode(int label, Span<float> targets)
    {
        if ((uint)label >= (uint)targets.Length) ThrowNoClass(label, targets.Length);
        targets.Fill(Off);
        targets[label] = On;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Decode(ReadOnlySpan<float> outputs)
    {
        int best = 0;
        float largest = float.NegativeInfinity;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (float.IsNaN(outputs[i])) return -1;
            if (!(outputs[i] > largest)) continue;
            (best, largest) = (i, outputs[i]);
        }

        return best;
    }

    /// <inheritdoc/>
    public override void Probabilities(ReadOnlySpan<float> outputs, Span<float> probabilities)
    {
        float sum = 0;
        for (int i = 0; i < probabilities.Length; i++) sum += probabilities[i] = Share(outputs[i]);
        for (int i = 0; i < probabilities.Length; i++) probabilities[i] = sum > 0 ? probabilities[i] / sum : 1f / probabilities.Length;
    }
}

/// <summary>The class number in binary, most significant bit first: ten digits in four outputs, 9 → 1001, 8 → 1000, 7 → 0111. Two classes in one output is the same with one bit.</summary>
public sealed record BinaryCode : TargetEncoding
{
    /// <summary>Binary targets.</summary>
    /// <param name="off">Target for a 0 bit.</param>
    /// <param name="on">Target for a 1 bit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="on"/> is not greater than <paramref name="off"/>.</exception>
    public BinaryCode(float off = 0, float on = 1)
        : base(off, on)
    {
    }

    /// <inheritdoc/>
    public override int Outputs(int classes)
    {
        int bits = 1;
        while (1L << bits < classes) bits++;
        return bits;
    }

    /// <inheritdoc/>
    public override void Encode(int label, Span<float> targets)
    {
        if (label < 0 || (targets.Length < 31 && label >> targets.Length != 0)) ThrowNoClass(label, targets.Length < 31 ? 1 << targets.Length : int.MaxValue);
        for (int i = 0; i < targets.Length; i++) targets[i] = ((label >> (targets.Length - 1 - i)) & 1) == 1 ? On : Off;
    }

    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<float> outputs)
    {
        int label = 0;
        foreach (float output in outputs)
        {
            if (float.IsNaN(output)) return -1;
            label = (label << 1) | (output > (Off + On) / 2 ? 1 : 0);
        }

        return label;
    }

    /// <inheritdoc/>
    public override void Probabilities(ReadOnlySpan<float> outputs, Span<float> probabilities)
    {
        float sum = 0;
        for (int c = 0; c < probabilities.Length; c++)
        {
            float product = 1;
            for (int i = 0; i < outputs.Length; i++)
            {
                float one = Share(outputs[i]);
                product *= ((c >> (outputs.Length - 1 - i)) & 1) == 1 ? one : 1 - one;
            }

            sum += probabilities[c] = product;
        }

        for (int c = 0; c < probabilities.Length; c++) probabilities[c] = sum > 0 ? probabilities[c] / sum : 1f / probabilities.Length;
    }
}
