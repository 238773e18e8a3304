namespace Glia.Datasets;

/// <summary>
/// Digits that look handwritten, made from strokes: a training set without a download. Each digit class has several ways of being written, set down as pen
/// paths; every digit is one of them with its points moved, bent, slanted and stretched, drawn with a pen of random width, and framed as MNIST frames its digits:
/// ink 255 on 0, fitted into 20 × 20 pixels, in 28 × 28 pixels by its centre of mass (LeCun, Cortes and Burges 1998).
/// Digit <c>index</c> of a seed has the same bits on every machine, whatever the number of threads and whichever digits are drawn beside it.
/// </summary>
public static class HandwrittenDigits
{
    private const ulong LabelSeed = 0x1F83D9ABFB41BD6BUL; // keeps the draws of the labels apart from those of the strokes

    [ThreadStatic]
    private static DigitWriter? s_writer;

    /// <summary>The names of the ten classes: "0" … "9".</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>The arrangement of one digit: 28 × 28 pixels.</summary>
    public static FeatureShape Shape { get; } = new(DigitFrame.Side, DigitFrame.Side);

    /// <summary>The most digits that one data set can hold in memory, by the size of an array.</summary>
    public static int MaxCount => Array.MaxLength / DigitFrame.Length;

    /// <summary>
    /// Draws the digits <paramref name="firstIndex"/> … <paramref name="firstIndex"/> + <paramref name="count"/> − 1 of <paramref name="seed"/>. Labels are balanced: each
    /// run of ten, counted from index 0, holds every class once.
    /// </summary>
    /// <param name="count">Number of digits, 0 … <see cref="MaxCount"/>.</param>
    /// <param name="seed">Which of the 2⁶⁴ rows of digits.</param>
    /// <param name="firstIndex">Index of the first digit; digits for testing are best taken from another seed or from beyond those of training.</param>
    /// <param name="threads">Number of threads; 0 for one per processor. The digits do not depend on it.</param>
    /// <param name="progress">Told the number of digits done so far, from the working threads, never two at a time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Features of shape <c>(count, 784)</c> as bytes, with labels.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/>, <paramref name="firstIndex"/> or <paramref name="threads"/> is negative, or <paramref name="count"/> too large.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was triggered.</exception>
    public static Dataset Generate(int count, ulong seed, int firstIndex = 0, int threads = 0, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxCount);
        ArgumentOutOfRangeException.ThrowIfNegative(firstIndex);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return Drawn(count, seed, firstIndex).InMemory(threads, progress, cancellationToken);
    }

    /// <summary>
    /// The same digits as those of <see cref="Generate"/>, but drawn each time they are read: a billion take no more memory than one. A training has the same bits with both; with these it draws each digit once
    /// in every epoch.
    /// </summary>
    /// <param name="count">Number of digits, 0 or more.</param>
    /// <param name="seed">Which of the 2⁶⁴ rows of digits.</param>
    /// <param name="firstIndex">Index of the first digit.</param>
    /// <returns>Features of shape <c>(count, 784)</c> as bytes, with labels.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> or <paramref name="firstIndex"/> is negative.</exception>
    public static Dataset Drawn(int count, ulong seed, int firstIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(firstIndex);
        return Dataset.Drawn(new Generator(seed, firstIndex), count, Shape, ClassNames);
    }

    /// <summary>Draws digit <paramref name="index"/> of <paramref name="seed"/>; the same bits as in <see cref="Generate"/>.</summary>
    /// <param name="seed">Which row of digits.</param>
    /// <param name="index">Which digit of the row, 0 or more.</param>
    /// <param name="pixels">Takes the 784 pixels, shape <c>(28, 28)</c> in row order, 255 for ink.</param>
    /// <param name="label">The digit's class, 0 … 9.</param>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> does not have 784 elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static void Draw(ulong seed, long index, Span<byte> pixels, out int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (pixels.Length != DigitFrame.Length)
            throw new ArgumentException($"A digit has {DigitFrame.Length} pixels, but there is room for {pixels.Length}.", nameof(pixels));
        label = Label(seed, index);
        var random = new Xoshiro256(seed, (ulong)index);
        Draw(label, ref random, pixels);
    }

    /// <summary>Draws some <paramref name="digit"/>, 0 … 9, into 784 pixels.</summary>
    internal static void Draw(int digit, ref Xoshiro256 random, Span<byte> pixels)
    {
        DigitWriter writer = s_writer ??= new DigitWriter(HandVariation.Default);
        writer.Write(digit, ref random, pixels);
    }

    // The ten classes in an order of their own for every run of ten digits.
    private static int Label(ulong seed, long index)
    {
        Span<int> order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        var random = new Xoshiro256(seed ^ LabelSeed, (ulong)(index / 10));
        random.Shuffle(order);
        return order[(int)(index % 10)];
    }

    private sealed class Generator(ulong seed, int first) : SampleGenerator
    {
        public override string Description => $"handwritten digits, seed {seed}, from {first}"; // what draws them is known by a few that it draws

        public override int Label(int index) => HandwrittenDigits.Label(seed, (long)first + index);

        public override void Draw(int index, Span<byte> features) => HandwrittenDigits.Draw(seed, (long)first + index, features, out _);
    }
}
