namespace Glia.Analyzers;

/// <summary>What values an activation can have.</summary>
internal sealed class Reach
{
    private Reach(double least, double most) => (Least, Most) = (least, most);

    /// <summary>The lower bound.</summary>
    public double Least { get; }

    /// <summary>The upper bound.</summary>
    public double Most { get; }

    /// <summary>By the activation's name; null for one without bounds, or one that is not known here.</summary>
    public static Reach? Of(string? activation) => activation switch
    {
        "Sigmoid" or "HardSigmoid" or "Softmax" => new(0, 1),
        "Tanh" => new(-1, 1),
        _ => null,
    };

    /// <summary>Whether its values are probabilities; true for one that is not known here, so that nothing is said of it.</summary>
    public static bool IsProbability(string activation) => activation is not ("Identity" or "ReLU" or "LeakyReLU" or "ELU" or "GELU" or "SiLU" or "Softplus" or "Tanh");
}
