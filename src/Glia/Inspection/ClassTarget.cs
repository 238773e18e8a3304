namespace Glia;

/// <summary>How far a network is from giving a class as its answer, and which way the outputs must go for that.</summary>
internal static class ClassTarget
{
    /// <summary>The encoding that the network's answers go by.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The network has no class of that number.</exception>
    public static TargetEncoding Checked(Network network, int label)
    {
        TargetEncoding encoding = network.Encoding ?? (network.ClassNames.Count > 0 ? TargetEncoding.For(network.ClassNames.Count, network.Outputs) : new OneHot());
        int classes = Classes(network, encoding);
        if ((uint)label >= (uint)classes) throw new ArgumentOutOfRangeException(nameof(label), label, $"The network has classes 0 … {classes - 1}.");
        return encoding;
    }

    /// <summary>Number of classes that the network tells apart.</summary>
    public static int Classes(Network network, TargetEncoding encoding) =>
        network.ClassNames.Count > 0 ? network.ClassNames.Count : encoding is BinaryCode ? 1 << Math.Min(30, network.Outputs) : network.Outputs;

    /// <summary>
    /// The more, the clearer the answer is <paramref name="label"/>. One-hot: the sum z of its output less the soft maximum of the others, <c>ln Σ e^z</c>, whatever the activation; for softmax these are
    /// the log-odds of the class. Binary code: how far that bit is on its side which is farthest from it. Writes the slopes of this to <paramref name="slopes"/>, shape <c>(out)</c>.
    /// </summary>
    /// <returns>The margin, and whether the slopes are those at z (true) or at a.</returns>
    public static (float Margin, bool IsDz) Margin(TargetEncoding encoding, int label, ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> slopes)
    {
        slopes.Clear();
        if (encoding is OneHot)
        {
            slopes[label] = 1;
            return (z[label] - SoftMaximum(z, label, slopes), true);
        }

        var targets = new float[a.Length];
        encoding.Encode(label, targets);
        float middle = (encoding.Off + encoding.On) / 2, worst = float.PositiveInfinity;
        int bit = 0;
        for (int i = 0; i < a.Length; i++)
        {
            float distance = targets[i] > middle ? a[i] - middle : middle - a[i];
            if (!(distance < worst)) continue;
            (worst, bit) = (distance, i);
        }

        slopes[bit] = targets[bit] > middle ? 1 : -1;
        return (worst, false);
    }

    /// <summary><c>ln Σ e^z</c> over all but one; its slopes, negative, go to <paramref name="slopes"/>. 0 where there is only one.</summary>
    private static float SoftMaximum(ReadOnlySpan<float> z, int except, Span<float> slopes)
    {
        double max = double.NegativeInfinity, sum = 0;
        for (int i = 0; i < z.Length; i++)
            if (i != except) max = Math.Max(max, z[i]);
        if (double.IsInfinity(max)) return 0;
        for (int i = 0; i < z.Length; i++)
            if (i != except) sum += StableMath.Exp(z[i] - max);
        for (int i = 0; i < z.Length; i++)
            if (i != except) slopes[i] = (float)-(StableMath.Exp(z[i] - max) / sum);
        return (float)(max + StableMath.Log(sum));
    }
}
