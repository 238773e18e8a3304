using System.Diagnostics;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>A sweep as it is watched: a line for each trial that is done, and below, moving, one for each that runs and one for the whole. Safe to use from several threads.</summary>
internal sealed class SweepView(ToolConsole console, SweepPlan plan, bool isQuiet) : ISweepWatcher, IDisposable
{
    private const int MostRunning = 12; // lines: a terminal has some 24
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly LiveLines _lines = new(console);
    private readonly SortedDictionary<int, Running> _running = [];
    private readonly TrialColumns _columns = new(plan);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private Rung _rung = plan.Rungs[0];
    private TimeSpan _next;
    private int _due, _ended;

    private SweepPlan Plan => plan;

    private ToolConsole Console => console;

    public void Begin(Rung rung, int due)
    {
        lock (_lock)
        {
            (_rung, _due, _ended) = (rung, due, 0);
            _clock.Restart();
            _next = TimeSpan.Zero;
            if (isQuiet) return;
            _lines.Clear();
            if (plan.Rungs.Count > 1)
                console.Out.MarkupLine($"  [bold]Rung {rung.Number + 1} of {plan.Rungs.Count}[/]: {Show.Count(rung.Configurations)} {(rung.Configurations == 1 ? "combination" : "combinations")}, {Epochs(rung.Epochs!.Value)}");
            console.Out.MarkupLine($"[bold]  {Markup.Escape(_columns.Head)}  {"val. acc.",10}{"val. loss",11}{"time",9}[/]");
        }
    }

    public IProgress<TrainingProgress> Start(Trial trial)
    {
        lock (_lock)
        {
            var running = new Running(this, trial);
            _running[trial.Number] = running;
            return running;
        }
    }

    public void End(Trial trial, TrialResult result)
    {
        lock (_lock)
        {
            _running.Remove(trial.Number);
            _ended++;
            if (isQuiet) return;
            _lines.Clear();
            string cells = result.IsBroken ? $"  {TrialJson.Name(result.Status)}: {result.Cause}" : $"  {Show.Percent(result.Accuracy),10}{Show.Loss(result.Loss),11}{Show.Time(TimeSpan.FromSeconds(result.Seconds)),9}";
            string line = "  " + _columns.Row(trial) + cells;
            console.Out.MarkupLine(Markup.Escape(console.IsTerminal ? Cut(line, console.Width - 1) : line));
            if (_ended < _due) Draw();
        }
    }

    public void Dispose() => _lines.Dispose();

    private void Report()
    {
        lock (_lock)
        {
            if (isQuiet || !console.IsTerminal || _clock.Elapsed < _next) return;
            _next = _clock.Elapsed + Pause;
            Draw();
        }
    }

    private void Draw()
    {
        if (!console.IsTerminal) return;
        List<string> lines = [.. _running.Values.Take(MostRunning).Select(r => r.Line())];
        if (_running.Count > MostRunning) lines.Add($"  [dim]and {_running.Count - MostRunning} more[/]");
        lines.Add(Whole());
        _lines.Write(lines);
    }

    private string Whole()
    {
        double part = (_ended + _running.Values.Sum(r => r.Part)) / Math.Max(1, _due);
        string left = part > 0.02 ? $"  {Show.Time(_clock.Elapsed * ((1 - part) / part))} left" : "";
        string head = $"  {_ended} of {_due} done ", tail = $" {part * 100,3:F0} %{left}";
        return head + Bar.Thin(part, Math.Clamp(console.Width - head.Length - tail.Length - 2, 8, 40)) + tail;
    }

    private static string Epochs(int count) => count == 1 ? "1 epoch" : $"{count} epochs";

    private static string Cut(string line, int width) => line.Length <= width ? line : line[..(width - 1)] + "…";

    /// <summary>One trial that runs.</summary>
    private sealed class Running(SweepView view, Trial trial) : IProgress<TrainingProgress>
    {
        private TrainingProgress _last;

        /// <summary>How much of the way to the rung is done, 0 … 1.</summary>
        public double Part => _last.Epochs == 0 ? 0 : Math.Min(1, (_last.Epoch - 1 + ((double)_last.SamplesDone / _last.SamplesPerEpoch)) / view.Plan.Epochs(trial, view._rung));

        public void Report(TrainingProgress value)
        {
            _last = value;
            view.Report();
        }

        public string Line()
        {
            string head = $"  {view._columns.Row(trial)}  ";
            string tail = _last.Epochs == 0 ? " begins" : $" {_last.Epoch}/{_last.Epochs}  loss {Show.Loss(_last.Loss)}  {Show.Percent(_last.Accuracy, 1)}";
            int room = view.Console.Width - tail.Length - 2;
            head = Cut(head, Math.Max(10, room - 8));
            return Markup.Escape(head) + Bar.Thin(Part, Math.Clamp(room - head.Length, 4, 30)) + Markup.Escape(tail);
        }
    }
}
