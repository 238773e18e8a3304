namespace Glia.Docs.Tests;

/// <summary>What is done with a block.</summary>
internal enum BlockKind
{
    /// <summary>C#: compiled and run.</summary>
    Code,

    /// <summary>Command lines: run, one after the other.</summary>
    Commands,

    /// <summary>What the block before it writes.</summary>
    Output,

    /// <summary>Written into the page's folder.</summary>
    File,

    /// <summary>Neither code nor output, as the page says: a formula, the form of a file.</summary>
    Text,

    /// <summary>Not run, for the reason that the page gives.</summary>
    NotRun,
}

/// <summary>
/// One fenced block. A comment on the line before it may say: <c>test: not run: REASON</c>, <c>test: text: WHAT</c>, <c>test: file NAME</c>, <c>test: goes on</c> (with the variables of the C# block
/// before it), <c>test: exit code N</c>, <c>test: asked GET /path</c> (a web application: started, asked that, stopped).
/// </summary>
/// <param name="Page">The page's name.</param>
/// <param name="Line">The first line of its content, from 1.</param>
/// <param name="Language">The word after the fence.</param>
/// <param name="Lines">Its content.</param>
/// <param name="Mark">What the comment says, without <c>test:</c>; null where there is none.</param>
internal sealed record DocBlock(string Page, int Line, string Language, IReadOnlyList<string> Lines, string? Mark)
{
    public string Place => $"{Page}:{Line}";

    public string Content => string.Join('\n', Lines);

    public bool IsCSharp => Language is "csharp" or "cs" or "c#";

    public bool GoesOn => Mark == "goes on";

    public int ExitCode => After("exit code ") is { } code ? int.Parse(code) : 0;

    public string? Reason => After("not run: ");

    public string? Asked => After("asked ");

    public string? FileName => After("file ");

    public BlockKind Kind => Reason is not null ? BlockKind.NotRun
        : FileName is not null ? BlockKind.File
        : After("text: ") is not null ? BlockKind.Text
        : IsCSharp ? BlockKind.Code
        : Language is "sh" or "bash" or "console" || (Language.Length == 0 && Lines.FirstOrDefault(l => !string.IsNullOrWhiteSpace(l)) is { } first && ShellLine.IsCommand(first)) ? BlockKind.Commands
        : BlockKind.Output;

    private string? After(string start) => Mark?.StartsWith(start, StringComparison.Ordinal) == true ? Mark[start.Length..] : null;
}
