namespace Glia.Workbench;

/// <summary>Opens saved models.</summary>
public static class SavedModel
{
    /// <summary>Opens a model.</summary>
    /// <exception cref="InputFileException">There is no such file.</exception>
    /// <exception cref="InvalidFileException">It is no model.</exception>
    public static Network Load(string path)
    {
        CheckIsFile(path);
        return Network.Load(path);
    }

    /// <summary>Refuses what is no file.</summary>
    /// <exception cref="InputFileException">There is no such file.</exception>
    public static void CheckIsFile(string path)
    {
        if (Directory.Exists(path)) throw new InputFileException(path, "this is a folder; a model file is needed, such as digits.safetensors.");
        if (!File.Exists(path)) throw new InputFileException(path, "there is no such file. 'glia train' makes a model, digits.safetensors.");
    }

    /// <summary>Saves a network that another program made.</summary>
    /// <exception cref="InputFileException">It cannot be saved so that it could be loaded again.</exception>
    public static void Save(Network network, string path, string source)
    {
        ArgumentNullException.ThrowIfNull(network);
        try
        {
            network.Save(path);
        }
        catch (InvalidOperationException e)
        {
            throw new InputFileException(source, e.Message, e);
        }
    }

    /// <summary>Refuses data that are not what the model was made for.</summary>
    /// <exception cref="SettingException">The number of features or of classes differs.</exception>
    public static void CheckFits(Network network, string model, NamedData data)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (network.Inputs != data.Data.FeatureCount)
            throw new SettingException("data", $"{model} takes {network.Inputs} inputs, but the samples of {data.Name} have {data.Data.FeatureCount} values.");
        if (network.ClassNames.Count > 0 && !network.ClassNames.SequenceEqual(data.Data.ClassNames, StringComparer.Ordinal))
        {
            throw new SettingException("data", $"{model} tells apart the classes {Names(network.ClassNames)}, but {data.Name} has {Names(data.Data.ClassNames)}.");
        }

        // A model without classes of its own, made with the library, fits data whose classes go with its outputs.
        int classes = data.Data.ClassCount, needed = (network.Encoding ?? Encoding(network, classes)).Outputs(classes);
        if (needed != network.Outputs) throw new SettingException("data", $"{model} has {network.Outputs} outputs, which do not go with the {classes} classes of {data.Name}.");
    }

    private static TargetEncoding Encoding(Network network, int classes) => network.Outputs == classes && classes > 1 ? new OneHot() : new BinaryCode();

    /// <summary>The names of classes, the first twelve of very many.</summary>
    public static string Names(IReadOnlyList<string> names) => string.Join(" ", names.Take(12)) + (names.Count > 12 ? $" … ({names.Count})" : "");
}
