using System.Globalization;
using Glia.Formats;

namespace Glia.Live;

/// <summary>What holds in every project that is kept in a file: names, ranges, and examples that go with inputs and outputs.</summary>
internal static class LiveProjectRules
{
    /// <summary>Most inputs, and most outputs: no OSC message has more arguments.</summary>
    public const int MostChannels = 1024;

    /// <summary>Most classes of an output, and most gestures.</summary>
    public const int MostClasses = 1000;

    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 256;

    /// <summary>What is wrong with <paramref name="project"/>, in a sentence without its full stop; null where nothing is.</summary>
    public static (string Rule, string What)? Broken(LiveProject project)
    {
        foreach ((string, string)? found in Checks(project))
            if (found is not null) return found;
        return null;
    }

    private static IEnumerable<(string Rule, string What)?> Checks(LiveProject project)
    {
        yield return Name(project.Name, "the project's name");
        yield return Names(project.InputNames, "input", MostChannels);
        yield return Address(project.InputAddress, "inputs");
        yield return Address(project.OutputAddress, "outputs");
        yield return Port(project.InputPort, "input port");
        yield return Port(project.OutputPort, "output port");
        yield return Host(project.OutputHost);
        if (project.Gestures is { } gestures)
        {
            if (project.Outputs.Count > 0) yield return ("outputs", "a project tells gestures apart or has outputs, not both");
            if (project.Examples.Count > 0) yield return ("examples", "a project of gestures has no examples of outputs");
            foreach ((string, string)? found in Gestures(gestures)) yield return found;
        }
        else
        {
            if (project.GestureExamples.Count > 0) yield return ("gestures", "there are gesture examples, but no gestures");
            yield return Names([.. project.Outputs.Select(output => output.Name)], "output", MostChannels);
        }

        foreach (OutputSpec output in project.Outputs)
            foreach ((string, string)? found in Output(output, project.InputNames.Count)) yield return found;
        yield return Examples(project);
        yield return GestureExamples(project);
    }

    private static (string, string)? Names(IReadOnlyList<string> names, string what, int most)
    {
        if (names.Count < 1 || names.Count > most) return ("count", $"there are {names.Count} {what}s, and there may be 1 … {most:N0}");
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (Name(name, $"the name of an {what}") is { } broken) return broken;
            if (!seen.Add(name)) return ("duplicate-name", $"two {what}s are called {SafeText.Quote(name)}");
        }

