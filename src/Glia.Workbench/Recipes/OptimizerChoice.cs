namespace Glia.Workbench;

/// <summary>An optimiser by name: its usual learning rate and momentum, and how it is made.</summary>
/// <param name="Name">The name.</param>
/// <param name="Rate">The learning rate that is usual with it.</param>
/// <param name="Momentum">The momentum that is usual with it.</param>
/// <param name="Create">Makes it of a learning rate and a momentum.</param>
public sealed record OptimizerChoice(string Name, float Rate, float Momentum, Func<float, float, Optimizer> Create)
{
    /// <summary>Every optimiser.</summary>
    public static IReadOnlyList<OptimizerChoice> All { get; } =
    [
        new("sgd", 0.1f, 0, (rate, momentum) => new Sgd(rate, momentum)),
        new("momentum", 0.05f, 0.9f, (rate, momentum) => new Sgd(rate, momentum)),
        new("nesterov", 0.05f, 0.9f, (rate, momentum) => new Sgd(rate, momentum, nesterov: true)),
        new("rmsprop", 0.001f, 0, (rate, _) => new RmsProp(rate)),
        new("adam", 0.001f, 0, (rate, _) => new Adam(rate)),
        new("adamw", 0.001f, 0, (rate, _) => new AdamW(rate)),
    ];

    /// <summary>Whether a momentum means something to it.</summary>
    public bool TakesMomentum => Name is "sgd" or "momentum" or "nesterov";

    /// <summary>Whether it needs a momentum greater than 0.</summary>
    public bool LooksAhead => Name is "nesterov";

    /// <summary>The optimiser of that name, or null.</summary>
    public static OptimizerChoice? Find(string name) => All.FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase));
}
