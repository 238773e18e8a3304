using System.CommandLine;
using System.CommandLine.Parsing;

namespace Glia.Cli;

/// <summary>Says what is wrong with a command line, in one line, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>The first error of a parsed command line, which mostly causes the others.</summary>
    public static (string Message, string? Option) Describe(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        string help = $"See '{Path(command)} --help'.";
        string? unknown = result.UnmatchedTokens.Count > 0 ? result.UnmatchedTokens[0] : null;
        if (unknown is not null) return ($"{Unknown(unknown, command)} {help}", unknown.StartsWith('-') ? unknown : null);

        ParseError error = result.Errors[0];
        string? option = (error.SymbolResult as OptionResult)?.Option.Name ?? (error.SymbolResult?.Parent as OptionResult)?.Option.Name;
        if (option is not null && error.SymbolResult is OptionResult { Tokens.Count: 0 }) return ($"{option}: a value is missing. {help}", option);
        if (option is not null && error.SymbolResult is OptionResult { IdentifierTokenCount: > 1 }) return ($"{option}: it is given more than once. {help}", option);
        if (error.SymbolResult is ArgumentResult { Tokens.Count: 0 } missing && option is null)
            return ($"<{missing.Argument.HelpName ?? missing.Argument.Name}> is missing: {Lower(missing.Argument.Description)} {help}", null);
        if (command.Subcommands.Count > 0 && command.Action is null)
            return ($"A command is missing: {string.Join(", ", command.Subcommands.Select(c => c.Name))}. {help}", null);
        return (error.Message, option);
    }

    private static string Unknown(string token, Command command)
    {
        bool isOption = token.StartsWith('-') && token.Length > 1;
        bool isCommand = !isOption && command.Subcommands.Count > 0;
        IEnumerable<string> names = isOption ? Options(command) : command.Subcommands.Select(c => c.Name);
        string kind = isOption ? "option" : isCommand ? "command" : "argument";
        string name = isOption ? token.Split('=', ':')[0] : token;
        string meant = Spelling.Nearest(name, names) is { } near ? $" Did you mean '{near}'?" : "";
        return $"There is no {kind} '{name}'" + (kind == "argument" ? $" in '{Path(command)}': it takes no more of them." : $" in '{Path(command)}'.") + meant;
    }

    private static IEnumerable<string> Options(Command command)
    {
        for (Command? c = command; c is not null; c = c.Parents.OfType<Command>().FirstOrDefault())
            foreach (Option option in c.Options.Where(o => c == command || o.Recursive)) yield return option.Name;
    }

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : command.Name;

    private static string Lower(string? text) => string.IsNullOrEmpty(text) ? "" : char.ToLowerInvariant(text[0]) + text[1..];
}
