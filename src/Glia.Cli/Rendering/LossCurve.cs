namespace Glia.Cli;

/// <summary>The loss along a training, kept as a few numbers: pieces of the way, each with the mean loss over its samples.</summary>
internal sealed class LossCurve
{
    private readonly List<(double From, double To, double Loss)> _pieces = [];
    private double _lastSum;
    private int _lastSamples, _lastEpoch;

    /// <summary>Takes in a report, whose loss is the mean since the epoch began.</summary>
    public void Add(in TrainingProgress progress)
    {
        if (progress.Epoch != _lastEpoch) (_lastEpoch, _lastSamples, _lastSum) = (progress.Epoch, 0, 0);
        int samples = progress.SamplesDone - _lastSamples;
        if (samples <= 0) return;
        double sum = progress.Loss * progress.SamplesDone;
        double all = progress.SamplesPerEpoch;
        _pieces.Add((progress.Epoch - 1 + (_lastSamples / all), progress.Epoch - 1 + (progress.SamplesDone / all), (sum - _lastSum) / samples));
        (_lastSamples, _lastSum) = (progress.SamplesDone, sum);
    }

    /// <summary>The curve at <paramref name="count"/> places at equal distances.</summary>
    public double[] Values(int count)
    {
        if (_pieces.Count == 0) return [];
        double from = _pieces[0].From, to = _pieces[^1].To;
        var values = new double[count];
        for (int i = 0, p = 0; i < count; i++)
        {
            double place = from + ((to - from) * (i + 0.5) / count);
            while (p < _pieces.Count - 1 && _pieces[p].To < place) p++;
            values[i] = _pieces[p].Loss;
        }

        return values;
    }
}
