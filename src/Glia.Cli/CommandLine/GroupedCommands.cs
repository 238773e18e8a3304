using System.CommandLine;

namespace Glia.Cli;

/// <summary>A command by its name, made when it is wanted.</summary>
internal sealed record NamedCommand(string Name, Func<Command> Create);

/// <summary>Commands that belong together in the help.</summary>
internal sealed record CommandGroup(string Title, params IReadOnlyList<NamedCommand> Commands);

/// <summary>A command that is nothing but the commands below it, in groups.</summary>
internal sealed class GroupedCommands : Command
{
    private readonly List<(string Title, IReadOnlyList<Command> Commands)> _groups = [];

    /// <param name="name">Its name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="first">The first word of the command line. Where that names a command, only this one is made: the options of dozens of others cost a tool that starts in a tenth of a second a third of that.</param>
    /// <param name="groups">The commands.</param>
    public GroupedCommands(string name, string description, string? first, params IReadOnlyList<CommandGroup> groups)
        : base(name, description)
    {
        bool isNamed = groups.SelectMany(g => g.Commands).Any(c => c.Name == first);
        foreach (CommandGroup group in groups)
        {
            Command[] made = [.. group.Commands.Where(c => !isNamed || c.Name == first).Select(c => c.Create())];
            foreach (Command command in made) Add(command);
            if (made.Length > 0) _groups.Add((group.Title, made));
        }
    }

    public IReadOnlyList<(string Title, IReadOnlyList<Command> Commands)> Groups => _groups;
}
