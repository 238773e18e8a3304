namespace Glia.Cli;

/// <summary>The values that a sweep tries of one setting.</summary>
internal abstract record SettingValues(SweepSetting Setting)
{
    /// <summary>Whether there is more than one.</summary>
    public abstract bool Varies { get; }

    /// <summary>As it is written on a command line.</summary>
    public abstract IEnumerable<string> Arguments { get; }

    /// <summary>As it is told to a reader.</summary>
    public abstract string Description { get; }

    /// <summary>A value by chance, each as likely as any other.</summary>
    public abstract string Draw(ref Xoshiro256 random);

    /// <summary>Reads what was given for a setting: lists, or one range.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="given">What stands after the option, once for each time it was given.</param>
    /// <exception cref="ToolException">A value is none, or stands there twice.</exception>
    public static SettingValues Parse(SweepSetting setting, IReadOnlyList<string> given)
    {
        if (given.Count == 1 && DrawnRange.Find(setting, given[0]) is { } range) return range;
        string[] values = [.. given.SelectMany(text => setting.Separator is { } separator ? text.Split(separator) : [text]).Select(v => v.Trim())];
        foreach (string value in values)
        {
            if (value.Length == 0) throw ToolException.BadOption(setting.Name, $"a value is empty in '{string.Join(' ', given)}'.");
            if (value.Contains("..", StringComparison.Ordinal)) throw ToolException.BadOption(setting.Name, $"'{value}' is a range, which stands alone: either a range or a list of values.");
            RecipeLine.CheckValue(setting.Name, value);
        }

        if (values.GroupBy(v => v, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice) throw ToolException.BadOption(setting.Name, $"'{twice.Key}' stands there twice.");
        return new ValueList(setting, values);
    }
}
