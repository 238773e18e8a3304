using System.Globalization;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>A training as it is watched: a moving line with what is under way, and a table that grows by one line per epoch.</summary>
/// <param name="console">Where it is watched.</param>
/// <param name="isQuiet">Nothing is written.</param>
/// <param name="hasValidation">There are columns for what is held out.</param>
/// <param name="isBrief">Of many epochs, a few get a line: for toy data, whose thousands take an instant.</param>
internal sealed class TrainingView(ToolConsole console, bool isQuiet, bool hasValidation, bool isBrief = false) : IProgress<TrainingProgress>, IDisposable
{
    private const int SparklineWidth = 56;
    private const int MostEpochs = 100, FewEpochs = 10; // of more than the first number, only as many as the second get a line

    private readonly LiveLine _line = new(console);
    private readonly LossCurve _curve = new();
    private readonly List<double> _losses = [];
    private bool _hasHead;

    /// <summary>Loss along the way.</summary>
    public LossCurve Curve => _curve;

    public void Report(TrainingProgress value)
    {
        _curve.Add(value);
        if (!isQuiet) _line.Write(Moving(value));
    }

    /// <summary>Writes an epoch's line of the table.</summary>
    public void Write(EpochReport report)
    {
        _losses.Add(report.Loss);
        if (isQuiet || !IsShown(report)) return;
        _line.Clear();
        int width = Math.Max(7, $"{report.Epochs}/{report.Epochs}".Length);
        if (!_hasHead) console.Out.MarkupLine($"[bold]{Row("epoch".PadRight(width), "loss", "accuracy", "val. loss", "val. acc.", "rate", "time", "samples/s")}[/]");
        _hasHead = true;
        console.Out.MarkupLine(Row(
            $"{report.Epoch}/{report.Epochs}".PadRight(width), Show.Loss(report.Loss), Show.Percent(report.Accuracy), Show.Loss(report.ValidationLoss), Show.Percent(report.ValidationAccuracy),
            Show.Rate(report.LearningRate), Show.Time(report.Duration), report.SamplesPerSecond.ToString("N0", CultureInfo.InvariantCulture)));
    }

    private bool IsShown(EpochReport report) => !isBrief || report.Epochs <= MostEpochs || report.Epoch == 1 || report.Epoch == report.Epochs || report.Epoch % (report.Epochs / FewEpochs) == 0;

    /// <summary>Draws the loss of the whole way as one line.</summary>
    public void WriteCurve()
    {
        _line.Clear();
        int width = Math.Min(SparklineWidth, console.Width - 26);

        // Progress is told some twenty times a second: of many short epochs, the epochs themselves know more.
        double[] values = _losses.Count > MostEpochs ? [.. Enumerable.Range(0, width).Select(i => _losses[i * (_losses.Count - 1) / (width - 1)])] : _curve.Values(width);
        if (isQuiet || values.Length == 0) return;
        console.Out.WriteLine();
        console.Out.MarkupLine($"  loss  {Show.Loss(values[0])} [green]{Sparkline.Of(values)}[/] {Show.Loss(values[^1])}");
    }

    public void Dispose() => _line.Dispose();

    private string Row(string epoch, string loss, string accuracy, string validationLoss, string validationAccuracy, string rate, string time, string speed)
    {
        string validation = hasValidation ? $"{validationLoss,10}{validationAccuracy,10}" : "";
        return $"  {epoch}{loss,9}{accuracy,10}{validation}{rate,10}{time,8}{speed,11}";
    }

    /// <summary>What fits: the bar is the widest where there is room.</summary>
    private string Moving(TrainingProgress p)
    {
        double part = (double)p.SamplesDone / p.SamplesPerEpoch;
        TimeSpan left = p.SamplesPerSecond > 0 ? TimeSpan.FromSeconds((p.SamplesPerEpoch - p.SamplesDone + ((p.Epochs - p.Epoch) * (double)p.SamplesPerEpoch)) / p.SamplesPerSecond) : TimeSpan.Zero;
        string head = $"  {p.Epoch}/{p.Epochs} ";
        string tail = $" {part * 100,3:F0} %  {Show.Count((long)p.SamplesPerSecond)}/s  {Show.Time(left)} left  loss {Show.Loss(p.Loss)}  {Show.Percent(p.Accuracy, 1)}";
        int room = console.Width - head.Length - tail.Length - 2;
        if (room >= 50) (tail, room) = ($" {Show.Count(p.SamplesDone)} of {Show.Count(p.SamplesPerEpoch)}{tail}", room - Show.Count(p.SamplesDone).Length - Show.Count(p.SamplesPerEpoch).Length - 5);
        return head + Bar.Thin(part, Math.Clamp(room, 8, 40)) + Markup.Escape(tail);
    }
}
