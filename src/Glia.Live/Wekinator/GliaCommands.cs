using System.Globalization;

namespace Glia.Live;

/// <summary>What Wekinator's window can do and its messages cannot: the page, the panel and any program do it by these.</summary>
internal sealed class GliaCommands(LiveSession session, LiveFiles files)
{
    private const string Control = "/glia/control/";

    /// <summary>Every address, with what it does.</summary>
    public IEnumerable<OscRoute<LiveCommand>> All =>
    [
        new(Control + "randomize", (in _) => session.Randomize()),
        new(Control + "undo", (in _) => session.Undo()),
        new(Control + "deleteLastRound", (in _) => session.DeleteLastRound()),
        new(Control + "restoreLastRound", (in _) => session.RestoreLastRound()),
        new(Control + "deleteExample", DeleteExample),
        new(Control + "setExample", SetExample),
        new(Control + "setLearner", SetLearner),
        new(Control + "setLimits", SetLimits),
        new(Control + "sendProbabilities", SendProbabilities),
        new(Control + "save", (in m) => files.Save(Arguments.TryText(m, 0, out string? path) ? path : null)),
    ];

    private void DeleteExample(in OscMessage message)
    {
        if (Arguments.TryWhole(message, 0, out int id)) session.DeleteExample(id);
        else Report(message, "takes the number of an example");
    }

    private void SetExample(in OscMessage message)
    {
        int inputs = session.InputCount;
        if (Arguments.TryWhole(message, 0, out int id) && Arguments.Numbers(message, 1) is { } numbers && numbers.Length >= inputs) session.SetExample(id, numbers.AsSpan(0, inputs), numbers.AsSpan(inputs));
        else Report(message, "takes the number of an example, its inputs, and its outputs (NaN for one that is missing)");
    }

    private void SetLearner(in OscMessage message)
    {
        if (!Arguments.TryWhole(message, 0, out int output) || !Arguments.TryText(message, 1, out string? name) || session.Output(output) is not { } spec)
        {
            Report(message, "takes the number of an output, the name of a learner, and settings such as hidden-nodes=8");
            return;
        }

        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 2; Arguments.TryText(message, i, out string? setting); i++)
        {
            string[] pair = setting.Split('=', 2);
            settings[pair[0]] = pair.Length > 1 ? pair[1] : "";
        }

        try
        {
            session.SetOutput(output, spec with { Learner = Learners.Named(name, settings) });
        }
        catch (ArgumentException e)
        {
            session.Report(e.Message);
        }
    }

    private void SetLimits(in OscMessage message)
    {
        if (Arguments.TryWhole(message, 0, out int output) && session.Output(output) is { } spec && message.TryGetArgument(1, out OscArgument low) && low.TryGetNumber(out double minimum) && message.TryGetArgument(2, out OscArgument high) && high.TryGetNumber(out double maximum))
            session.SetOutput(output, spec with { Minimum = (float)minimum, Maximum = (float)maximum, IsHardLimited = Arguments.TryText(message, 3, out string? kind) ? string.Equals(kind, "hard", StringComparison.OrdinalIgnoreCase) : spec.IsHardLimited });
        else Report(message, "takes the number of an output, the least and the greatest value, and soft or hard");
    }

    private void SendProbabilities(in OscMessage message)
    {
        if (Arguments.TryWhole(message, 0, out int output) && Arguments.TryWhole(message, 1, out int wanted) && session.Output(output) is { } spec) session.SetOutput(output, spec with { SendsProbabilities = wanted != 0 });
        else Report(message, "takes the number of an output, and 1 or 0");
    }

    private void Report(in OscMessage message, string takes) => session.Report(string.Create(CultureInfo.InvariantCulture, $"{Arguments.Name(message)} {takes}: nothing was changed."));
}
