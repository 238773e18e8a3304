using System.Globalization;
using Glia.Pages;

namespace Glia.Cli;

/// <summary>Numbers as the tool writes them.</summary>
internal static class Show
{
    /// <summary>60,000.</summary>
    public static string Count(long value) => Num.Count(value);

    /// <summary>1 sample, 60,000 samples.</summary>
    public static string Samples(int count) => Num.Samples(count);

    /// <summary>97.86 %; a dash for NaN.</summary>
    public static string Percent(double part, int digits = 2) =>
        double.IsNaN(part) ? "–" : (100 * part).ToString($"F{digits}", CultureInfo.InvariantCulture) + " %";

    /// <summary>0.1234; a dash for NaN.</summary>
    public static string Loss(double value) => double.IsNaN(value) ? "–" : value.ToString(value < 1000 ? "F4" : "G4", CultureInfo.InvariantCulture);

    /// <summary>A learning rate: four digits that matter.</summary>
    public static string Rate(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>0.9 s, 12 s, 1:05, 2:03:04.</summary>
    public static string Time(TimeSpan time)
    {
        if (time.TotalSeconds < 9.95) return time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s";
        if (time.TotalSeconds < 59.5) return time.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture) + " s";
        return time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>1 thread, 2 threads.</summary>
    public static string Threads(int count) => count == 1 ? "1 thread" : $"{count} threads";

    /// <summary>Billions: 7.42, 98.3, 143.</summary>
    public static string Giga(double value) => Digits3(value / 1e9);

    /// <summary>Thousands: 7.42, 98.3, 1,177.</summary>
    public static string Kilo(double value) => Digits3(value / 1e3);

    /// <summary>Seconds as thousand-millionths: 92.4, 4,514.</summary>
    public static string Nano(double seconds) => Digits3(seconds * 1e9);

    /// <summary>Seconds as millionths: 0.85, 12.3.</summary>
    public static string Micro(double seconds) => Digits3(seconds * 1e6);

    /// <summary>2.41 ×.</summary>
    public static string Times(double factor) => Digits3(factor) + " ×";

    private static string Digits3(double value) => value.ToString(value < 9.995 ? "F2" : value < 99.95 ? "F1" : "N0", CultureInfo.InvariantCulture);

    /// <summary>A weight: sign, four decimals.</summary>
    public static string Weight(float value) => value.ToString("+0.0000;-0.0000; 0.0000", CultureInfo.InvariantCulture);

    /// <summary>A number in the shortest form that reads back as the same float.</summary>
    public static string Exact(float value) => Num.Exact(value);
}
