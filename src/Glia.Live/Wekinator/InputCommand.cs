namespace Glia.Live;

/// <summary>The inputs: numbers of every type; strictly, as in Wekinator, floats alone, and 0 for anything else.</summary>
internal sealed class InputCommand(LiveSession session)
{
    private float[] _numbers = [];
    private long _lastWarning;

    /// <summary>Takes a message of inputs. Not for two threads at once.</summary>
    public void Take(in OscMessage message)
    {
        if (_numbers.Length != message.Count) _numbers = new float[message.Count];
        if (session.Options.IsStrict) ReadStrictly(message);
        else if (!message.TryGetNumbers(_numbers))
        {
            Warn($"{Arguments.Name(message)} came with something that is no number: it was left out.");
            return;
        }

        session.Input(_numbers);
    }

    private void ReadStrictly(in OscMessage message)
    {
        int i = 0;
        bool isOther = false;
        foreach (OscArgument argument in message)
        {
            bool isFloat = argument.Tag == 'f' && argument.TryGetNumber(out double number) && Set(i, (float)number);
            if (!isFloat) (_numbers[i], isOther) = (0, true);
            i++;
        }

        if (isOther) Warn($"{Arguments.Name(message)} came with something that is no float: it counts as 0 (--strict).");
    }

    private bool Set(int index, float number)
    {
        _numbers[index] = number;
        return true;
    }

    // Inputs come a thousand times a second; once a second is enough.
    private void Warn(string text)
    {
        long now = Environment.TickCount64;
        if (now - _lastWarning < 1000 && _lastWarning != 0) return;
        _lastWarning = now;
        session.Report(text);
    }
}
