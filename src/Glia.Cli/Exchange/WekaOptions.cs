using System.CommandLine;

namespace Glia.Cli;

/// <summary>What a printed network leaves out, on the command line.</summary>
internal sealed class WekaOptions
{
    public Option<RangeList?> InputRange { get; } = Opt.Ranges("--input-range", "Smallest and largest value of the inputs in the examples, 0..1: one range for all, or one for each.");

    public Option<RangeList?> OutputRange { get; } = Opt.Ranges("--output-range", "The same for numeric outputs.");

    public IEnumerable<Option> All => [InputRange, OutputRange];

    /// <summary>Reads the network.</summary>
    /// <exception cref="ToolException">It is no printed network, or the ranges do not go with it.</exception>
    public Network Read(ParseResult input, string file)
    {
        Network network;
        try
        {
            network = Network.ImportWeka(file); // first without ranges, to see how many there must be
        }
        catch (InvalidFileException e) when (e.Rule == "no-nodes")
        {
            throw ToolException.BadFile(file, "this is neither a safetensors file nor a network as Weka and Wekinator print it, which begins with a line such as 'Linear Node 0' or 'Sigmoid Node 0'.", e);
        }

        ValueRange[]? inputs = input.GetValue(InputRange)?.Ranges, outputs = input.GetValue(OutputRange)?.Ranges;
        Check(InputRange.Name, inputs, network.Inputs, "input");
        Check(OutputRange.Name, outputs, network.Outputs, "output");
        if (outputs is not null && ((Dense)network.Layers[^1]).Activation != Activation.Identity)
            throw ToolException.BadOption(OutputRange.Name, "the outputs of this network are sigmoid: they tell classes apart and have no range. Leave it out.");
        return inputs is null && outputs is null ? network : Network.ImportWeka(file, new WekaRanges(inputs, outputs));
    }

    private static void Check(string option, ValueRange[]? ranges, int count, string what)
    {
        if (ranges is not null && ranges.Length != 1 && ranges.Length != count)
            throw ToolException.BadOption(option, $"{ranges.Length} ranges are given, but the network has {count} {what}{(count == 1 ? "" : "s")}: give one for all, or one for each.");
    }
}
