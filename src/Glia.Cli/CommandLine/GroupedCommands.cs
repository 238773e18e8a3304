using System.CommandLine;

namespace Glia.Cli;

/// <summary>Commands that belong together in the help.</summary>
internal sealed record CommandGroup(string Title, IReadOnlyList<Command> Commands);

/// <summary>A command that is nothing but the commands below it, in groups.</summary>
internal sealed class GroupedCommands : Command
{
    public GroupedCommands(string name, string description, params IReadOnlyList<CommandGroup> groups)
        : base(name, description)
    {
        Groups = groups;
        foreach (Command command in groups.SelectMany(g => g.Commands)) Add(command);
    }

    public IReadOnlyList<CommandGroup> Groups { get; }
}
