using System.CommandLine;

namespace Glia.Cli;

/// <summary>Options of a recipe as words of a command line, read by what reads those of <c>glia train</c>: a trial can be whatever a training can be, and wrong values are told the same way.</summary>
internal static class RecipeLine
{
    /// <summary>The recipe for the data of that name.</summary>
    /// <exception cref="ToolException">A value is none.</exception>
    /// <exception cref="SettingException">Options do not go together.</exception>
    public static Recipe Parse(IEnumerable<string> arguments, string data)
    {
        var options = new RecipeOptions();
        return options.Settings(Parse(options, arguments)).ToRecipe(data);
    }

    /// <exception cref="ToolException"><paramref name="value"/> is none for the option <paramref name="name"/>.</exception>
    public static void CheckValue(string name, string value) => Parse(new RecipeOptions(), [name, value]);

    private static ParseResult Parse(RecipeOptions options, IEnumerable<string> arguments)
    {
        var command = new Command("train");
        foreach (Option option in options.All) command.Add(option);
        ParseResult input = command.Parse([.. arguments], new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (UsageErrors.Find(input, isComplete: true) is not { } error) return input;
        string name = error.Option ?? "sweep";
        throw ToolException.BadOption(name, error.Message.StartsWith(name + ": ", StringComparison.Ordinal) ? error.Message[(name.Length + 2)..] : error.Message);
    }
}
