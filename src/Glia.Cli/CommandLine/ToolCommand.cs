using System.CommandLine;

namespace Glia.Cli;

/// <summary>A line to type, and what it does.</summary>
internal sealed record Example(string Line, string Meaning);

/// <summary>Options that belong together in the help.</summary>
internal sealed record OptionGroup(string Title, IReadOnlyList<Option> Options);

/// <summary>One command of the tool: its options in groups, its examples, and what it runs.</summary>
internal abstract class ToolCommand : Command
{
    private readonly List<OptionGroup> _groups = [];

    protected ToolCommand(string name, string description, params Example[] examples)
        : base(name, description) => Examples = examples;

    public IReadOnlyList<Example> Examples { get; }

    public IReadOnlyList<OptionGroup> Groups => _groups;

    /// <summary>Names that the help explains, under a title; null for none.</summary>
    public IReadOnlyList<(string Title, IEnumerable<(string Name, string Text)> Rows)> Notes { get; protected init; } = [];

    /// <summary>Takes in options under a title of the help.</summary>
    protected void Group(string title, params Option[] options)
    {
        foreach (Option option in options) Add(option);
        _groups.Add(new OptionGroup(title, options));
    }

    /// <summary>Does the job.</summary>
    /// <returns>The exit code.</returns>
    public abstract int Run(ParseResult input, ToolConsole console);
}