        return null;
    }

    private static (string, string)? Name(string name, string what) =>
        name.Length is > 0 and <= LongestName && SafeText.IsPlain(name) ? null : ("name", $"{what} is {SafeText.Quote(name)}, and names have 1 … {LongestName} characters, none of them a control character");

    // OSC 1.0: printable ASCII without space and # * , ? [ ] { }.
    private static (string, string)? Address(string address, string what) =>
        address.Length is > 1 and <= LongestName && address[0] == '/' && address.All(c => c is > ' ' and <= '~' && !"#*,?[]{}".Contains(c, StringComparison.Ordinal))
            ? null
            : ("address", $"the address of the {what} is {SafeText.Quote(address)}, which is no OSC address such as /wek/{what}");

    private static (string, string)? Port(int? port, string what) => port is null or (>= 1 and <= 65535) ? null : ("port", $"the {what} is {port}, and ports are 1 … 65535");

    private static (string, string)? Host(string? host) =>
        host is null || (host.Length is > 0 and <= 253 && host.All(c => c is > ' ' and <= '~' && c is not ('/' or '\\' or '"' or '@')))
            ? null
            : ("host", $"the output host is {SafeText.Quote(host)}, which is neither a name nor an address");

    private static IEnumerable<(string, string)?> Gestures(GestureSpec gestures)
    {
        yield return Names(gestures.Names, "gesture", MostClasses);
        yield return Name(gestures.OutputName, "the name of the gestures' output");
        yield return AtLeast(gestures.MatchWidth, 0, "match width");
        yield return AtLeast(gestures.Hop, 1, "hop");
        yield return AtLeast(gestures.MinimumLength, 1, "minimum length");
        yield return AtLeast(gestures.DownsampleTo, 0, "length after downsampling");
        if (gestures.Threshold is { } threshold && !(threshold >= 0 && float.IsFinite(threshold))) yield return ("threshold", $"the gestures' threshold is {threshold}, and it is 0 or more");
    }

    private static (string, string)? AtLeast(int value, int least, string what) => value >= least ? null : ("gesture-setting", $"the gestures' {what} is {value}, and it is {least} or more");

    private static IEnumerable<(string, string)?> Output(OutputSpec output, int inputs)
    {
        string name = $"output {SafeText.Quote(output.Name)}";
        if (output.Kind is not (OutputKind.Value or OutputKind.Class)) yield return ("kind", $"{name} is neither value nor class");
        bool isClass = output.Kind == OutputKind.Class;
        if (isClass && output.ClassCount is < 1 or > MostClasses) yield return ("classes", $"{name} has {output.ClassCount} classes, and there may be 1 … {MostClasses:N0}");
        if (!isClass && output.ClassCount != 0) yield return ("classes", $"{name} is a value, but has {output.ClassCount} classes");
        if (!((isClass ? output.Minimum <= output.Maximum : output.Minimum < output.Maximum) && float.IsFinite(output.Minimum) && float.IsFinite(output.Maximum))) yield return ("limits", $"the limits of {name} are {output.Minimum} … {output.Maximum}, which does not go up");
        if (isClass ? !output.Learner.LearnsClasses : !output.Learner.LearnsValues) yield return ("learner", $"{name} cannot be learnt by {output.Learner.Name}, which learns {(isClass ? "values" : "classes")} alone");
        if (output.SelectedInputIndices is not { } selected) yield break;
        bool ascends = selected.Count > 0 && selected[0] >= 0 && selected[^1] < inputs && selected.Zip(selected.Skip(1)).All(pair => pair.First < pair.Second);
        if (!ascends) yield return ("selected-inputs", $"the inputs of {name} are not some of the {inputs}, each once and in order");
    }

    private static (string, string)? Examples(LiveProject project)
    {
        HashSet<long> ids = [];
        foreach (Example example in project.Examples)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"example {example.Id}");
            if (Identity(ids, example.Id, name) is { } broken) return broken;
            if (example.Round < 1) return ("round", $"{name} is of round {example.Round}, and rounds count from 1");
            if (example.Inputs.Count != project.InputNames.Count) return ("columns", $"{name} has {example.Inputs.Count} inputs, and the project has {project.InputNames.Count}");
            if (example.Outputs.Count != project.Outputs.Count) return ("columns", $"{name} has {example.Outputs.Count} outputs, and the project has {project.Outputs.Count}");
            if (!example.Inputs.All(float.IsFinite)) return ("not-finite", $"an input of {name} is no finite number");
            for (int i = 0; i < example.Outputs.Count; i++)
                if (OutputValue(project.Outputs[i], example.Outputs[i]) is { } wrong) return (wrong.Rule, $"{name}: {wrong.What}");
        }

        return null;
    }

    /// <summary>What is wrong with a value as an example of an output.</summary>
    public static (string Rule, string What)? OutputValue(OutputSpec output, float value)
    {
        if (float.IsNaN(value)) return null;
        if (!float.IsFinite(value)) return ("not-finite", $"output {SafeText.Quote(output.Name)} is no finite number");
        bool isWrong = output.Kind == OutputKind.Class && !(value >= 1 && value <= output.ClassCount && value == (int)value);
        return isWrong ? ("class", $"output {SafeText.Quote(output.Name)} is {value}, and its classes are 1 … {output.ClassCount}") : null;
    }

    private static (string, string)? GestureExamples(LiveProject project)
    {
        HashSet<long> ids = [];
        foreach (GestureExample example in project.GestureExamples)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"gesture example {example.Id}");
            if (Identity(ids, example.Id, name) is { } broken) return broken;
            if (example.Gesture < 1 || example.Gesture > project.Gestures!.Names.Count) return ("class", $"{name} is of gesture {example.Gesture}, and there are {project.Gestures!.Names.Count}");
            if (example.InputCount != project.InputNames.Count || example.Frames.Length == 0 || example.Frames.Length % example.InputCount != 0) return ("columns", $"{name} does not consist of frames of {project.InputNames.Count} inputs");
            if (!Numbers.AreFinite(example.Frames.Span)) return ("not-finite", $"an input of {name} is no finite number");
        }

        return null;
    }

    private static (string, string)? Identity(HashSet<long> seen, long id, string name)
    {
        if (id < 1) return ("id", $"{name} should have a number from 1");
        return seen.Add(id) ? null : ("duplicate-id", $"there are two of {name}");
    }
}
