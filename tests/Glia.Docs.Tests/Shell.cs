using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Glia.Cli;

namespace Glia.Docs.Tests;

/// <summary>
/// Runs a page's command lines, the tool in this process: in the current folder, one after the other. Servers run until the page's end, on a port that is free; <c>curl</c> is asked here, of them.
/// </summary>
internal sealed partial class Shell : IAsyncDisposable
{
    private static readonly string[] Servers = ["serve", "studio", "live"];

    /// <summary>What other tests and scripts run, or what no test can: these lines are read, and left.</summary>
    private static readonly (string Start, string Reason)[] Elsewhere =
    [
        ("dotnet test", "it is what runs this test"),
        ("dotnet build", "it is what built this test"),
        ("dotnet pack", "the packages have tests of their own"),
        ("dotnet tool install", "the packages have tests of their own"),
    ];

    private static readonly TimeSpan MostWait = TimeSpan.FromMinutes(1);

    private readonly List<(CancellationTokenSource Stop, Task<int> End, StringWriter Errors)> _servers = [];
    private readonly Dictionary<int, int> _ports = [];

    public static bool IsElsewhere(ShellLine line) => Elsewhere.Any(e => string.Join(' ', line.Words).StartsWith(e.Start, StringComparison.Ordinal));

    /// <summary>Where a server listens that was told to, or by itself would, listen on <paramref name="port"/>.</summary>
    public int Port(int port) => _ports.GetValueOrDefault(port, port);

    /// <summary>The arguments of the tool, where the line is one of its.</summary>
    public static string[]? ToolArguments(IReadOnlyList<string> words)
    {
        if (words[0] == "glia") return [.. words.Skip(1)];
        int separator = words.ToList().IndexOf("--");
        bool isTool = words is ["dotnet", "run", ..] && separator > 0 && words.Contains("src/Glia.Cli", StringComparer.Ordinal);
        return isTool ? [.. words.Skip(separator + 1)] : null;
    }

    /// <summary>Runs a line.</summary>
    /// <returns>What it wrote, to both.</returns>
    public async Task<string> Run(ShellLine line, string place, int expectedCode)
    {
        if (IsElsewhere(line)) return "";
        if (ToolArguments(line.Words) is { } arguments)
        {
            string? problem = expectedCode == ExitCodes.BadInput ? null : GliaTool.Problem(arguments);
            Assert.True(problem is null, $"{place}: {problem}");
            arguments = [.. arguments.SelectMany(Expand)];
            return arguments.Length > 0 && Servers.Contains(arguments[0], StringComparer.Ordinal) && !arguments.Contains("--replay", StringComparer.Ordinal) && expectedCode == ExitCodes.Ok
                ? await Serve(arguments, place)
                : RunTool(arguments, place, expectedCode);
        }

        if (line.Words[0] == "curl") return await Curl([.. line.Words.Skip(1)], place);
        if (line.Words is ["dotnet", "run", ..] && line.Words.FirstOrDefault(w => w.StartsWith("examples/", StringComparison.Ordinal)) is { } example)
        {
            Assert.True(File.Exists(Repository.At(example)), $"{place}: there is no {example}."); // what it prints, ExampleTests compare
            return "";
        }

        Assert.Fail($"{place}: '{line.Words[0]}' is not run by this test. Say before the block why: <!-- test: not run: REASON -->");
        return "";
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((CancellationTokenSource stop, Task<int> end, StringWriter errors) in _servers)
        {
            await stop.CancelAsync();
            Assert.True(await end == ExitCodes.Ok, $"A server ended with {await end}: {errors}");
            stop.Dispose();
            await errors.DisposeAsync();
        }
    }

