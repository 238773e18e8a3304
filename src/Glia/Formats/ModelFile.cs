using System.Globalization;

namespace Glia.Formats;

/// <summary>
/// A network as a safetensors file: its weights as tensors, everything else as texts in the metadata. Data only: what a file can name is a closed set of layers,
/// activations and settings.
/// </summary>
internal static class ModelFile
{
    private const int Version = 1;

    // Every key that a file may carry. An unknown one with this prefix is something that a later version means and this one would miss.
    private const string Prefix = "glia.";
    private static readonly string[] ModelKeys = [Key.Format, Key.Architecture, Key.Scaler, Key.Encoding, Key.Classes, Key.Calibration, Key.Training, SafeTensorsHeader.DataChecksum, SafeTensorsHeader.HeaderChecksum];

    internal static class Key
    {
        public const string Format = "glia.format";
        public const string Architecture = "glia.architecture";
        public const string Scaler = "glia.scaler";
        public const string Encoding = "glia.encoding";
        public const string Classes = "glia.classes";
        public const string Calibration = "glia.calibration";
        public const string Training = "glia.training";
    }

    /// <summary>Writes a network.</summary>
    /// <exception cref="InvalidOperationException">The network cannot be saved so that it could be loaded again; the message says why.</exception>
    public static void Write(Stream stream, Network network) => Writer(network)(stream);

    /// <summary>Looks a network over, and returns what writes it.</summary>
    public static Action<Stream> Writer(Network network)
    {
        ModelCheck.Run(network);
        List<KeyValuePair<string, string>> metadata = Metadata(network);
        List<TensorSource> tensors = [.. ParameterTensor.Of(network.Inputs, network.Layers).Select(tensor => tensor.From(network, network.Parameters))];
        return stream => SafeTensorsWriter.Write(stream, metadata, tensors);
    }

    /// <summary>Reads a network. A checkpoint holds one too.</summary>
    /// <exception cref="InvalidFileException">The file breaks a rule.</exception>
    public static Network Read(Stream stream, string file, bool allowNonFinite, Activation[] custom)
    {
        SafeTensorsHeader header = ReadHeader(stream, file, custom, out ArchitectureJson architecture);
        if (CheckpointFile.IsCheckpoint(header)) return CheckpointFile.ReadContent(stream, header, architecture, allowNonFinite).Network;
        CheckTensors(header, ParameterTensor.Of(architecture.Inputs, architecture.Layers), []);
        Dictionary<string, float[]> values = SafeTensorsReader.ReadData(stream, header, _ => allowNonFinite);
        return Build(header, architecture, values);
    }

    /// <summary>Reads the header and makes sure that it is Glia's, of a version that is understood, and undamaged.</summary>
    public static SafeTensorsHeader ReadHeader(Stream stream, string file, Activation[] custom, out ArchitectureJson architecture)
    {
        CheckCustom(custom);
        SafeTensorsHeader header = SafeTensorsReader.ReadHeader(stream, file);
        CheckVersion(header);
        bool isChecked = header.Metadata.TryGetValue(SafeTensorsHeader.HeaderChecksum, out string? expected);
        if (isChecked != header.Metadata.ContainsKey(SafeTensorsHeader.DataChecksum))
            throw header.Invalid("missing-key", "Of the two checksums, over the data and over the header, only one is there: the file is damaged, or its description was edited by hand.");
        if (isChecked && !string.Equals(expected, SafeTensorsWriter.HeaderChecksum(header.Metadata, header.Tensors), StringComparison.Ordinal))
            throw header.Invalid("header-checksum", "The header does not match its checksum: the file is damaged, or its description was edited by hand.");
        string[] known = CheckpointFile.IsCheckpoint(header) ? [.. ModelKeys, .. CheckpointFile.Keys] : ModelKeys;
        foreach (string key in header.Metadata.Keys)
            if (key.StartsWith(Prefix, StringComparison.Ordinal) && !known.Contains(key, StringComparer.Ordinal))
                throw header.Invalid("unknown-key", $"The metadata {SafeText.Quote(key)} are unknown to this version of Glia.");
        architecture = ArchitectureJson.Read(Fields(header, Key.Architecture), custom);
        return header;
    }

    /// <summary>The metadata of a network, in the order in which they are written.</summary>
    public static List<KeyValuePair<string, string>> Metadata(Network network)
    {
        List<KeyValuePair<string, string>> metadata =
        [
            new("format", "pt"), // Python's loaders look for it
            new(Key.Format, Version.ToString(CultureInfo.InvariantCulture)),
            new(Key.Architecture, ArchitectureJson.Write(network)),
        ];
        if (network.Scaler is { } scaler) metadata.Add(new(Key.Scaler, ModelJson.Write(scaler)));
        if (network.Encoding is { } encoding) metadata.Add(new(Key.Encoding, ModelJson.Write(encoding)));
        if (network.ClassNames.Count > 0) metadata.Add(new(Key.Classes, ModelJson.Write(network.ClassNames)));
        if (network.Temperature != 1 || network.RejectOption is not null) metadata.Add(new(Key.Calibration, ModelJson.Write(network.Temperature, network.RejectOption)));
        if (network.TrainingSummary.Count > 0) metadata.Add(new(Key.Training, ModelJson.Write(network.TrainingSummary)));
        return metadata;
    }

