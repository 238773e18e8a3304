namespace Glia.Cli;

/// <summary>An error that is told to the user as one line: what is wrong, and what to do.</summary>
internal sealed class ToolException : Exception
{
    private ToolException(int exitCode, string message, string? option, string? file, Exception? innerException = null)
        : base(message, innerException)
    {
        ExitCode = exitCode;
        Option = option;
        File = file;
    }

    public int ExitCode { get; }

    /// <summary>What to type next; shown on a line of its own, to be copied.</summary>
    public string? Command { get; private init; }

    /// <summary>The option at fault, such as <c>--lr</c>.</summary>
    public string? Option { get; }

    /// <summary>The file at fault.</summary>
    public string? File { get; }

    /// <summary>An option's value does not do; the message names the option.</summary>
    public static ToolException BadOption(string option, string message) => new(ExitCodes.BadInput, $"{option}: {message}", option, null);

    /// <summary>A file or folder does not do; the message names it.</summary>
    public static ToolException BadFile(string file, string message, Exception? innerException = null) =>
        new(ExitCodes.BadInput, $"{file}: {message}", null, file, innerException);

    /// <summary>A setting does not do: told as the option of its name.</summary>
    public static ToolException Of(SettingException e) => BadOption(OptionOf(e.Setting), e.Message);

    /// <summary>A file does not do.</summary>
    public static ToolException Of(InputFileException e) => BadFile(e.File, e.Message, e);

    /// <summary>The user stopped the job; the message says what was saved, and <paramref name="command"/> goes on.</summary>
    public static ToolException Stopped(string message, string command) => new(ExitCodes.Stopped, message, null, null) { Command = command };

    // Arguments bear their brackets; what no option is to blame for, the command is.
    private static string OptionOf(string setting) => setting == SettingException.WholeRecipe ? "train" : setting.StartsWith('<') ? setting : "--" + setting;

    /// <summary>The job failed although its input was good.</summary>
    public static ToolException Failed(string message, string? file = null, Exception? innerException = null) =>
        new(ExitCodes.Failed, message, null, file, innerException);

    /// <summary>The same, where <paramref name="command"/> mends it.</summary>
    public static ToolException FailedBut(string message, string command) => new(ExitCodes.Failed, message, null, null) { Command = command };
}
