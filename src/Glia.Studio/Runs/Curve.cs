using System.Globalization;
using System.Text;

namespace Glia.Studio.Runs;

/// <summary>
/// Loss and accuracy after each epoch. Of very long trainings every second, fourth … epoch is kept, so that a curve never has more than <see cref="Most"/> points, here and on the page. Safe
/// to read while it grows.
/// </summary>
internal sealed class Curve
{
    private const int Most = 2_000;
    private readonly Lock _lock = new();
    private readonly List<CurvePoint> _points = [];
    private int _stride = 1;
    private CurvePoint? _last; // the newest epoch, though the stride may pass over it

    /// <summary>Changes whenever points that were there before are no longer where they were.</summary>
    public int Generation { get; private set; }

    public CurvePoint? Last
    {
        get
        {
            lock (_lock) return _last;
        }
    }

    public void Add(CurvePoint point)
    {
        lock (_lock)
        {
            _last = point;
            if ((point.Epoch - 1) % _stride != 0) return;
            _points.Add(point);
            if (_points.Count <= Most) return;
            _stride *= 2;
            _points.RemoveAll(p => (p.Epoch - 1) % _stride != 0);
            Generation++;
        }
    }

    /// <summary>Forgets everything after <paramref name="epoch"/>.</summary>
    public void Cut(int epoch)
    {
        lock (_lock)
        {
            _points.RemoveAll(p => p.Epoch > epoch);
            _last = _points.Count > 0 ? _points[^1] : null;
            if (epoch == 0) _stride = 1;
            Generation++;
        }
    }

    /// <summary>The points from <paramref name="from"/> on, and how many there are in all; from the first where <paramref name="generation"/> is of old.</summary>
    public (int From, CurvePoint[] Points, int Count, int Generation) Since(int from, int generation)
    {
        lock (_lock)
        {
            if (generation != Generation || from > _points.Count) from = 0;
            return (from, [.. _points.Skip(from)], _points.Count, Generation);
        }
    }

    public CurvePoint[] All() => Since(0, -1).Points;

    /// <summary>As a CSV file that any program reads.</summary>
    public byte[] ToCsv()
    {
        CurvePoint[] points = All();
        CurvePoint? last = Last;
        if (last is not null && (points.Length == 0 || points[^1].Epoch != last.Epoch)) points = [.. points, last];
        var text = new StringBuilder(CurvePoint.Head).Append('\n');
        foreach (CurvePoint p in points) text.Append(p.ToCsv()).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads what <see cref="ToCsv"/> wrote; lines that are none are left out.</summary>
    public static Curve Read(IEnumerable<string> lines)
    {
        var curve = new Curve();
        foreach (string line in lines.Skip(1))
            if (CurvePoint.Parse(line) is { } point) curve.Add(point);
        return curve;
    }
}

/// <summary>What one epoch came to; NaN for what was not measured.</summary>
internal sealed record CurvePoint(int Epoch, double Loss, double Accuracy, double ValidationLoss, double ValidationAccuracy)
{
    public const string Head = "epoch,loss,accuracy,validation_loss,validation_accuracy";

    public static CurvePoint Of(EpochReport report, int before) => new(report.Epoch + before, report.Loss, report.Accuracy, report.ValidationLoss, report.ValidationAccuracy);

    public string ToCsv() => string.Join(',', Epoch.ToString(CultureInfo.InvariantCulture), Text(Loss), Text(Accuracy), Text(ValidationLoss), Text(ValidationAccuracy));

    public static CurvePoint? Parse(string line)
    {
        string[] parts = line.Split(',');
        return parts.Length == 5 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out int epoch) ? new(epoch, Number(parts[1]), Number(parts[2]), Number(parts[3]), Number(parts[4])) : null;
    }

    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
}
