using System.Globalization;

namespace Glia;

/// <summary>
/// Rosenblatt's perceptron (1958): one neuron with a step output, and a learning rule of its own, <c>wᵢ ← wᵢ + η (t − a) xᵢ</c> with x₀ = 1 for the bias.
/// It learns whatever a straight line separates (Novikoff 1962), and nothing else. Not safe to share between threads while it learns.
/// </summary>
public sealed class Perceptron
{
    private readonly float[] _weights;

    /// <summary>A perceptron with <paramref name="inputs"/> inputs and starting weights from U(−1, 1).</summary>
    public Perceptron(int inputs, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        var random = new Xoshiro256(seed);
        _weights = new float[inputs + 1];
        for (int i = 0; i < _weights.Length; i++) _weights[i] = (float)random.NextDouble(-1, 1);
    }

    /// <summary>w₀, the bias, then one weight per input.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>The answer to one sample: 1 where <c>w₀ + Σ wᵢ xᵢ ≥ 0</c>, else 0.</summary>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    public int Query(ReadOnlySpan<float> inputs) => new Neuron(_weights.AsSpan(1), _weights[0], Activation.Step).FeedForward(inputs) >= 0.5f ? 1 : 0;

    /// <summary>
    /// Goes through the samples in turn, round after round, moving the weights after each wrong answer, until a whole round is right or the weights have moved
    /// <paramref name="maxUpdates"/> times.
    /// </summary>
    /// <param name="data">Samples of two classes; class 1 is the one to answer 1 to.</param>
    /// <param name="rate">η.</param>
    /// <param name="maxUpdates">The most moves.</param>
    /// <returns>Moves made: fewer than <paramref name="maxUpdates"/> means that every sample is right.</returns>
    /// <exception cref="ArgumentException">The data do not have two classes, or another number of features.</exception>
    public int Train(Dataset data, float rate = 0.1f, int maxUpdates = 3000)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.ClassCount != 2) throw new ArgumentException($"A perceptron tells two classes apart, but the data have {data.ClassCount}.", nameof(data));
        if (data.FeatureCount != _weights.Length - 1) throw new ArgumentException($"The perceptron has {_weights.Length - 1} inputs, but the samples have {data.FeatureCount} features.", nameof(data));
        if (data.Count == 0) throw new ArgumentException("There are no samples to train on.", nameof(data));
        var x = new float[data.FeatureCount];
        int updates = 0, rightInARow = 0;
        for (int sample = 0; updates < maxUpdates && rightInARow < data.Count; sample = (sample + 1) % data.Count)
        {
            data.CopyFeatures(sample, x);
            int error = data.Label(sample) - Query(x);
            rightInARow = error == 0 ? rightInARow + 1 : 0;
            if (error == 0) continue;
            updates++;
            _weights[0] += rate * error;
            for (int i = 0; i < x.Length; i++) _weights[i + 1] += rate * error * x[i];
        }

        return updates;
    }

    /// <summary>Number of samples answered right.</summary>
    /// <exception cref="ArgumentException">The data hold target values instead of classes, or another number of features.</exception>
    public int CountCorrect(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.IsClassification) throw new ArgumentException("These data hold target values, not class labels.", nameof(data));
        int correct = 0;
        for (int i = 0; i < data.Count; i++)
            if (Query(data.Features(i)) == data.Label(i)) correct++;
        return correct;
    }

    /// <summary>The line (or plane) that separates the answers: <c>w0 + w1·x + w2·y = 0</c>, with this perceptron's numbers.</summary>
    public override string ToString()
    {
        string text = _weights[0].ToString("0.###", CultureInfo.InvariantCulture);
        for (int i = 1; i < _weights.Length; i++)
        {
            string name = _weights.Length <= 4 ? "xyz"[i - 1].ToString() : $"x{i}";
            text += string.Create(CultureInfo.InvariantCulture, $" {(_weights[i] < 0 ? '-' : '+')} {Math.Abs(_weights[i]):0.###}·{name}");
        }

        return text + " = 0";
    }
}
