using Glia.Kernels;

namespace Glia.Formats;

/// <summary>Everything that a training needs in order to go on.</summary>
/// <param name="Network">The network as it stands.</param>
/// <param name="Optimizer">How its weights move.</param>
/// <param name="Loss">What is made small.</param>
/// <param name="Options">How the training runs; without what belongs to one machine or one run.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Data">The data that it learns from.</param>
/// <param name="Validation">The data that it is measured on; null where there are none.</param>
/// <param name="Slots">What the optimiser remembers, laid out like the parameters.</param>
/// <param name="LastGood">The weights at the beginning of the epoch.</param>
/// <param name="Best">The best weights so far; null without early stopping.</param>
internal sealed record CheckpointContent(
    Network Network, Optimizer Optimizer, Loss Loss, TrainingOptions Options, TrainingState State, DataFingerprint Data, DataFingerprint? Validation,
    IReadOnlyList<FloatBuffer> Slots, FloatBuffer LastGood, FloatBuffer? Best);

/// <summary>A checkpoint: a model file with more texts, and more tensors named <c>optimizer.0.…</c>, <c>good.…</c> and <c>best.…</c> after the model's own.</summary>
internal static class CheckpointFile
{
    private const string State = "glia.state", Options = "glia.options", Optimizer = "glia.optimizer", Loss = "glia.loss", Data = "glia.data";
    private const string Good = "good.", Best = "best.", Slot = "optimizer.";

    /// <summary>The metadata keys that only checkpoints have.</summary>
    public static IReadOnlyList<string> Keys { get; } = [State, Options, Optimizer, Loss, Data];

    public static bool IsCheckpoint(SafeTensorsHeader header) => header.Metadata.ContainsKey(State);

    /// <summary>Looks a training over, and returns what writes it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be written so that it could be resumed; the message says why.</exception>
    public static Action<Stream> Writer(CheckpointContent content)
    {
        Network network = content.Network;
        ModelCheck.Run(network);
        ModelCheck.CheckNumbers(network, content.LastGood, "last good ");
        if (content.Best is not null) ModelCheck.CheckNumbers(network, content.Best, "best ");
        List<KeyValuePair<string, string>> metadata =
        [
            .. ModelFile.Metadata(network),
            new(State, TrainingJson.Write(content.State)),
            new(Options, TrainingJson.Write(content.Options)),
            new(Optimizer, OptimizerJson.Write(content.Optimizer)),
            new(Loss, OptimizerJson.Write(content.Loss)),
            new(Data, TrainingJson.Write(content.Data, content.Validation)),
        ];
        List<ParameterTensor> parameters = ParameterTensor.Of(network.Inputs, network.Layers);
        List<TensorSource> tensors = [.. Blocks(content).SelectMany(block => parameters.Select(tensor => tensor.From(network, block.Values, block.Prefix)))];
        return stream => SafeTensorsWriter.Write(stream, metadata, tensors);
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InvalidFileException">The file breaks a rule.</exception>
    public static CheckpointContent Read(Stream stream, string file, Activation[] custom)
    {
        SafeTensorsHeader header = ModelFile.ReadHeader(stream, file, custom, out ArchitectureJson architecture);
        if (!IsCheckpoint(header)) throw header.Invalid("not-a-checkpoint", "This is a model without the state of a training, so there is nothing to go on with. Load it, and train it anew.");
        return ReadContent(stream, header, architecture, allowNonFinite: false);
    }

    /// <summary>Reads a checkpoint whose header has been read.</summary>
    public static CheckpointContent ReadContent(Stream stream, SafeTensorsHeader header, ArchitectureJson architecture, bool allowNonFinite)
    {
        if (!header.Metadata.ContainsKey(SafeTensorsHeader.DataChecksum) || !header.Metadata.ContainsKey(SafeTensorsHeader.HeaderChecksum))
            throw header.Invalid("missing-key", "The file has no checksums, as every checkpoint has.");
        Optimizer optimizer = OptimizerJson.Read(ModelFile.Fields(header, Optimizer));
        Loss loss = OptimizerJson.ReadLoss(ModelFile.Fields(header, Loss));
        TrainingOptions options = TrainingJson.ReadOptions(ModelFile.Fields(header, Options));
        (DataFingerprint data, DataFingerprint? validation) = TrainingJson.ReadData(ModelFile.Fields(header, Data));
        TrainingState state = ReadState(header, options, data);

        List<ParameterTensor> parameters = ParameterTensor.Of(architecture.Inputs, architecture.Layers);
        List<string> slots = [.. Enumerable.Range(0, optimizer.Slots).Select(SlotPrefix)];
        List<string> prefixes = [.. slots, Good];
        if (options.EarlyStopping is not null) prefixes.Add(Best);
        ModelFile.CheckTensors(header, parameters, prefixes);

        // A second moment may overflow to infinity and training still go on, so that belongs to what is remembered.
        Dictionary<string, float[]> values = SafeTensorsReader.ReadData(stream, header, name => allowNonFinite || name.StartsWith(Slot, StringComparison.Ordinal));
        Network network = ModelFile.Build(header, architecture, values);
        FloatBuffer Block(string prefix) => ReadBlock(network, parameters, prefix, values);
        return new(network, optimizer, loss, options, state, data, validation, [.. slots.Select(Block)], Block(Good), options.EarlyStopping is null ? null : Block(Best));
    }

    private static TrainingState ReadState(SafeTensorsHeader header, TrainingOptions options, DataFingerprint data)
    {
        JsonFields fields = ModelFile.Fields(header, State);
        TrainingState state = TrainingJson.ReadState(fields);
        if (state.Epoch > options.Epochs || state.Position >= data.Samples || state.Correct > state.Position)
            throw fields.Invalid($"epoch {state.Epoch}, position {state.Position} and {state.Correct} right answers do not go with {options.Epochs} epochs of {data.Samples} samples");
        return state;
    }

    private static IEnumerable<(string Prefix, FloatBuffer Values)> Blocks(CheckpointContent content)
    {
        yield return ("", content.Network.Parameters);
        for (int i = 0; i < content.Slots.Count; i++) yield return (SlotPrefix(i), content.Slots[i]);
        yield return (Good, content.LastGood);
        if (content.Best is not null) yield return (Best, content.Best);
    }

    private static FloatBuffer ReadBlock(Network network, List<ParameterTensor> parameters, string prefix, Dictionary<string, float[]> values)
    {
        var block = new FloatBuffer(network.Parameters.Length);
        foreach (ParameterTensor tensor in parameters) tensor.Write(values[prefix + tensor.Name], network.Layout[tensor.Layer], block);
        return block;
    }

    private static string SlotPrefix(int slot) => $"{Slot}{slot}.";
}
