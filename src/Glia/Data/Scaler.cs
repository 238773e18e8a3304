using System.Globalization;
using System.Runtime.CompilerServices;

namespace Glia;

/// <summary>
/// What is done to raw features before they enter a network: <c>x' = x · scale + shift</c>, with one scale and shift for all
/// features or one pair for each. Immutable. It is saved with the model, so that a prediction takes the same raw values as training did.
/// </summary>
/// <remarks>
/// What is measured on data is measured on all of them, save one kind: of samples that are drawn (<see cref="Dataset.Drawn"/>, ahead or not) and more than 65,536, it is measured on 65,536 that are spread evenly
/// over all. To draw a billion for one number would take hours, and the number would hardly change.
/// </remarks>
public sealed class Scaler : IEquatable<Scaler>
{
    private const int MostDrawn = 1 << 16; // drawn samples to measure on
    private const int DrawnAtOnce = 1 << 12;

    private readonly float[] _scale;
    private readonly float[] _shift;

    private Scaler(string name, float[] scale, float[] shift)
    {
        Name = name;
        _scale = scale;
        _shift = shift;
    }

    /// <summary>What the scaler does, in words: <c>x / 255</c>, <c>standardise</c>.</summary>
    public string Name { get; }

    /// <summary>Factors: one for all features, or one for each.</summary>
    public ReadOnlySpan<float> Scale => _scale;

    /// <summary>Offsets, added after the factor: as many as <see cref="Scale"/>.</summary>
    public ReadOnlySpan<float> Shift => _shift;

    /// <summary>True where every feature has the same factor and offset.</summary>
    public bool IsUniform => _scale.Length == 1;

    /// <summary>Leaves the features as they are.</summary>
    public static Scaler None { get; } = new("none", [1f], [0f]);

    /// <summary>Divides every feature: <c>Divide(255)</c> takes bytes to 0…1, <c>Divide(256)</c> is the arithmetic of the first textbook examples.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="divisor"/> is 0 or not finite.</exception>
    public static Scaler Divide(float divisor)
    {
        if (divisor == 0 || !float.IsFinite(divisor) || !float.IsFinite(1f / divisor))
            throw new ArgumentOutOfRangeException(nameof(divisor), divisor, "The divisor must be a number other than 0.");
        return new(string.Create(CultureInfo.InvariantCulture, $"x / {divisor}"), [1f / divisor], [0f]);
    }

    /// <summary>Maps the interval <paramref name="fromLow"/>…<paramref name="fromHigh"/> onto <paramref name="toLow"/>…<paramref name="toHigh"/> in a straight line: <c>Range(0, 255, 0.01f, 1)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The source interval is empty.</exception>
    public static Scaler Range(float fromLow, float fromHigh, float toLow, float toHigh)
    {
        if (!(fromHigh > fromLow))
            throw new ArgumentOutOfRangeException(nameof(fromHigh), fromHigh, "The interval to map from must not be empty.");
        double scale = ((double)toHigh - toLow) / ((double)fromHigh - fromLow);
        return new(string.Create(CultureInfo.InvariantCulture, $"{fromLow}…{fromHigh} to {toLow}…{toHigh}"), [(float)scale], [(float)(toLow - (fromLow * scale))]);
    }

    /// <summary>Maps each feature's own smallest and largest value in <paramref name="data"/> onto <paramref name="low"/>…<paramref name="high"/>. A feature that never changes becomes <paramref name="low"/>.</summary>
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    public static Scaler MinMax(Dataset data, float low = 0, float high = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0)
            throw new ArgumentException("The data set is empty: there is no smallest and largest value.", nameof(data));
        data = Measured(data);
        int n = data.FeatureCount;
        var min = new float[n];
        var max = new float[n];
        Array.Fill(min, float.PositiveInfinity);
        Array.Fill(max, float.NegativeInfinity);
        var row = new float[n];
        for (int i = 0; i < data.Count; i++)
        {
            data.CopyFeatures(i, row);
            for (int f = 0; f < n; f++)
            {
                min[f] = MathF.Min(min[f], row[f]);
                max[f] = MathF.Max(max[f], row[f]);
            }
        }

