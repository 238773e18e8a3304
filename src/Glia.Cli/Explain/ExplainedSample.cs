using System.Globalization;

namespace Glia.Cli;

/// <summary>The sample to explain: numbers, a picture, or one of a data set.</summary>
/// <param name="Features">Raw features, as many as the network has inputs.</param>
/// <param name="Name">What it is, in words.</param>
/// <param name="Targets">What should come out, where the sample's data say it; else null.</param>
/// <param name="Warnings">What may be wrong with a picture.</param>
internal sealed record ExplainedSample(float[] Features, string Name, float[]? Targets, IReadOnlyList<string> Warnings)
{
    private const string Input = "<INPUT>";

    /// <summary>Reads what INPUT names. A network without classes, scaling and shape takes those of the sample's data.</summary>
    /// <exception cref="ToolException">It is none of these, or does not go with the network.</exception>
    public static ExplainedSample Read(ToolConsole console, Network network, string model, string text)
    {
        if (InputNumbers.IsMeant(text) && InputNumbers.Parse(Input, text, network, model).Values is var numbers) return new(numbers, $"({string.Join(", ", numbers.Select(Show.Exact))})", null, []);
        if (!File.Exists(text) && OfData(text) is var (spec, index)) return OfData(console, network, model, spec, index);
        if (text.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || File.Exists(text)) return OfPicture(network, model, text);
        throw ToolException.BadOption(Input, $"'{text}' is neither {Wanted(network)}, nor a PNG picture, nor a sample of data such as mnist:7.");
    }

    private static ExplainedSample OfPicture(Network network, string model, string file)
    {
        PictureInput picture = PictureInput.Read(network, model, file, raw: false);
        if (picture.IsEmpty) throw ToolException.BadFile(file, "there is nothing to read in the picture.");
        return new(Array.ConvertAll(picture.Pixels, p => (float)p), Path.GetFileName(file), null, [.. (picture.Ink?.Warnings ?? []).Select(w => w.Message)]);
    }

    /// <summary>mnist:7 as its two parts; null where the text is of another form.</summary>
    private static (string Spec, int Index)? OfData(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? (text[..colon], index) : null;
    }

    private static ExplainedSample OfData(ToolConsole console, Network network, string model, string spec, int index)
    {
        NamedData named = ToolData.Test(console, spec, Input);
        Dataset data = named.Data;
        if (index >= data.Count) throw ToolException.BadOption(Input, $"{index} is not one of the samples 0 to {data.Count - 1} of {named.Name}.");
        if (data.FeatureCount != network.Inputs) throw ToolException.BadOption(Input, $"the samples of {named.Name} have {data.FeatureCount} values, but {model} takes {network.Inputs}.");
        if (network.ClassNames.Count > 0 && data.IsClassification && !network.ClassNames.SequenceEqual(data.ClassNames, StringComparer.Ordinal))
            throw ToolException.BadOption(Input, $"{named.Name} has other classes than {model}.");
        if (NetworkShape.IsShape(model)) Adopt(network, data, named.Name);
        string label = data.IsClassification ? $", which is {data.ClassNames[data.Label(index)]}" : "";
        string name = Directory.Exists(spec) || File.Exists(spec) ? named.Name.Replace(spec, Path.GetFileName(Path.TrimEndingDirectorySeparator(spec)), StringComparison.Ordinal) : named.Name;
        return new(data.Features(index), $"sample {index} of {name}{label}", TargetsOf(network, data, index), []);
    }

    private static void Adopt(Network network, Dataset data, string name)
    {
        network.Scaler ??= data.Scaler;
        network.InputShape = data.Shape;
        if (!data.IsClassification) return;
        try
        {
            network.Encoding = TargetEncoding.For(data.ClassCount, network.Outputs);
        }
        catch (ArgumentException e)
        {
            throw ToolException.BadOption(Input, $"the classes of {name} do not go with the shape: {char.ToLowerInvariant(e.Message[0])}{e.Message[1..]}");
        }

        network.ClassNames = data.ClassNames;
    }

    private static float[]? TargetsOf(Network network, Dataset data, int index)
    {
        if (!data.IsClassification) return data.TargetCount == network.Outputs ? data.Targets(index).ToArray() : null;
        var targets = new float[network.Outputs];
        (network.Encoding ?? TargetEncoding.For(data.ClassCount, network.Outputs)).Encode(data.Label(index), targets);
        return targets;
    }

    private static string Wanted(Network network) => network.Inputs == 1 ? "a number" : $"{network.Inputs} numbers with commas between them";
}