    private static string RunTool(string[] arguments, string place, int expectedCode)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = GliaTool.Run(arguments, new ToolConsole(output, error));
        Assert.True(code == expectedCode, $"{place}: exit code {code}, not {expectedCode}: glia {string.Join(' ', arguments)}\n{error}");
        return output.ToString() + error;
    }

    private async Task<string> Serve(string[] arguments, string place)
    {
        string option = arguments[0] == "live" ? "--in" : "--port";
        int usual = arguments[0] switch { "serve" => 8080, "studio" => 7474, _ => 6448 }, at = Array.IndexOf(arguments, option);
        if (at > 0) (usual, arguments) = (int.Parse(arguments[at + 1]), [.. arguments[..at], .. arguments[(at + 2)..]]);
        if (arguments[0] != "studio") arguments = [.. arguments, option, "0"]; // the studio looks for the next that is free
        if (arguments[0] == "studio") arguments = [.. arguments, .. arguments.Contains("--no-browser", StringComparer.Ordinal) ? Array.Empty<string>() : ["--no-browser"], .. arguments.Contains("--folder", StringComparer.Ordinal) ? Array.Empty<string>() : ["--folder", "studio"]];
        if (arguments.Contains("--bridge", StringComparer.Ordinal)) arguments[Array.IndexOf(arguments, "--bridge") + 1] = "0";
        StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        TextWriter heard = TextWriter.Synchronized(output);
        var stop = new CancellationTokenSource();
        Task<int> end = Task.Run(() => GliaTool.Run(arguments, new ToolConsole(heard, TextWriter.Synchronized(error), cancellation: stop.Token)));
        _servers.Add((stop, end, error));
        string text = await Listening(Heard, end, error.ToString, place, MostWait);

        string Heard()
        {
            lock (heard) return output.ToString(); // what a synchronised writer locks while it writes
        }

        _ports[usual] = int.Parse(Address().Match(text).Groups["port"].Value);
        return text;
    }

    /// <summary>What a server has written, once it has said where it listens.</summary>
    internal static async Task<string> Listening(Func<string> heard, Task<int> end, Func<string> errors, string place, TimeSpan most)
    {
        DateTime begun = DateTime.UtcNow;
        string text;
        while (!Address().IsMatch(text = heard()))
        {
            Assert.False(end.IsCompleted, $"{place}: it ended at once with {(end.IsCompleted ? end.Result : 0)}: {errors()}{text}");
            Assert.True(DateTime.UtcNow - begun < most, $"{place}: it did not say where it listens within {most.TotalSeconds} s. It said: {errors()}{text}");
            await Task.Delay(20);
        }

        return text;
    }

    /// <summary>As much of curl as the pages use: -H, -d, --data-binary @FILE, -X and an address of this machine.</summary>
    private async Task<string> Curl(string[] words, string place)
    {
        using var request = new HttpRequestMessage();
        byte[]? body = null;
        var headers = new List<string>();
        for (int i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "-H": headers.Add(words[++i]); break;
                case "-d": body = Encoding.UTF8.GetBytes(words[++i]); break;
                case "--data-binary": body = await File.ReadAllBytesAsync(words[++i].TrimStart('@')); break;
                case "-X": request.Method = new HttpMethod(words[++i]); break;
                case "-s": break;
                default:
                    var address = new Uri(words[i]);
                    Assert.True(address.IsLoopback, $"{place}: {address} is not on this machine.");
                    request.RequestUri = new UriBuilder(address) { Port = Port(address.Port) }.Uri;
                    break;
            }
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (request.Method == HttpMethod.Get) request.Method = HttpMethod.Post;
        }

        foreach (string[] header in headers.Select(h => h.Split(": ", 2)))
        {
            if (header[0] == "Content-Type") request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(header[1]);
            else request.Headers.TryAddWithoutValidation(header[0], header[1]);
        }

        using var client = new HttpClient();
        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{place}: {(int)response.StatusCode} {text}");
        return text + "\n";
    }

    private static IEnumerable<string> Expand(string word)
    {
        if (!word.Contains('*', StringComparison.Ordinal)) return [word];
        string folder = Path.GetDirectoryName(word) is { Length: > 0 } named ? named : ".";
        return Directory.GetFiles(folder, Path.GetFileName(word)).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"(127\.0\.0\.1|localhost|port|UDP)[: ]+(port )?(?<port>\d{2,5})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
