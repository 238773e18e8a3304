using System.Text;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>
/// Where the tool writes: results to <see cref="Out"/>, progress and errors to <see cref="Error"/>. Without a terminal there are no colours and no moving
/// lines, and nothing is wrapped, so that other programs can read what comes.
/// </summary>
internal sealed class ToolConsole
{
    // Lines are laid out here, not wrapped by the console: a command that is printed must stay one line to be copied.
    private const int PipedWidth = 80, WidestLayout = 120, NeverWrap = 100_000;

    private static readonly string Project = Path.Combine("src", "Glia.Cli");

    private readonly ColorSystemSupport _colors;
    private readonly Func<int> _width;
    private Func<int> _height = () => 0;
    private Func<CancellationToken> _cancellation;
    private IAnsiConsole? _out, _error;

    /// <param name="out">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="isTerminal">Whether both are terminals.</param>
    /// <param name="colors">Which colours may be used.</param>
    /// <param name="width">Columns of the terminal, asked anew each time.</param>
    /// <param name="cancellation">Triggered by Ctrl-C.</param>
    public ToolConsole(TextWriter @out, TextWriter error, bool isTerminal = false, ColorSystemSupport colors = ColorSystemSupport.NoColors, Func<int>? width = null, CancellationToken cancellation = default)
    {
        (OutWriter, ErrorWriter, IsTerminal) = (@out, error, isTerminal);
        _cancellation = () => cancellation;
        _colors = isTerminal ? colors : ColorSystemSupport.NoColors;
        _width = width ?? (() => PipedWidth);
    }

    public TextWriter OutWriter { get; }

    public TextWriter ErrorWriter { get; }

    public IAnsiConsole Out => _out ??= Create(OutWriter);

    public IAnsiConsole Error => _error ??= Create(ErrorWriter);

    /// <summary>Whether lines may move: both standard output and standard error are terminals.</summary>
    public bool IsTerminal { get; }

    /// <summary>Whether grey and colour can be shown; without them pictures are drawn in black and white.</summary>
    public bool HasColor => _colors != ColorSystemSupport.NoColors;

    /// <summary>Columns to lay out for.</summary>
    public int Width => Math.Clamp(_width(), 40, WidestLayout);

    /// <summary>Rows of the terminal; 0 where nobody knows.</summary>
    public int Height => _height();

    /// <summary>Triggered by Ctrl-C and SIGTERM, for work that looks at it.</summary>
    public CancellationToken Cancellation => _cancellation();

    /// <summary>How the tool is called, for the commands that it suggests.</summary>
    public string Command { get; private init; } = "glia";

    /// <summary>The console of this process. <c>NO_COLOR</c> (no-color.org) takes the colours away, a dumb terminal the moving lines too.</summary>
    public static ToolConsole ForProcess(StopSignals signals)
    {
        if (OperatingSystem.IsWindows()) Console.OutputEncoding = Encoding.UTF8;
        bool isDumb = string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);
        bool isTerminal = !Console.IsOutputRedirected && !Console.IsErrorRedirected && !isDumb;
        bool noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new ToolConsole(Open(Console.OpenStandardOutput()), Open(Console.OpenStandardError()), isTerminal, noColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect, TerminalWidth)
        {
            Command = CommandLine(Environment.ProcessPath, File.Exists(Path.Combine(Project, "Glia.Cli.csproj"))),
            _cancellation = () => signals.Token,
            _height = () => isTerminal ? Console.WindowHeight : 0,
        };
    }

    /// <summary><c>glia</c> where it is installed; in a clone of the repository, what runs it there.</summary>
    /// <param name="process">The program that runs: <c>glia</c> where it is installed, <c>Glia.Cli</c> or <c>dotnet</c> where it is not.</param>
    /// <param name="isClone">Whether the project lies below the folder that one is in.</param>
    internal static string CommandLine(string? process, bool isClone)
    {
        bool isInstalled = Path.GetFileName(process)?.ToUpperInvariant() is "GLIA" or "GLIA.EXE";
        return isClone && !isInstalled ? $"dotnet run -c Release --project {Project} --" : "glia";
    }

    private static StreamWriter Open(Stream stream) => new(stream, new UTF8Encoding(false), 1 << 14) { AutoFlush = true };

    private static int TerminalWidth()
    {
        if (Console.IsOutputRedirected) return PipedWidth;
        int width = Console.WindowWidth;
        return width > 0 ? width : PipedWidth;
    }

    private IAnsiConsole Create(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = HasColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = _colors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Capabilities.Links = false;
        console.Profile.Width = NeverWrap;
        return console;
    }
}
