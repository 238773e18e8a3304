namespace Glia.Live;

/// <summary>
/// What learners with a network have in common: sigmoid hidden layers, and inputs brought to −1 … 1 by their ranges in the examples. The defaults are Wekinator's. They descend one example a step, as Wekinator does, but
/// with a learning rate that falls to 0 in a half cosine, and from several starts where there is time for them; the start that fits the examples best is kept.
/// </summary>
public abstract record NetworkLearner : Learner
{
    internal const int MostLayers = 3, MostNodes = 1000;

    private protected NetworkLearner()
    {
    }

    /// <summary>Number of hidden layers, 0 … 3. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of these.</exception>
    public int HiddenLayers
    {
        get;
        init => field = SettingText.Bounded(value, 0, MostLayers, nameof(HiddenLayers), "hidden layers");
    }

    = 1;

    /// <summary>Units of each hidden layer, 1 … 1,000; null, the default, for as many as there are inputs, of a classifier 8 at least.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of these.</exception>
    public int? HiddenUnits
    {
        get;
        init => field = value is { } nodes ? SettingText.Bounded(nodes, 1, MostNodes, nameof(HiddenUnits), "nodes in a hidden layer") : null;
    }

    /// <summary>How far the first steps go, greater than 0, at most 100. Where numbers blow up, a smaller one is taken. Default: 0.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float LearningRate
    {
        get;
        init => field = value is > 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "The learning rate must be greater than 0, and at most 100.");
    }

    = 0.3f;

    /// <summary>How much of a step the next one keeps: 0 or more, less than 1. Default: 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public float Momentum
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Momentum), value, "The momentum must be 0 or more, and less than 1.");
    }

    = 0.2f;

    /// <summary>Passes through the examples from each start, 1 … 100,000; null, the default, for Wekinator's 500, and fewer from 121 examples on, but 50 at least.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of these.</exception>
    public int? Epochs
    {
        get;
        init => field = value is { } epochs ? SettingText.Bounded(epochs, 1, NetworkDescent.MostEpochs, nameof(Epochs), "epochs") : null;
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyDictionary<string, string> Settings => NetworkSettings.All.Read(this);

    /// <inheritdoc/>
    public sealed override Learner With(string setting, string value) => NetworkSettings.All.Write(this, setting, value);

    /// <summary>The fewest units of a hidden layer where nobody says.</summary>
    private protected virtual int FewestNodes => 1;

    private protected Network Create(int inputs, int outputs, Activation activation, ulong seed)
    {
        int nodes = HiddenUnits ?? Math.Clamp(inputs, FewestNodes, MostNodes);
        Layer[] layers = [.. Enumerable.Range(0, HiddenLayers).Select(_ => new Dense(nodes, Activation.Sigmoid)), new Dense(outputs, activation)];
        return new Network(inputs, seed, layers);
    }

    private protected NetworkDescent Descent => new(LearningRate, Momentum, Epochs);
}
