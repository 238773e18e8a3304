namespace Glia.Cli;

/// <summary>Values that were listed, one of them for a setting that stays the same.</summary>
internal sealed record ValueList(SweepSetting Setting, IReadOnlyList<string> Values) : SettingValues(Setting)
{
    public override bool Varies => Values.Count > 1;

    public override IEnumerable<string> Arguments =>
        Setting.Separator is { } separator ? [Setting.Name, string.Join(separator, Values)] : Values.SelectMany(v => new[] { Setting.Name, v });

    public override string Description => string.Join(Setting.Separator == ',' ? ", " : "  ", Values);

    public override string Draw(ref Xoshiro256 random) => Values[random.NextInt32(Values.Count)];
}
