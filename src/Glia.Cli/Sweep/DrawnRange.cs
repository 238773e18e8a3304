using System.Globalization;

namespace Glia.Cli;

/// <summary>A range of numbers to draw from, ends included: <c>0.001..1:log</c>. By logarithm, 0.01 to 0.1 is as likely as 0.1 to 1 (Bergstra and Bengio 2012).</summary>
internal sealed record DrawnRange(SweepSetting Setting, double Low, double High, bool IsLog) : SettingValues(Setting)
{
    private const string Log = "log", Linear = "linear";

    public override bool Varies => true;

    public override IEnumerable<string> Arguments => [Setting.Name, Text];

    public override string Description => $"{Number(Low)} to {Number(High)}, drawn {(IsLog ? "by logarithm" : "evenly")}";

    private string Text => $"{Number(Low)}..{Number(High)}:{(IsLog ? Log : Linear)}";

    /// <summary>The range that a text describes; null where it describes none.</summary>
    /// <exception cref="ToolException">It is a range, but not a sound one.</exception>
    public static DrawnRange? Find(SweepSetting setting, string text)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0 || !setting.IsNumber) return null;
        if (!setting.HasRange) throw ToolException.BadOption(setting.Name, $"'{text}': there are no ranges of it. List the values.");
        string[] end = text[(dots + 2)..].Split(':', 2);
        bool isLog = end.Length > 1 ? IsLogName(setting, text, end[1]) : setting.IsLog;
        (double low, double high) = (Parse(setting, text[..dots]), Parse(setting, end[0]));
        if (low >= high) throw ToolException.BadOption(setting.Name, $"'{text}' is no range: {Number(low)} is not less than {Number(high)}.");
        if (isLog && low <= 0) throw ToolException.BadOption(setting.Name, $"'{text}' cannot be drawn by logarithm from {Number(low)} on. Begin above 0, or add ':linear'.");
        return new DrawnRange(setting, low, high, isLog);
    }

    public override string Draw(ref Xoshiro256 random)
    {
        double u = random.NextDouble();
        if (Setting.IsWhole) return Number(Math.Clamp(Math.Floor(Between(Low, High + 1, u)), Low, High));

        // Three digits that matter: a rate need not be known better, and the value can be typed again.
        double value = double.Parse(Between(Low, High, u).ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Number(Math.Clamp(value, Low, High));
    }

    private double Between(double low, double high, double u) => IsLog ? StableMath.Exp(StableMath.Log(low) + (u * (StableMath.Log(high) - StableMath.Log(low)))) : low + (u * (high - low));

    private static bool IsLogName(SweepSetting setting, string text, string name) => name switch
    {
        Log => true,
        Linear => false,
        _ => throw ToolException.BadOption(setting.Name, $"'{text}' ends in ':{name}'; a range ends in ':log', ':linear' or nothing."),
    };

    private static double Parse(SweepSetting setting, string text)
    {
        RecipeLine.CheckValue(setting.Name, text);
        return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    // 1e-5, as people write it, not 1E-05.
    private static string Number(double value) =>
        value.ToString(CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal).Replace("E-", "e-", StringComparison.Ordinal);
}
