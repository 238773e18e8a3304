using Spectre.Console;

namespace Glia.Cli;

/// <summary>What is said before a sweep.</summary>
internal static class SweepHead
{
    private const int NameWidth = 10;

    /// <summary>On what, which trials, how.</summary>
    public static void Write(ToolConsole console, SweepPlan plan, SweepFolder folder, TrainData data, int known, int jobs)
    {
        console.Out.WriteLine();
        Fact(console, "data", data.Train.Name);
        WritePlan(console, plan);
        Fact(console, "how", $"{(jobs == 1 ? "one training at a time" : $"{jobs} trainings side by side")}, results in {folder.FullPath}");
        if (known > 0) Fact(console, "known", $"{Show.Count(known)} results were there already");
        console.Out.WriteLine();
    }

    /// <summary>Which trials.</summary>
    public static void WritePlan(ToolConsole console, SweepPlan plan)
    {
        Fact(console, "sweep", plan.Description);
        if (plan.Rungs.Count > 1) Fact(console, "halving", $"η = {plan.Spec.Halving!.Eta}: {string.Join(", ", plan.Rungs.Select(r => $"{r.Configurations} for {r.Epochs}"))} epochs");
        foreach (SettingValues setting in plan.Spec.Settings.Where(s => s.Varies)) Fact(console, setting.Setting.Title, setting.Description);
        string[] same = [.. plan.Spec.Settings.Where(s => !s.Varies).Select(s => $"{s.Setting.Title} {s.Description}"), .. plan.Spec.Flags.Select(f => f[2..])];
        string preset = plan.Spec.Settings.Any(s => s.Setting.Name == "--preset") ? "" : $"preset {Presets.For(plan.Spec.Data.Data).Name}";
        Fact(console, "always", string.Join(", ", same.Prepend(preset).Where(t => t.Length > 0)));
    }

    private static void Fact(ToolConsole console, string name, string value)
    {
        if (value.Length > 0) console.Out.MarkupLine($"  [dim]{Markup.Escape(name.PadRight(NameWidth))}[/] {Markup.Escape(value)}");
    }
}
