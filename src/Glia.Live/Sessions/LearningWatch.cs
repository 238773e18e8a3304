using System.Diagnostics;

namespace Glia.Live;

/// <summary>Puts together how the learning of several outputs goes, and tells it some ten times a second.</summary>
internal sealed class LearningWatch(int outputs, Action<LearningProgress> tell)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Lock _telling = new(); // held until it is heard: what is older is heard before; taken before the gate, which is free meanwhile for whoever ends it all
    private readonly LearningProgress[] _each = new LearningProgress[outputs];
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _last;

    /// <summary>How one of them goes; from any thread.</summary>
    public void Tell(int output, LearningProgress progress)
    {
        lock (_gate)
        {
            _each[output] = progress with { Part = Math.Max(progress.Part, _each[output].Part) }; // one that begins again does not go back
            if (_last != 0 && Stopwatch.GetElapsedTime(_last) < Pause) return;
            _last = Stopwatch.GetTimestamp();
        }

        lock (_telling) tell(Now());
    }

    private LearningProgress Now()
    {
        lock (_gate) return All();
    }

    /// <summary>How it ended.</summary>
    public TrainingOutcome Outcome(TrainingEnd end, string text)
    {
        lock (_gate)
        {
            LearningProgress all = All();
            return new() { End = end, Text = text, Duration = Stopwatch.GetElapsedTime(_start), Epochs = all.Epoch, Loss = all.Loss };
        }
    }

    // The mean of the losses that there are.
    private LearningProgress All()
    {
        float[] losses = [.. _each.Where(e => e.Epoch > 0 && !float.IsNaN(e.Loss)).Select(e => e.Loss)];
        return new(_each.Average(e => e.Part), _each.Sum(e => e.Epoch), losses.Length > 0 ? losses.Average() : float.NaN);
    }
}