    /// <summary>The object that the metadata hold under <paramref name="key"/>.</summary>
    public static JsonFields Fields(SafeTensorsHeader header, string key) =>
        header.Metadata.TryGetValue(key, out string? text)
            ? JsonFields.Parse(header.File, key, text)
            : throw header.Invalid("missing-key", $"The metadata {key} are missing.");

    /// <summary>Makes sure that the file has the tensors of the architecture, each in its shape, and no others.</summary>
    public static void CheckTensors(SafeTensorsHeader header, IReadOnlyList<ParameterTensor> parameters, IReadOnlyList<string> prefixes)
    {
        var found = header.Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        foreach (string prefix in prefixes.Prepend(""))
            foreach (ParameterTensor expected in parameters)
            {
                string name = prefix + expected.Name;
                if (!found.Remove(name, out TensorInfo? tensor)) throw header.Invalid("missing-tensor", $"The tensor {name} of layer {expected.Layer} is missing.");
                if (!tensor.Shape.AsSpan().SequenceEqual(expected.Shape))
                    throw header.Invalid("chain", $"The tensor {name} has shape {tensor.ShapeText}, but layer {expected.Layer} takes {expected.In} inputs to {expected.Out} units and needs {TensorInfo.Write(expected.Shape)}.");
            }

        if (found.Count > 0)
            throw header.Invalid("extra-tensor", $"The tensor {SafeText.Quote(header.Tensors.First(t => found.ContainsKey(t.Name)).Name)} belongs to no layer.");
    }

    /// <summary>The network of a file whose tensors have been checked and read.</summary>
    public static Network Build(SafeTensorsHeader header, ArchitectureJson architecture, Dictionary<string, float[]> values)
    {
        Scaler? scaler = header.Metadata.ContainsKey(Key.Scaler) ? ModelJson.ReadScaler(Fields(header, Key.Scaler), architecture.Inputs) : null;
        TargetEncoding? encoding = header.Metadata.ContainsKey(Key.Encoding) ? ModelJson.ReadEncoding(Fields(header, Key.Encoding)) : null;
        string[] classes = header.Metadata.TryGetValue(Key.Classes, out string? names) ? JsonFields.ParseTexts(header.File, Key.Classes, names) : [];
        var summary = header.Metadata.ContainsKey(Key.Training) ? Fields(header, Key.Training).Texts() : new SortedDictionary<string, string>(StringComparer.Ordinal);
        var network = new Network(architecture.Inputs, architecture.Seed, architecture.Layers, isEmpty: true)
        {
            InputShape = architecture.Shape,
            Scaler = scaler,
            Encoding = encoding,
            ClassNames = classes,
            TrainingSummary = summary,
        };
        if (header.Metadata.ContainsKey(Key.Calibration)) (network.Temperature, network.RejectOption) = ModelJson.ReadCalibration(Fields(header, Key.Calibration), network);
        foreach (ParameterTensor tensor in ParameterTensor.Of(architecture.Inputs, architecture.Layers))
            tensor.Write(values[tensor.Name], network.Layout[tensor.Layer], network.Parameters);
        return network;
    }

    private static void CheckVersion(SafeTensorsHeader header)
    {
        if (!header.Metadata.TryGetValue(Key.Format, out string? format))
            throw header.Invalid("not-glia", "This is a safetensors file, but not a Glia model: its metadata do not say how the layers are built. If it holds a plain network of PyTorch's, import it: Network.ImportPyTorch, or glia import.");
        if (!int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out int version) || version != Version)
            throw header.Invalid("version", $"The file is of format version {SafeText.Quote(format)}; this Glia reads version {Version}. Update Glia to read newer files.");
    }

    private static void CheckCustom(Activation[] custom)
    {
        ArgumentNullException.ThrowIfNull(custom);
        for (int i = 0; i < custom.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(custom[i], nameof(custom));
            string name = custom[i].Name;
            if (ArchitectureJson.BuiltIn(name) is { } builtIn && builtIn != custom[i])
                throw new ArgumentException($"There is a built-in activation named {name}; give yours another name.", nameof(custom));
            if (custom.Take(i).Any(other => other != custom[i] && string.Equals(other.Name, name, StringComparison.Ordinal)))
                throw new ArgumentException($"Two activations are named {name}.", nameof(custom));
        }
    }
}
