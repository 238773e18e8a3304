namespace Glia.Cli;

/// <summary>One training of a sweep.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Configuration">The number of its settings, from 0; trials that differ by the seed alone share it.</param>
/// <param name="Values">Its settings, those that all trials share included.</param>
/// <param name="Flags">Options without values that all trials share.</param>
/// <param name="Seed">Seed of starting weights, order and generated digits.</param>
internal sealed record Trial(int Number, int Configuration, IReadOnlyList<SettingValue> Values, IReadOnlyList<string> Flags, ulong Seed)
{
    /// <summary>The recipe as options of <c>glia train</c>.</summary>
    public IEnumerable<string> RecipeArguments => Values.SelectMany(v => new[] { v.Setting.Name, v.Text }).Concat(Flags);

    /// <summary>The value of a setting.</summary>
    public string Text(SweepSetting setting) => Values.First(v => v.Setting == setting).Text;
}
