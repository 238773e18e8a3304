using System.Globalization;

namespace Glia.Cli;

/// <summary>A trial in columns: its number, what it has of each setting that varies, and its seed where there are several.</summary>
internal sealed class TrialColumns
{
    private const string Gap = "  ";
    private readonly IReadOnlyList<(string Title, Func<Trial, string> Cell, int Width)> _columns;

    public TrialColumns(SweepPlan plan)
    {
        List<(string Title, Func<Trial, string> Cell)> columns = [("trial", t => t.Number.ToString(CultureInfo.InvariantCulture))];
        columns.AddRange(plan.Spec.Varied.Select(s => (s.Title, (Func<Trial, string>)(t => t.Text(s)))));
        if (plan.Spec.Seeds > 1) columns.Add(("seed", t => t.Seed.ToString(CultureInfo.InvariantCulture)));
        _columns = [.. columns.Select(c => (c.Title, c.Cell, Math.Max(c.Title.Length, plan.Trials.Max(t => c.Cell(t).Length))))];
    }

    public string Head => Line(_columns.Select(c => c.Title));

    public string Row(Trial trial) => Line(_columns.Select(c => c.Cell(trial)));

    private string Line(IEnumerable<string> cells) => string.Join(Gap, cells.Select((cell, i) => cell.PadLeft(_columns[i].Width)));
}
