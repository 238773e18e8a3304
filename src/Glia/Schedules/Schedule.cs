namespace Glia;

/// <summary>Where training stands, as a schedule sees it.</summary>
/// <param name="Step">Steps done so far.</param>
/// <param name="TotalSteps">Steps of the whole training.</param>
/// <param name="Epoch">Epochs done so far.</param>
public readonly record struct SchedulePosition(long Step, long TotalSteps, int Epoch)
{
    /// <summary>Fraction done, 0 … 1.</summary>
    public double Progress => TotalSteps <= 1 ? 0 : Math.Min(1, (double)Step / TotalSteps);
}

/// <summary>How the learning rate changes during training: a factor on the optimiser's rate. Immutable.</summary>
public abstract record Schedule
{
    /// <summary>The name in checkpoints and on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Every schedule with its default settings, in the order of the documentation.</summary>
    public static IReadOnlyList<Schedule> All { get; } =
        [new ConstantRate(), new StepDecay(), new ExponentialDecay(), new CosineDecay(), new OneCycle(), new WarmupLinear(), new ReduceOnPlateau()];

    /// <summary>The schedule of that name, or null.</summary>
    public static Schedule? Find(string name) => All.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The factor for the next step.</summary>
    public abstract double Factor(SchedulePosition position);

    /// <summary>A part of a whole, 0 … 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is no such part.</exception>
    private protected static double Part(double value, string name) => value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a part, from 0 to 1.");

    /// <summary>A factor or a divisor: greater than 0, and finite.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is no such number.</exception>
    private protected static double Positive(double value, string name) => value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a number greater than 0.");

    /// <summary>A number of epochs, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is less.</exception>
    private protected static int Epochs(int value, string name) => value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");

    /// <summary>Half a cosine wave from 1 at 0 to 0 at 1.</summary>
    private protected static double Cosine(double x) => 0.5 * (1 + StableMath.Cos(Math.PI * x));
}
