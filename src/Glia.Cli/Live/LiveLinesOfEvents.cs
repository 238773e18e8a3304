using System.Globalization;
using Glia.Live;

namespace Glia.Cli;

/// <summary>What happens in a session, one line each, for a machine without a screen and for those who read it later.</summary>
internal sealed class LiveLinesOfEvents(ToolConsole console) : LiveListener
{
    private readonly Lock _gate = new();

    public override void OnTrained(TrainingOutcome outcome) => Write(outcome.End switch
    {
        TrainingEnd.Done => $"trained: {outcome.Text}, {Show.Time(outcome.Duration)}",
        TrainingEnd.Cancelled => "training cancelled",
        _ => $"training failed: {outcome.Text}",
    });

    public override void OnLoaded(LiveProject project) => Write($"opened: {project.Name}");

    public override void OnGesture(int gesture) => Write($"gesture {gesture}");

    public override void OnWarning(string text) => Write($"warning: {text}");

    private void Write(string text)
    {
        try
        {
            lock (_gate) console.ErrorWriter.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.Now:HH:mm:ss}  {text}"));
        }
        catch (IOException)
        {
            // Where they are written to, the disk is full: the session goes on without them.
        }
    }
}
