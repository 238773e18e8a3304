namespace Glia.Workbench;

/// <summary>What the settings of a recipe that are names can be.</summary>
public static class Choices
{
    /// <summary>Whole recipes.</summary>
    public static NamedChoice<Recipe> Presets { get; } = new([.. Workbench.Presets.All.Select(p => p.Name)], Workbench.Presets.Find);

    /// <summary>Of the hidden layers; those without a slope are known, so that it can be said that they cannot be trained.</summary>
    public static NamedChoice<Activation> Activations { get; } = new([.. Activation.All.Select(a => a.Name)], Activation.Find);

    /// <summary>What is made small.</summary>
    public static NamedChoice<Loss> Losses { get; } = new([.. Loss.All.Select(l => l.Name)], Loss.Find);

    /// <summary>How weights move.</summary>
    public static NamedChoice<OptimizerChoice> Optimizers { get; } = new([.. OptimizerChoice.All.Select(o => o.Name)], OptimizerChoice.Find);

    /// <summary>How the rate changes.</summary>
    public static NamedChoice<Schedule> Schedules { get; } = new([.. Schedule.All.Select(s => s.Name)], Schedule.Find);

    /// <summary>What is done to inputs.</summary>
    public static NamedChoice<Scaling> Scalings { get; } = new([.. Scaling.All.Select(s => s.Name)], Scaling.Find);

    /// <summary>Classes as outputs.</summary>
    public static NamedChoice<Targets> Targets { get; } = new([.. Workbench.Targets.All.Select(t => t.Name)], Workbench.Targets.Find);

    /// <summary>Starting weights.</summary>
    public static NamedChoice<Initializer> Initializers { get; } = new([.. Initializer.All.Select(i => i.Name)], Initializer.Find);
}
