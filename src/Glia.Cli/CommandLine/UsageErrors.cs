using System.CommandLine;
using System.CommandLine.Parsing;

namespace Glia.Cli;

/// <summary>Says what is wrong with a command line, in one line, and what was probably meant.</summary>
internal static class UsageErrors
{
    /// <summary>The first error of a command line, which mostly causes the others; null where there is none.</summary>
    /// <param name="input">The command line as it was read.</param>
    /// <param name="isComplete">Whether the command is one that runs although it is no <see cref="ToolCommand"/>.</param>
    public static (string Message, string? Option)? Find(ParseResult input, bool isComplete = false)
    {
        Command command = input.CommandResult.Command;
        string help = $"See '{Path(command)} --help'.";
        if (UnknownOption(input) is { } option) return ($"{Unknown(option, command)} {help}", option.Split('=', ':')[0]);
        if (input.UnmatchedTokens.Count > 0) return ($"{Unknown(input.UnmatchedTokens[0], command)} {help}", null);
        if (input.Errors.Count == 0) return null;

        // A group of commands without one of them is no error: it shows its help, or what it has to say by itself.
        ParseError? error = command is ToolCommand || isComplete ? input.Errors.FirstOrDefault(e => command.Subcommands.Count == 0 || e.SymbolResult is not CommandResult) : null;
        return error is null ? null : Describe(error, help);
    }

    private static (string Message, string? Option) Describe(ParseError error, string help)
    {
        var option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        if (option is { Tokens.Count: 0 }) return ($"{option.Option.Name}: a value is missing. {help}", option.Option.Name);
        if (option is { IdentifierTokenCount: > 1 }) return ($"{option.Option.Name}: it is given more than once. {help}", option.Option.Name);
        if (option is null && error.SymbolResult is ArgumentResult { Tokens.Count: 0 } missing)
            return ($"<{missing.Argument.HelpName ?? missing.Argument.Name}> is missing: {Lower(missing.Argument.Description)} {help}", null);
        return (error.Message, option?.Option.Name);
    }

    /// <summary>The parser takes an unknown option for an argument where one is wanted; a file whose name begins with hyphens can be given as ./--name.</summary>
    private static string? UnknownOption(ParseResult input) => input.UnmatchedTokens
        .Concat(input.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens.Select(t => t.Value)))
        .FirstOrDefault(t => t.Length > 1 && t[0] == '-' && !char.IsAsciiDigit(t[1]) && t[1] != '.');

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
