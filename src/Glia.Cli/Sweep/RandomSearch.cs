namespace Glia.Cli;

/// <summary>
/// Combinations by chance, no two the same (Bergstra and Bengio 2012): where few settings matter, as a rule, each draw tries another value of those, while a grid tries the same few
/// again and again.
/// </summary>
/// <param name="Count">How many.</param>
internal sealed record RandomSearch(int Count) : SearchMethod
{
    private const int Patience = 200; // draws for each combination that is wanted: past that, there are hardly that many
    private const ulong Stream = 0x53EE9;

    public override IReadOnlyList<IReadOnlyList<SettingValue>> Choose(IReadOnlyList<SettingValues> settings, ulong seed)
    {
        var random = new Xoshiro256(seed, Stream);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var chosen = new List<IReadOnlyList<SettingValue>>();
        for (long draw = 0; chosen.Count < Count && draw < (long)Count * Patience; draw++)
        {
            var values = new List<SettingValue>();
            foreach (SettingValues setting in settings) values.Add(new SettingValue(setting.Setting, setting.Draw(ref random)));
            if (seen.Add(string.Join('\n', values.Select(v => v.Text)))) chosen.Add(values);
        }

        if (chosen.Count < Count) throw ToolException.BadOption("--random", $"{Count} different combinations are wanted, but there are hardly more than {chosen.Count}. Ask for fewer, or leave --random out to try them all.");
        return chosen;
    }

    public override string Describe(IReadOnlyList<SettingValues> settings) => $"{Show.Count(Count)} combinations drawn by chance";
}
