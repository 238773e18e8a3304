namespace Glia.Cli;

/// <summary>How a sweep chooses which combinations of values it tries.</summary>
internal abstract record SearchMethod
{
    /// <summary>More trials than this are a mistake in typing.</summary>
    public const int MostConfigurations = 100_000;

    /// <summary>The combinations, each with a value for every setting.</summary>
    /// <exception cref="ToolException">The values do not suit this way of choosing.</exception>
    public abstract IReadOnlyList<IReadOnlyList<SettingValue>> Choose(IReadOnlyList<SettingValues> settings, ulong seed);

    /// <summary>In words: "every combination of 3 lr × 2 layers".</summary>
    public abstract string Describe(IReadOnlyList<SettingValues> settings);
}
