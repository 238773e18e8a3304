namespace Glia.Cli;

/// <summary>Every combination of the values that were listed; the last setting changes fastest.</summary>
internal sealed record GridSearch : SearchMethod
{
    public override IReadOnlyList<IReadOnlyList<SettingValue>> Choose(IReadOnlyList<SettingValues> settings, ulong seed)
    {
        if (settings.OfType<DrawnRange>().FirstOrDefault() is { } range)
            throw ToolException.BadOption(range.Setting.Name, "a range has no end of values: say how many combinations to draw, with --random 20, or list the values.");
        long count = settings.Cast<ValueList>().Aggregate(1L, (product, s) => Math.Min(product * s.Values.Count, int.MaxValue));
        if (count > MostConfigurations)
            throw ToolException.BadOption(settings.First(s => s.Varies).Setting.Name, $"the lists make more than {Show.Count(MostConfigurations)} combinations. Shorten them, or draw some with --random 100.");
        IEnumerable<IReadOnlyList<SettingValue>> all = [[]];
        foreach (ValueList setting in settings.Cast<ValueList>())
            all = all.SelectMany(head => setting.Values.Select(v => (IReadOnlyList<SettingValue>)[.. head, new SettingValue(setting.Setting, v)]));
        return [.. all];
    }

    public override string Describe(IReadOnlyList<SettingValues> settings)
    {
        string product = string.Join(" × ", settings.OfType<ValueList>().Where(s => s.Varies).Select(s => $"{s.Values.Count} {s.Setting.Title}"));
        return product.Length == 0 ? "one combination" : $"every combination of {product}";
    }
}
