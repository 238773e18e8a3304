namespace Glia.Live;

/// <summary>The outputs in a Wekinator project's <c>outputConfig.xml</c>.</summary>
internal static class WekinatorOutputs
{
    /// <summary>The project with these outputs and with where they go.</summary>
    public static LiveProject Apply(LiveProject project, WekinatorXml config, List<string> warnings)
    {
        WekinatorXml[] outputs = (config.Child("outputs") ?? throw config.Invalid("missing", "<outputs> is missing")).Children(LiveProjectRules.MostChannels);
        project = project with
        {
            OutputAddress = config.Child("oscMessage")?.OwnText ?? project.OutputAddress,
            OutputHost = config.Child("hostName")?.OwnText,
            OutputPort = config.Child("outputPort") is null ? null : config.Integer("outputPort", 1, 65535),
        };
        if (outputs.Length == 1 && outputs[0].Name == "OSCDtwOutput") return project with { Gestures = Gestures(outputs[0]) };
        return project with { Outputs = [.. outputs.Select(output => Output(output, warnings))] };
    }

    private static OutputSpec Output(WekinatorXml output, List<string> warnings) => output.Name switch
    {
        "OSCNumericOutput" => Number(output, warnings),
        "OSCClassificationOutput" => OutputSpec.ForClasses(output.Text("name"), output.Integer("numClasses", 1, LiveProjectRules.MostClasses)) with
        {
            SendsProbabilities = output.Child("isSendingDistribution")?.OwnText == "true",
        },
        "OSCDtwOutput" => throw output.Invalid("output", "there are gestures beside other outputs, which even Wekinator does not run"),
        _ => throw output.Invalid("output", $"an output of the kind {Glia.Formats.SafeText.Quote(output.Name)} is not known; known are OSCNumericOutput, OSCClassificationOutput and OSCDtwOutput"),
    };

    private static OutputSpec Number(WekinatorXml output, List<string> warnings)
    {
        OutputSpec spec = OutputSpec.ForValue(output.Text("name")) with
        {
            Minimum = output.Single("min", 0),
            Maximum = output.Single("max", 1),
            IsHardLimited = output.Child("limitType")?.OwnText == "HARD",
            IsInteger = output.Child("outputType")?.OwnText == "INTEGER",
        };
        if (spec.Minimum == spec.Maximum)
        {
            warnings.Add($"Output {Glia.Formats.SafeText.Quote(spec.Name)} has one value alone between its limits; they are taken as {spec.Minimum} … {spec.Minimum + 1}.");
            spec = spec with { Maximum = spec.Minimum + 1 };
        }

        if (spec.IsInteger) warnings.Add($"Output {Glia.Formats.SafeText.Quote(spec.Name)} is of whole numbers: Wekinator leaves their fraction off, Glia rounds.");
        return spec;
    }

    private static GestureSpec Gestures(WekinatorXml output)
    {
        string[] names = output.Texts("gestureNames", LiveProjectRules.MostClasses);
        int count = output.Integer("numGestures", 1, LiveProjectRules.MostClasses, names.Length);
        return count == names.Length ? new GestureSpec(names) { OutputName = output.Text("name") } : throw output.Invalid("count", $"there are {names.Length} names of gestures, and <numGestures> is {count}");
    }
}
