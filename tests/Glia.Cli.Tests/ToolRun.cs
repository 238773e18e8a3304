using System.Text.Json;
using Spectre.Console;

namespace Glia.Cli.Tests;

/// <summary>One run of the tool in this process: what it was given, what it wrote, how it ended.</summary>
internal sealed record ToolRun(int Code, string Out, string Error)
{
    /// <summary>Runs the tool as if its output went into a pipe.</summary>
    public static ToolRun Of(params string[] args) => Of(args, isTerminal: false);

    /// <summary>Runs the tool as if in a terminal of <paramref name="width"/> columns.</summary>
    public static ToolRun InTerminal(int width, ColorSystemSupport colors, params string[] args) => Of(args, isTerminal: true, colors, width);

    public static ToolRun Of(string[] args, bool isTerminal, ColorSystemSupport colors = ColorSystemSupport.NoColors, int width = 80, CancellationToken cancellation = default)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = GliaTool.Run(args, new ToolConsole(output, error, isTerminal, colors, () => width, cancellation));
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonElement Json()
    {
        Assert.True(Code == ExitCodes.Ok, Error);
        Assert.Equal("", Error);
        return JsonDocument.Parse(Out).RootElement;
    }

    /// <summary>The run went well and told no error.</summary>
    public ToolRun Good()
    {
        Assert.True(Code == ExitCodes.Ok, $"exit code {Code}: {Error}");
        return this;
    }
}
