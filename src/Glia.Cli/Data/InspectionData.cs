using Glia.Datasets;

namespace Glia.Cli;

/// <summary>The samples that a network is looked at with.</summary>
internal static class InspectionData
{
    /// <summary>
    /// What <paramref name="spec"/> names, its test part where it has one. Without it: what the model was trained on, if that is at hand; else generated digits, if it reads digits; else nothing.
    /// </summary>
    public static NamedData? Open(ToolConsole console, Network network, string model, string? spec)
    {
        if (spec is not null) return Checked(console, network, model, spec);
        string? trainedOn = network.TrainingSummary.GetValueOrDefault("data");
        if (trainedOn is not null && IsAtHand(trainedOn)) return Checked(console, network, model, trainedOn);
        bool readsDigits = network.InputShape == HandwrittenDigits.Shape && network.ClassNames.SequenceEqual(HandwrittenDigits.ClassNames, StringComparer.Ordinal);
        return readsDigits ? Checked(console, network, model, DataSource.Generated) : null;
    }

    private static bool IsAtHand(string spec) => spec == DataSource.Generated || (spec == DataSource.MnistName ? Mnist.Find() is not null : File.Exists(spec) || Directory.Exists(spec));

    private static NamedData Checked(ToolConsole console, Network network, string model, string spec)
    {
        NamedData data = DataSource.Test(console, spec);
        SavedModel.CheckFits(network, model, data);
        return data with { Name = data.Name.Replace(spec, Path.GetFileName(Path.TrimEndingDirectorySeparator(spec)), StringComparison.Ordinal) }; // titles have no room for paths
    }
}
