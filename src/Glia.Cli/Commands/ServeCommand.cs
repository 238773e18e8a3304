using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using Glia.Studio.Serving;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia serve</c>: the prediction API for model files, without the studio.</summary>
internal sealed class ServeCommand : ToolCommand
{
    private const int UsualPort = 8080, MostInputsShown = 8;
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    private readonly Argument<string[]> _models = new("MODEL") { Description = "Model files. Each is asked for by its file's name: digits.safetensors is 'digits'.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<int?> _port = Opt.Int("--port", "N", $"The port; 0 for any that is free. Default: {UsualPort}.", 0, 65535);
    private readonly Option<string?> _listen = Opt.Text("--listen", "ADDRESS", "The address to listen on: 0.0.0.0 for all, so that other machines can ask. Default: this machine alone.");
    private readonly Option<string[]> _names = Opt.List("--name", "HOST", "A name by which others reach it, such as digits.example.org or digits.example.org:443. May be repeated.");
    private readonly Option<string?> _key = Opt.Text("--key", "TEXT|@FILE", "What clients must send as 'Authorization: Bearer …', or a file that holds it. Default: anyone may ask.");
    private readonly Option<int?> _rate = Opt.Int("--rate", "N", "Requests per second that each client's address may send. Default: any number.", 1, 1_000_000);
    private readonly Option<int?> _queue = Opt.Int("--queue", "N", "Requests that may wait for a model; more are told to come back. Default: 256.", 1, 100_000);
    private readonly Option<int?> _batch = Opt.Int("--batch", "N", "Samples that go through a large network together at most. Default: 32.", 1, 4096);
    private readonly Option<int?> _threads = Opt.Int("--threads", "N", "Passes through a large network, and pictures, worked on at once; 0 for one per core. Default: 0.", 0, 256);

    public ServeCommand()
        : base("serve", "Answer for models over HTTP: numbers or a picture in, outputs, classes and how sure out.",
            new Example("glia serve digits.safetensors", "Start it; it writes a line of curl that works. Ctrl-C stops it when all has been answered."),
            new Example("glia serve digits.safetensors xor.safetensors --port 9000", "Two models: /api/models/digits/predict and /api/models/xor/predict."),
            new Example("glia serve digits.safetensors --listen 0.0.0.0 --key @key.txt", "For other machines, and only for those that have the key."))
    {
        Add(_models);
        Group("Place", _port, _listen, _names);
        Group("Who may ask", _key, _rate);
        Group("How much at once", _queue, _batch, _threads);
        Notes =
        [
            ("Addresses", [("POST /api/models/ID/predict", "{\"inputs\": [0.9, 0.1]} or a list of such lists as application/json, or a picture as image/png"), ("GET /api/models, /api/models/ID", "what there is"), ("GET /openapi.json", "every address, described for programs"), ("GET /health/live, /health/ready, /metrics", "for those who run it")]),
        ];
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string[] paths = input.GetRequiredValue(_models);
        ServeOptions options = ReadOptions(input);
        ModelFiles models = Open(paths);
        RunAsync(console, models, options, input.GetValue(GliaTool.Json)).GetAwaiter().GetResult();
        return ExitCodes.Ok;
    }

    private static ModelFiles Open(string[] paths)
    {
        foreach (string path in paths) SavedModel.CheckIsFile(path);
        try
        {
            return ModelFiles.Open(paths);
        }
        catch (ArgumentException e)
        {
            throw ToolException.BadOption("<MODEL>", e.Message);
        }
    }

    private ServeOptions ReadOptions(ParseResult input)
    {
        IPAddress address = IPAddress.Loopback;
        if (input.GetValue(_listen) is { } text && !IPAddress.TryParse(text, out address!)) throw ToolException.BadOption(_listen.Name, $"'{text}' is no address such as 192.168.1.5 or 0.0.0.0.");
        var usual = new ServingOptions();
        return new ServeOptions
        {
            Port = input.GetValue(_port) ?? UsualPort,
            Address = address,
            Names = CheckNames(input.GetValue(_names) ?? []),
            Key = input.GetValue(_key) is { } key ? ReadKey(key) : null,
            Serving = usual with
            {
                Queue = input.GetValue(_queue) ?? usual.Queue,
                Batch = input.GetValue(_batch) ?? usual.Batch,
                Threads = input.GetValue(_threads) ?? usual.Threads,
                RatePerClient = input.GetValue(_rate) ?? usual.RatePerClient,
            },
        };
    }

    private string[] CheckNames(string[] names)
    {
        foreach (string name in names)
            if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal) || !Uri.TryCreate($"http://{name}/", UriKind.Absolute, out _))
                throw ToolException.BadOption(_names.Name, $"'{name}' is no name such as digits.example.org. Give it without http:// and without a path.");
        return names;
    }

    private string ReadKey(string text)
    {
        string key = text;
        if (text.StartsWith('@'))
        {
            string file = text[1..];
            if (!File.Exists(file)) throw ToolException.BadOption(_key.Name, $"there is no file '{file}' to read the key from.");
            key = File.ReadAllText(file).Trim();
        }

        if (key.Length < 8 || key.Any(c => c is <= ' ' or > '~')) throw ToolException.BadOption(_key.Name, "a key has at least 8 letters, digits or signs, and no blanks.");
        return key;
    }

    private static async Task RunAsync(ToolConsole console, ModelFiles models, ServeOptions options, bool json)
    {
        CancellationToken stop = console.Cancellation;
        void Log(string line) => console.ErrorWriter.WriteLine($"glia: {line}");
        await using PredictionServer server = await StartAsync(models, options, Log);
        if (json) WriteJson(console, server, models);
        else Greet(console, server, models, options);
        using (PosixSignalRegistration? reload = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Reload(context, models, Log)))
            await WaitAsync(console, server, models, Log, stop);
        if (!json) console.Out.MarkupLine("  Stopping: what was asked is answered.");
        await server.StopAsync();
    }

    private static async Task<PredictionServer> StartAsync(ModelFiles models, ServeOptions options, Action<string> log)
    {
        try
        {
            return await PredictionServer.StartAsync(models, options, log);
        }
        catch (IOException e)
        {
            throw ToolException.BadOption("--port", $"nothing can listen on {options.Address}, port {options.Port}: {e.Message.TrimEnd('.')}. Name another port, or 0 for any that is free.");
        }
    }

    private static void Reload(PosixSignalContext context, ModelFiles models, Action<string> log)
    {
        context.Cancel = true;
        models.Refresh(log);
    }

    /// <summary>Until Ctrl-C; takes model files that were replaced anew, and shows what goes on.</summary>
    private static async Task WaitAsync(ToolConsole console, PredictionServer server, ModelFiles models, Action<string> log, CancellationToken stop)
    {
        using var line = new LiveLine(console);
        LatencyCounts before = server.Api.Meter.Latency.Read();
        long then = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(Refresh, stop);
                models.Refresh(log);
                if (!console.IsTerminal) continue;
                LatencyCounts now = server.Api.Meter.Latency.Read(), last = now.Since(before);
                line.Write(Figures(last, Stopwatch.GetElapsedTime(then), server.Api.QueueLength, now.Total));
                (before, then) = (now, Stopwatch.GetTimestamp());
            }
        }
        catch (OperationCanceledException)
        {
            // That is what was waited for.
        }
    }

    private static string Figures(LatencyCounts last, TimeSpan time, int queue, long total)
    {
        string times = last.Total == 0 ? "" : $"   [dim]p50[/] {Milliseconds(last.Quantile(0.5))}   [dim]p99[/] {Milliseconds(last.Quantile(0.99))}";
        return $"  {Show.Count((long)Math.Round(last.Total / time.TotalSeconds))} [dim]predictions/s[/]{times}   [dim]waiting[/] {queue}   [dim]answered[/] {Show.Count(total)}";
    }

    private static string Milliseconds(long microseconds) => $"{(microseconds / 1e3).ToString(microseconds < 10_000 ? "0.00" : "0", System.Globalization.CultureInfo.InvariantCulture)} ms";

    private static void Greet(ToolConsole console, PredictionServer server, ModelFiles models, ServeOptions options)
    {
        console.Out.WriteLine();
        console.Out.MarkupLine($"  [bold]Ready at[/] [green]{Markup.Escape(server.Origin)}[/]");
        console.Out.WriteLine();
        foreach (ModelFacts model in models.List()) console.Out.MarkupLine($"  [dim]POST[/] /api/models/{model.Id}/predict   [dim]{Markup.Escape(Describe(model))}[/]");
        console.Out.WriteLine();
        console.Out.MarkupLine("  [dim]Try:[/]");
        console.Out.MarkupLine($"  [green]{Markup.Escape(Curl(server, models.Find(models.List()[0].Id)!.Network, models.List()[0].Id, options.Key is not null))}[/]");
        console.Out.WriteLine();
        if (!IPAddress.IsLoopback(options.Address)) console.Out.MarkupLine($"  [yellow]Other machines can reach it{(options.Key is null ? ", and anyone may ask" : "")}; what is sent is not encrypted.[/]");
        console.Out.MarkupLine("  [dim]Ctrl-C: stop, when all has been answered.[/]");
    }

    private static string Describe(ModelFacts model) => $"{model.Inputs} {(model.Inputs == 1 ? "input" : "inputs")}, " + (model.Classes.Count > 0 ? $"{model.Classes.Count} classes" : $"{model.Outputs} {(model.Outputs == 1 ? "output" : "outputs")}");

    /// <summary>A line that works as it is: numbers where they fit into it, else a picture, or a row of numbers.</summary>
    private static string Curl(PredictionServer server, Network network, string id, bool hasKey)
    {
        string curl = hasKey ? "curl -H \"Authorization: Bearer $KEY\"" : "curl", at = $"{server.Origin}/api/models/{id}/predict";
        if (network.Inputs <= MostInputsShown) return $"{curl} {at} -H 'Content-Type: application/json' -d '{{\"inputs\": [{string.Join(", ", Enumerable.Repeat("1", network.Inputs))}]}}'";
        bool isPicture = network.InputShape.IsImage && network.ClassNames.Count > 0;
        if (isPicture) return $"{curl} {at} -H 'Content-Type: image/png' --data-binary @my-digit.png";
        return $"{curl} {at} -H 'Content-Type: application/json' -d \"{{\\\"inputs\\\": [$(seq -s, {network.Inputs})]}}\"";
    }

    private static void WriteJson(ToolConsole console, PredictionServer server, ModelFiles models) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("address", server.Origin);
        writer.WriteStartArray("models");
        foreach (ModelFacts model in models.List())
        {
            writer.WriteStartObject();
            writer.WriteString("id", model.Id);
            writer.WriteString("name", model.Name);
            writer.WriteString("version", model.Version);
            writer.WriteString("predict", $"{server.Origin}/api/models/{model.Id}/predict");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
