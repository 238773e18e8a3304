namespace Glia.Datasets;

/// <summary>
/// Small data with two inputs x and y, to learn with and to look at: truth tables, and points in the square −1 … 1, as in TensorFlow Playground (Smilkov et al. 2017).
/// Each is made from a number of samples, a noise and a seed: the same three give the same bits on every machine. Immutable.
/// </summary>
/// <example><code>
/// Dataset xor = ToyData.Xor.Create();
/// Dataset spirals = ToyData.Spirals.Create(count: 500, noise: 0.05f, seed: 1);
/// </code></example>
public abstract record ToyData
{
    private protected ToyData(string name, string about, int usualCount) => (Name, About, UsualCount) = (name, about, usualCount);

    /// <summary>Its name, as <see cref="Find"/> takes it.</summary>
    public string Name { get; }

    /// <summary>What it is, in a few words.</summary>
    public string About { get; }

    /// <summary>How many samples it has unless told otherwise.</summary>
    public int UsualCount { get; }

    /// <summary>Both inputs are 1: one line separates the classes.</summary>
    public static ToyGate And { get; } = new("and", "truth table: 1 where both inputs are 1", [0, 0, 0, 1]);

    /// <summary>At least one input is 1: one line separates the classes.</summary>
    public static ToyGate Or { get; } = new("or", "truth table: 1 where any input is 1", [0, 1, 1, 1]);

    /// <summary>Exactly one input is 1: no line separates the classes (Minsky and Papert 1969).</summary>
    public static ToyGate Xor { get; } = new("xor", "truth table: 1 where one input is 1, not both", [0, 1, 1, 0]);

    /// <summary>Above or below the line y = 0.5 x + 0.1.</summary>
    public static ToyLine Line { get; } = new(0.5f, 0.1f);

    /// <summary>A disk, and a ring around it.</summary>
    public static ToyClasses Circle { get; } = new ToyCircle();

    /// <summary>Two round clouds.</summary>
    public static ToyClasses Blobs { get; } = new ToyBlobs();

    /// <summary>Two spirals wound into each other.</summary>
    public static ToyClasses Spirals { get; } = new ToySpirals();

    /// <summary>A slanted plane: values to predict instead of classes.</summary>
    public static ToyPlane Plane { get; } = new();

    /// <summary>Every toy, from easy to hard.</summary>
    public static IReadOnlyList<ToyData> All { get; } = [And, Or, Xor, Line, Circle, Blobs, Spirals, Plane];

    /// <summary>The toy of that name, or null.</summary>
    public static ToyData? Find(string name) => All.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes the samples, features of shape <c>(count, 2)</c>.</summary>
    /// <param name="count">Number of samples, at least 1; null for <see cref="UsualCount"/>.</param>
    /// <param name="noise">Standard deviation of what is added to each coordinate (to the value, for the plane) after the class is settled, 0 or more: the square is 2 wide.</param>
    /// <param name="seed">Which points, and which noise.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1, or <paramref name="noise"/> is negative or not finite.</exception>
    public Dataset Create(int? count = null, float noise = 0, ulong seed = 1)
    {
        int samples = count ?? UsualCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1, nameof(count));
        if (!(noise >= 0 && float.IsFinite(noise))) throw new ArgumentOutOfRangeException(nameof(noise), noise, "The noise must be a number, 0 or more.");
        return Make(samples, noise, new Xoshiro256(seed));
    }

    private protected abstract Dataset Make(int count, float noise, Xoshiro256 random);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
