using System.Globalization;
using Glia.Formats;

namespace Glia.Live;

/// <content>What is refused, and what looks wrong, in sentences.</content>
public sealed partial class LiveSession
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const int MostWarnings = 32, LongestWarning = 500; // in a second; in characters

    private long _second;
    private int _told, _untold; // in this second

    private readonly Suppressed _wrongCount = new(), _notFinite = new(), _nothingRecorded = new(), _full = new();

    /// <summary>Tells the listeners of something that was not done, or looks wrong, outside of the session itself.</summary>
    public void Report(string warning)
    {
        lock (_gate) Warn(warning);
    }

    // One datagram can hold thousands of commands to refuse: answering all of them would flood whoever listens.
    private void Warn(string text)
    {
        if (_told == 0 || _options.Clock.GetElapsedTime(_second) >= Pause)
        {
            int untold = _untold;
            (_second, _told, _untold) = (_options.Clock.GetTimestamp(), 0, 0);
            if (untold > 0) Tell($"{Count(untold, "more warning")} came at once and {(untold == 1 ? "was" : "were")} left out.");
        }

        if (_told++ < MostWarnings) Tell(Plain(text));
        else _untold++;
    }

    private void Tell(string text)
    {
        foreach (LiveListener listener in _listeners) listener.OnWarning(text);
    }

    // Parts of it may come from the network, and it goes to terminals.
    private static string Plain(string text)
    {
        string plain = SafeText.IsPlain(text) ? text : string.Concat(text.EnumerateRunes().Select(r => SafeText.IsPlain(r.ToString()) ? r.ToString() : "?"));
        return plain.Length <= LongestWarning ? plain : plain[..LongestWarning] + "…";
    }

    private bool Refuse(string text)
    {
        Warn(text);
        return false;
    }

    // What may come a thousand times a second is told once in a second, with how often it came.
    private bool RefuseSometimes(Suppressed kind, Func<int, string> text, int number)
    {
        if (!kind.IsDue(_options.Clock, out int times)) return false;
        string more = times > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({times} more of these)") : "";
        return Refuse(text(number) + more);
    }

    private string WrongCount(int count) => $"{_project.InputAddress} came with {Count(count, "number")}, and there are {Count(_inputs.Length, "input")}: it was left out.";

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static string Range(OutputSpec spec) => spec.Kind == OutputKind.Class
        ? string.Create(CultureInfo.InvariantCulture, $"its classes are 1 to {spec.ClassCount}")
        : string.Create(CultureInfo.InvariantCulture, $"it takes {(spec.IsInteger ? "whole numbers" : "numbers")}{(spec.IsHardLimited ? $" from {spec.Minimum} to {spec.Maximum}" : "")}");

    /// <summary>Counts what is not told, and says when it is time to tell again.</summary>
    private sealed class Suppressed
    {
        private long _last;
        private int _times;
        private bool _wasTold;

        public bool IsDue(TimeProvider clock, out int times)
        {
            times = _times;
            if (_wasTold && clock.GetElapsedTime(_last) < Pause)
            {
                _times++;
                return false;
            }

            (_last, _times, _wasTold) = (clock.GetTimestamp(), 0, true);
            return true;
        }
    }
}
