using System.Globalization;
using Glia.Live;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>The session in a terminal: inputs and outputs moving, what it is doing, and keys for what one does with it.</summary>
internal sealed class LivePanel : LiveListener
{
    private const int MostShown = 12, BarWidth = 24, NameWidth = 14, Warnings = 3, RowsOfOthers = 12;
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100), WarningsStay = TimeSpan.FromSeconds(12);

    private readonly ToolConsole _console;
    private readonly LiveHost _host;
    private readonly LiveLines _lines;
    private readonly Queue<(DateTime Time, string Text)> _warnings = new();
    private float[] _low = [], _high = [];

    public LivePanel(ToolConsole console, LiveHost host) => (_console, _host, _lines) = (console, host, new LiveLines(console));

    /// <summary>Shows it until Ctrl-C or <c>q</c>.</summary>
    public void Run(CancellationToken stop)
    {
        bool hasKeys = !Console.IsInputRedirected;
        _host.Session.AddListener(this);
        using LiveLines lines = _lines;
        while (!stop.IsCancellationRequested)
        {
            lines.Write(Draw(hasKeys));
            if (stop.WaitHandle.WaitOne(Refresh)) break;
            while (hasKeys && Console.KeyAvailable)
                if (!Press(Console.ReadKey(intercept: true))) return;
        }

        _host.Session.RemoveListener(this);
    }

    public override void OnWarning(string text)
    {
        lock (_warnings)
        {
            _warnings.Enqueue((DateTime.Now, text));
            while (_warnings.Count > Warnings) _warnings.Dequeue();
        }
    }

    private bool Press(ConsoleKeyInfo key)
    {
        LiveSession session = _host.Session;
        string? command = char.ToLowerInvariant(key.KeyChar) switch
        {
            'r' => session.IsRecording ? "/wekinator/control/stopRecording" : "/wekinator/control/startRecording",
            't' => session.IsTraining ? "/wekinator/control/cancelTrain" : "/wekinator/control/train",
            ' ' => session.IsRunning ? "/wekinator/control/stopRunning" : "/wekinator/control/startRunning",
            'd' => "/glia/control/deleteLastRound",
            'b' => "/glia/control/restoreLastRound",
            'u' => "/glia/control/undo",
            'x' => "/glia/control/randomize",
            'p' => Print(),
            >= '1' and <= '9' when session.Gestures is not null => session.RecordedGesture == key.KeyChar - '0' ? "/wekinator/control/stopDtwRecording" : $"/wekinator/control/startDtwRecording {key.KeyChar}i",
            _ => null,
        };
        if (command is not null) LiveJob.Do(_host, command);
        return char.ToLowerInvariant(key.KeyChar) != 'q';
    }

    /// <summary>Wekinator's "Display in console": the networks as text, above the panel.</summary>
    private string? Print()
    {
        LiveSession session = _host.Session;
        _lines.Clear();
        for (int number = 1; session.Output(number) is { } spec; number++)
        {
            if (session.Model(number)?.ConsoleText is not { } text) continue;
            _console.OutWriter.WriteLine($"{spec.Name}:");
            _console.OutWriter.WriteLine(text);
        }

        return null;
    }

    private List<string> Draw(bool hasKeys)
    {
        LiveSnapshot now = _host.Session.Snapshot();
        var lines = new List<string> { State(now), "" };
        int most = Most(_console.Height);
        Widen(now.Inputs);
        for (int i = 0; i < Math.Min(now.Inputs.Count, most); i++) lines.Add(Row(now.InputNames[i], (now.Inputs[i] - _low[i]) / Math.Max(1e-9f, _high[i] - _low[i]), Number(now.Inputs[i]), "blue"));
        if (now.Inputs.Count > most) lines.Add($"  [dim]… and {now.Inputs.Count - most} more inputs[/]");
        lines.Add("");
        foreach (OutputSnapshot output in now.Outputs.Take(most)) lines.Add(Row(now, output));
        if (now.Outputs.Count > most) lines.Add($"  [dim]… and {now.Outputs.Count - most} more outputs[/]");
        foreach (GestureSnapshot gesture in now.Gestures.Take(most)) lines.Add(Row(gesture));
        lines.Add("");
        lines.Add(Traffic());
        lines.AddRange(Warned());
        if (hasKeys) lines.Add(now.Gestures.Count > 0 ? "  [dim]1–9[/] record a gesture  [dim]space[/] run  [dim]d[/] delete last  [dim]b[/] bring back  [dim]u[/] undo  [dim]q[/] quit" : "  [dim]r[/] record  [dim]t[/] train  [dim]space[/] run  [dim]d[/] delete last  [dim]b[/] bring back  [dim]u[/] undo  [dim]x[/] randomize  [dim]p[/] print networks  [dim]q[/] quit");
        return [.. lines.Select(Fit)];
    }

    /// <summary>Most inputs, and most outputs, that a terminal of so many rows has room for: what is drawn over and over must never scroll.</summary>
    internal static int Most(int height) => height == 0 ? MostShown : Math.Clamp((height - RowsOfOthers) / 2, 1, MostShown);

    private static string State(LiveSnapshot now)
    {
        string state = now.IsRecording ? $"[red]● recording {(now.Gestures.FirstOrDefault(g => g.IsRecording) is { } gesture ? Markup.Escape(gesture.Name) : $"round {now.Round}")}[/]" : now.IsRunning ? "[green]▶ running[/]" : "[dim]○ listening[/]";
        string training = now.IsTraining ? $"   training {Bar.Thin(now.Progress.Part, 16)} [dim]epoch[/] {Show.Count(now.Progress.Epoch)} [dim]loss[/] {Show.Loss(now.Progress.Loss)}"
            : now.Outcome is { } outcome ? $"   [dim]training:[/] {Word(outcome)}" : "";
        return $"  [bold]{state}[/]   {Show.Count(now.ExampleCount)} [dim]{(now.ExampleCount == 1 ? "example" : "examples")}[/]{training}";
    }

    private static string Word(TrainingOutcome outcome) => outcome.End switch
    {
        TrainingEnd.Done => $"[green]done[/] [dim]in {Show.Time(outcome.Duration)}[/]",
        TrainingEnd.Cancelled => "[yellow]cancelled[/]",
        _ => "[red]failed[/]",
    };

    private static string Row(LiveSnapshot now, OutputSnapshot output)
    {
        OutputSpec spec = output.Spec;
        string more = output.LearnedFrom == 0 ? "not trained" : output.IsRun ? "" : "does not run";
        if (!output.IsRecorded) more = more.Length == 0 ? "not recorded" : more + ", not recorded";
        if (spec.Kind == OutputKind.Value) return Row(spec.Name, (output.Value - spec.Minimum) / (spec.Maximum - spec.Minimum), $"{Number(output.Value)}  [dim]{more}[/]", now.IsRunning ? "green" : "grey");
        float sure = output.Probabilities.Count > 0 && output.Value >= 1 && output.Value <= output.Probabilities.Count ? output.Probabilities[(int)output.Value - 1] : float.NaN;
        string text = $"[bold]{Number(output.Value)}[/] [dim]of {spec.ClassCount}{(float.IsNaN(sure) || !now.IsRunning ? "" : $", {Show.Percent(sure, 0)} sure")}  {more}[/]";
        return Row(spec.Name, Dots((int)output.Value, spec.ClassCount), text, now.IsRunning ? "green" : "grey");
    }

    // One dot a class, the chosen one filled; of many classes a bar.
    private static string Dots(int chosen, int classes)
    {
        if (classes > BarWidth / 2) return Bar.Solid((double)chosen / classes, BarWidth);
        return string.Join(' ', Enumerable.Range(1, classes).Select(c => c == chosen ? "●" : "○")).PadRight(BarWidth);
    }

    private static string Row(GestureSnapshot gesture) =>
        Row(gesture.Name, float.IsFinite(gesture.Distance) ? 1 / (1 + gesture.Distance) : 0, $"{(gesture.IsMatch ? "[green]◀ this[/]  " : "")}[dim]{gesture.ExampleCount} {(gesture.ExampleCount == 1 ? "example" : "examples")}{(float.IsFinite(gesture.Distance) ? $", distance {Number(gesture.Distance)}" : "")}[/]", gesture.IsMatch ? "green" : "grey");

    private static string Row(string name, float part, string text, string colour) => Row(name, Bar.Solid(part, BarWidth), text, colour);

    private static string Row(string name, string picture, string text, string colour)
    {
        return $"  {Markup.Escape(Cells.Fill(name, NameWidth))} [{colour}]{picture}[/] {text}";
    }

    private string Traffic()
    {
        OscTraffic traffic = _host.Traffic;
        (_, long dropped, long? overflown) = _host.Datagrams;
        long lost = dropped + (overflown ?? 0);
        OscSeen? last = traffic.Last().LastOrDefault(m => m.IsIn);
        bool isNew = last is not null && Environment.TickCount64 - last.Time < 300;
        string more = (traffic.Malformed > 0 ? $"  [yellow]{Show.Count(traffic.Malformed)} unreadable[/]" : "") + (lost > 0 ? $"  [yellow]{Show.Count(lost)} dropped[/]" : "");
        return $"  {(isNew ? "[green]●[/]" : "[dim]○[/]")} [dim]in[/] {Show.Count(traffic.In)}  [dim]out[/] {Show.Count(traffic.Out)}{more}  [dim]{Markup.Escape(last?.Text ?? "nothing has come yet")}[/]";
    }

    private IEnumerable<string> Warned()
    {
        lock (_warnings)
        {
            while (_warnings.Count > 0 && DateTime.Now - _warnings.Peek().Time > WarningsStay) _warnings.Dequeue();
            return [.. _warnings.Select(w => $"  [yellow]! {Markup.Escape(w.Text)}[/]")];
        }
    }

    // The bars of inputs reach as far as these have been.
    private void Widen(IReadOnlyList<float> inputs)
    {
        if (_low.Length != inputs.Count) (_low, _high) = ([.. inputs.Select(x => Math.Min(0, x))], [.. inputs.Select(x => Math.Max(1, x))]);
        for (int i = 0; i < inputs.Count; i++) (_low[i], _high[i]) = (Math.Min(_low[i], inputs[i]), Math.Max(_high[i], inputs[i]));
    }

    // A line that wraps would spoil the next drawing.
    private string Fit(string markup)
    {
        string plain = Markup.Remove(markup);
        return Cells.Of(plain) < _console.Width ? markup : Markup.Escape(Cells.Cut(plain, _console.Width - 1));
    }

    private static string Number(float value) => value.ToString(MathF.Abs(value) >= 1000 ? "0" : "0.###", CultureInfo.InvariantCulture);
}
