using System.Globalization;
using Glia.Formats;

namespace Glia.Live;

/// <summary>Gestures in a Wekinator project: their settings in <c>current/models/model1.xml</c>, which is plain XML for these, and the examples in <c>current/currentData.csv</c>.</summary>
internal static class WekinatorGestures
{
    private const int MostFrames = 1 << 22;

    /// <summary>The gestures with Wekinator's settings.</summary>
    public static GestureSpec WithSettings(GestureSpec gestures, WekinatorXml model, List<string> warnings)
    {
        if (model.Child("selectedInputs") is { } selected && selected.Children(LiveProjectRules.MostChannels).Any(input => input.OwnText == "false"))
            warnings.Add($"{model.File}: the gestures look at some of the inputs in Wekinator, and at all of them here.");
        if (model.Child("data")?.Integer("numTotalExamples", 0, int.MaxValue, 0) > 0)
            warnings.Add($"{model.File}: the threshold {model.Single("matchThreshold", 5)} is on Wekinator's own scale of distances and is not taken over; it is worked out from the examples.");
        if (model.Child("settings") is not { } settings) return gestures;
        string policy = settings.Child("downsamplePolicy")?.OwnText ?? "";
        if (policy == "DOWNSAMPLE_BY_CONSTANT_FACTOR") warnings.Add($"{model.File}: sequences are thinned out by a constant factor in Wekinator; here they are brought to {gestures.DownsampleTo} frames.");
        return gestures with
        {
            MatchWidth = settings.Integer("matchWidth", 0, int.MaxValue, gestures.MatchWidth),
            Hop = settings.Integer("hopSizeForContinuousSearch", 1, int.MaxValue, gestures.Hop),
            MinimumLength = settings.Integer("minAllowedGestureLength", 1, int.MaxValue, gestures.MinimumLength),
            DownsampleTo = policy switch { "NO_DOWNSAMPLING" => 0, "DOWNSAMPLE_TO_MAX_LENGTH" => settings.Integer("downsampleMaxLength", 1, int.MaxValue, gestures.DownsampleTo), _ => gestures.DownsampleTo },
        };
    }

    /// <summary>The examples: a line for each, the number of inputs, the gesture from 1, then frame after frame; # begins a remark.</summary>
    /// <exception cref="InvalidFileException">It is no such table; the message names the line.</exception>
    public static List<GestureExample> Examples(string file, byte[] content, LiveProject project)
    {
        using var lines = new FileLines(file, content);
        List<GestureExample> examples = [];
        while (lines.Next() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            string[] cells = line.TrimEnd(',').Split(',');
            long inputs = CsvText.Whole(lines, cells[0], "the number of inputs");
            if (inputs != project.InputNames.Count) throw lines.Invalid("columns", $"the gesture has {inputs} inputs, and the project has {project.InputNames.Count}");
            if (cells.Length < 2 + inputs || (cells.Length - 2) % inputs != 0) throw lines.Invalid("columns", $"the gesture does not consist of frames of {inputs} inputs");
            if ((cells.Length - 2) / inputs > MostFrames) throw lines.Invalid("too-large", $"the gesture has more than {MostFrames:N0} frames");
            long gesture = CsvText.Whole(lines, cells[1], "gesture", LiveProjectRules.MostClasses);
            if (gesture > project.Gestures!.Names.Count) throw lines.Invalid("class", $"it is of gesture {gesture}, and there are {project.Gestures.Names.Count}");
            float[] frames = new float[cells.Length - 2];
            for (int i = 0; i < frames.Length; i++) frames[i] = Number(lines, cells[i + 2]);
            examples.Add(new GestureExample(examples.Count + 1, DateTime.UnixEpoch, (int)gesture, (int)inputs, frames));
        }

        return examples;
    }

    // Written as doubles of 64 bits.
    private static float Number(FileLines lines, string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && float.IsFinite((float)value) ? (float)value : throw lines.Invalid("number", $"a value is {SafeText.Quote(cell)}, which is no finite number");
}
