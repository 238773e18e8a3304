using Glia.Datasets;

namespace Glia.Workbench;

/// <summary>The samples that a network is looked at with.</summary>
public static class InspectionData
{
    /// <summary>
    /// What <paramref name="spec"/> names, its test part where it has one. Without it: what the model was trained on, if that is at hand; else generated digits, if it reads digits; else nothing.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="model">What errors call it.</param>
    /// <param name="spec">The name of the data; null for what suits the network.</param>
    /// <param name="progress">Told how loading goes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SettingException">There are no such data, or they are not for this network.</exception>
    /// <exception cref="InputFileException">A file does not do.</exception>
    public static NamedData? Open(Network network, string model, string? spec, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (spec is not null) return Checked(network, model, spec, progress, cancellation);
        string? trainedOn = network.TrainingSummary.GetValueOrDefault("data");
        if (trainedOn is not null && IsAtHand(trainedOn)) return Checked(network, model, trainedOn, progress, cancellation);
        bool readsDigits = network.InputShape == HandwrittenDigits.Shape && network.ClassNames.SequenceEqual(HandwrittenDigits.ClassNames, StringComparer.Ordinal);
        return readsDigits ? Checked(network, model, DataSource.Generated, progress, cancellation) : null;
    }

    private static bool IsAtHand(string spec) => spec == DataSource.Generated || (spec == DataSource.MnistName ? Mnist.Find() is not null : File.Exists(spec) || Directory.Exists(spec));

    private static NamedData Checked(Network network, string model, string spec, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        NamedData data = DataSource.Test(spec, "data", progress, cancellation);
        SavedModel.CheckFits(network, model, data);
        return data with { Name = data.Name.Replace(spec, Path.GetFileName(Path.TrimEndingDirectorySeparator(spec)), StringComparison.Ordinal) }; // titles have no room for paths
    }
}