        var scale = new float[n];
        var shift = new float[n];
        for (int f = 0; f < n; f++)
        {
            double range = (double)max[f] - min[f];
            double s = range > 0 ? ((double)high - low) / range : 0;
            scale[f] = (float)s;
            shift[f] = (float)(low - (min[f] * s));
        }

        return new(string.Create(CultureInfo.InvariantCulture, $"each feature to {low}…{high}"), scale, shift);
    }

    /// <summary>
    /// Takes the mean away and divides by the standard deviation, <c>x' = (x − μ) / σ</c>, measured on <paramref name="data"/>:
    /// one μ and σ over all features (pictures: neighbouring pixels stay comparable) or, with <paramref name="perFeature"/>, one pair for each feature
    /// (columns of different units). Features that never change become 0.
    /// </summary>
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    public static Scaler Standardize(Dataset data, bool perFeature = false) => OfDeviation("standardise", data, perFeature, centres: true);

    /// <summary>
    /// Divides by the standard deviation and leaves the mean where it is, <c>x' = x / σ</c>: as <see cref="Standardize"/>, but 0 stays 0, and training leaves out what is 0.
    /// </summary>
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    public static Scaler DivideByDeviation(Dataset data, bool perFeature = false) => OfDeviation("deviation", data, perFeature, centres: false);

    private static Scaler OfDeviation(string name, Dataset data, bool perFeature, bool centres)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0)
            throw new ArgumentException("The data set is empty: there is no mean to take.", nameof(data));
        data = Measured(data);
        int n = data.FeatureCount;
        (double[] sum, double[] squares) = data.IsBytes ? SumsOfBytes(data) : SumsOfFloats(data);
        if (!perFeature)
        {
            sum = [sum.Sum()];
            squares = [squares.Sum()];
        }

        double count = perFeature ? data.Count : (double)data.Count * n;
        var scale = new float[sum.Length];
        var shift = new float[sum.Length];
        for (int f = 0; f < sum.Length; f++)
        {
            double mean = sum[f] / count;
            double deviation = Math.Sqrt(Math.Max(0, (squares[f] / count) - (mean * mean)));
            scale[f] = deviation > 1e-12 ? (float)(1 / deviation) : 0f;
            shift[f] = centres ? (float)(-mean * scale[f]) : 0;
        }

        return new(name, scale, shift);
    }

    // Decided by what the samples are, not by where: a training has the same bits whether they were drawn ahead or not.
    private static Dataset Measured(Dataset data) => data.Origin is null ? data : data.Spread(MostDrawn);

    private static (double[] Sum, double[] Squares) SumsOfFloats(Dataset data)
    {
        double[] sum = new double[data.FeatureCount], squares = new double[data.FeatureCount];
        for (int i = 0; i < data.Count; i++)
        {
            ReadOnlySpan<float> row = data.FloatFeatures(i);
            for (int f = 0; f < row.Length; f++)
            {
                sum[f] += row[f];
                squares[f] += (double)row[f] * row[f];
            }
        }

        return (sum, squares);
    }

    private static (double[] Sum, double[] Squares) SumsOfBytes(Dataset data)
    {
        long[] sum = new long[data.FeatureCount], squares = new long[data.FeatureCount];
        if (data.IsDrawn)
            for (int start = 0; start < data.Count; start += DrawnAtOnce) AddBytes(data.Slice(start, Math.Min(DrawnAtOnce, data.Count - start)).InMemory(), sum, squares);
        else
            AddBytes(data, sum, squares);
        return (Array.ConvertAll(sum, value => (double)value), Array.ConvertAll(squares, value => (double)value));
    }

    // Eight zeros at a time are left out: most of a picture is background, and people wait for this before the first step. Whole numbers, so the sums are exact.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBytes(Dataset data, long[] sum, long[] squares)
    {
        int n = data.FeatureCount;
        for (int i = 0; i < data.Count; i++)
        {
            ReadOnlySpan<byte> row = data.RawBytes(i);
            for (int f = 0; f < n; f += sizeof(ulong))
            {
                ReadOnlySpan<byte> some = row.Slice(f, Math.Min(sizeof(ulong), n - f));
                if (some.Length == sizeof(ulong) && BitConverter.ToUInt64(some) == 0) continue;
                Span<long> s = sum.AsSpan(f, some.Length), q = squares.AsSpan(f, some.Length);
                for (int j = 0; j < some.Length; j++)
                {
                    int value = some[j];
                    s[j] += value;
                    q[j] += value * value;
                }
            }
        }

        GC.KeepAlive(data);
    }

    /// <summary>Rebuilds a scaler from its stored numbers (the model file does this).</summary>
    /// <exception cref="ArgumentException">The lists differ in length, are empty, or hold a value that is not finite.</exception>
    public static Scaler FromNumbers(string name, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift)
    {
        if (scale.Length == 0 || scale.Length != shift.Length)
            throw new ArgumentException("A scaler needs as many factors as offsets, and at least one.", nameof(scale));
        foreach (float value in scale)
            if (!float.IsFinite(value)) throw new ArgumentException("A scaler's factors must be finite.", nameof(scale));
        foreach (float value in shift)
            if (!float.IsFinite(value)) throw new ArgumentException("A scaler's offsets must be finite.", nameof(shift));
        return new(name, scale.ToArray(), shift.ToArray());
    }

    /// <summary>Scales one sample, shape <c>(features)</c>, from <paramref name="raw"/> into <paramref name="scaled"/>; the two may be the same memory.</summary>
    /// <exception cref="ArgumentException">The scaler was made for another number of features, or <paramref name="scaled"/> has no room for all.</exception>
    public void Apply(ReadOnlySpan<float> raw, Span<float> scaled)
    {
        CheckRoom(raw.Length, scaled.Length, nameof(scaled));
        if (IsUniform)
        {
            float a = _scale[0], b = _shift[0];
            for (int i = 0; i < raw.Length; i++) scaled[i] = MathF.FusedMultiplyAdd(raw[i], a, b);
            return;
        }

        CheckLength(raw.Length);
        for (int i = 0; i < raw.Length; i++) scaled[i] = MathF.FusedMultiplyAdd(raw[i], _scale[i], _shift[i]);
    }

    /// <summary>Undoes <see cref="Apply(ReadOnlySpan{float}, Span{float})"/>. Features whose factor is 0 come back as 0.</summary>
    /// <exception cref="ArgumentException">The scaler was made for another number of features, or <paramref name="raw"/> has no room for all.</exception>
    public void Invert(ReadOnlySpan<float> scaled, Span<float> raw)
    {
        CheckRoom(scaled.Length, raw.Length, nameof(raw));
        if (!IsUniform) CheckLength(scaled.Length);
        for (int i = 0; i < scaled.Length; i++)
        {
            int f = IsUniform ? 0 : i;
            raw[i] = _scale[f] == 0 ? 0 : (scaled[i] - _shift[f]) / _scale[f];
        }
    }

    private static void CheckRoom(int features, int room, string name)
    {
        if (room < features) throw new ArgumentException($"There are {features} features, but there is room for {room}.", name);
    }

    internal void CheckLength(int features)
    {
        if (!IsUniform && _scale.Length != features)
            throw new ArgumentException($"This scaler was made for {_scale.Length} features, but the sample has {features}.");
    }

    /// <inheritdoc/>
    public bool Equals(Scaler? other) =>
        other is not null && _scale.AsSpan().SequenceEqual(other._scale) && _shift.AsSpan().SequenceEqual(other._shift);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Scaler);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_scale.Length, _scale[0], _shift[0]);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
