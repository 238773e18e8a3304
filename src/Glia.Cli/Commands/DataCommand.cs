using System.CommandLine;

namespace Glia.Cli;

/// <summary><c>glia data</c>: finds, fetches, converts and makes data (row E1).</summary>
internal sealed class DataCommand : Command
{
    public DataCommand()
        : base("data", "Find, fetch, convert and generate data. 'glia data <command> --help' shows examples.")
    {
        Add(new DataListCommand());
        Add(new DataFetchCommand());
        Add(new DataConvertCommand());
        Add(new DataGenerateCommand());
    }
}
