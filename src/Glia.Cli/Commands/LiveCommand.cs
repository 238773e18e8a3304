using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Glia.Live;
using Glia.Studio.Live;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia live</c>: teaching by showing, over OSC, with Wekinator's ports and messages.</summary>
internal sealed class LiveCommand : ToolCommand
{
    private readonly Option<string?> _inputs = Opt.Text("--inputs", "N|NAMES", "How many inputs, or their names: x,y. Default: 5.");
    private readonly Option<string?> _outputs = Opt.Text("--outputs", "N|LIST", OutputList.Meaning);
    private readonly Option<string?> _gestures = Opt.Text("--gestures", "N|NAMES", "Tell gestures apart instead: how many, or their names: wave,circle.");
    private readonly Option<string?> _values = Opt.Text("--values-by", "LEARNER", $"How values are learnt: {Names(l => l.LearnsValues)}; settings as in network:hidden-nodes=8,epochs=200. Default: network.");
    private readonly Option<string?> _classes = Opt.Text("--classes-by", "LEARNER", $"How classes are learnt: {Names(l => l.LearnsClasses)}; classifier gives probabilities. Default: knn.");
    private readonly Option<ulong?> _seed = Opt.Seed("--seed", "What is drawn by chance is drawn from it. Default: 1, or the project's.");
    private readonly Option<string?> _load = Opt.Text("--load", "FOLDER", "Begin with a project of Glia's or of Wekinator's: names, outputs, examples.");
    private readonly Option<string?> _save = Opt.Text("--save", "FOLDER", "Save the project there at the end. Default: the folder of Glia's that was loaded; else, where there are examples, a new one.");
    private readonly Option<bool> _train = Opt.Flag("--train", "Train at once from the project's examples.");
    private readonly Option<bool> _run = Opt.Flag("--run", "Train at once, and run.");
    private readonly Option<int?> _in = Opt.Int("--in", "PORT", $"The port to listen on; 0 for any that is free. Default: {LiveHostOptions.DefaultInputPort}.", 0, 65535);
    private readonly Option<string?> _out = Opt.Text("--out", "[HOST:]PORT", $"Where outputs go. Default: 127.0.0.1:{LiveHostOptions.DefaultOutputPort}.");
    private readonly Option<string?> _listen = Opt.Text("--listen", "ADDRESS", "The address to listen on: 0.0.0.0 for all, so that a phone can send. Default: this machine alone.");
    private readonly Option<string?> _files = Opt.Text("--files", "FOLDER", "The only folder whose files messages may name (loadModelFromFile and the like). Default: none.");
    private readonly Option<int?> _bridge = Opt.Int("--bridge", "PORT", "Open a WebSocket there as well, by which a web page sends and hears OSC without Node: ws://127.0.0.1:PORT, a binary frame for each packet.", 0, 65535);
    private readonly Option<string[]> _origins = Opt.List("--origin", "URL", "A page that may use the bridge: http://localhost:8000, or null for one that is opened as a file. May be repeated. Default: none.");
    private readonly Option<bool> _strict = Opt.Flag("--strict", "Exactly Wekinator's ways: label with the present outputs, whole numbers count as 0, cut integers off, send no status.");
    private readonly Option<bool> _headless = Opt.Flag("--headless", "No panel: write what happens line by line.");
    private readonly Option<string?> _log = Opt.Text("--log", "FILE", "Write every message down, so that --replay can do it all again.");
    private readonly Option<string?> _replay = Opt.Text("--replay", "FILE", "Do again what a log says, to the same models; with --save, save what comes of it. Listens to nothing.");

    public LiveCommand()
        : base("live", "Teach by showing, over OSC: record examples, train, run. Wekinator's ports and messages.",
            new Example("glia live", "Five inputs, five values, as Wekinator begins: listens on 6448, answers to 12000."),
            new Example("glia live --inputs x,y --outputs \"colour=class:3,volume=0..127:hard\" --classes-by classifier", "Two inputs; one of three classes with probabilities, and a value."),
            new Example("glia live --load my-wekinator-project --run", "Open a project, train, and answer: for a machine without a screen."),
            new Example("glia live --inputs 3 --gestures wave,circle", "Gestures of an accelerometer: record each with startDtwRecording."))
    {
        Group("What", _inputs, _outputs, _gestures, _values, _classes, _seed);
        Group("Projects", _load, _save, _train, _run);
        Group("Where", _in, _out, _listen, _files);
        Group("Web pages", _bridge, _origins);
        Group("How", _strict, _headless, _log, _replay);
        Notes =
        [
            ("Messages", [("/wek/inputs f…", "inputs: recorded, answered, or only shown"), ("/wekinator/control/…", "startRecording, stopRecording, train, cancelTrain, startRunning, stopRunning, outputs f…, deleteAllExamples, and all others of Wekinator"), ("/glia/control/…", "randomize, undo, deleteLastRound, restoreLastRound, setLearner, save: what Wekinator has in its window alone"), ("/wek/outputs f…", "answers; /NAME f… the probabilities of a class; /wekinator/status/done-training; /glia/status, /glia/warning")]),
        ];
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        bool json = input.GetValue(GliaTool.Json);
        if (input.GetValue(_replay) is { } log) return LiveReplay.Run(console, log, input.GetValue(_save) is { } to ? NewSave(to) : null, json);
        void Warn(string text) => console.ErrorWriter.WriteLine($"glia: {text}");
        LiveProject project = ReadProject(input, Warn);
        var job = new LiveJob(project, new LiveOptions { IsStrict = input.GetValue(_strict) }, ReadHost(input, project))
        {
            Trains = input.GetValue(_train) || input.GetValue(_run),
            Runs = input.GetValue(_run),
            SaveTo = SaveFolder(input),
            HasPanel = console.IsTerminal && !input.GetValue(_headless) && !json,
            IsJson = json,
            Bridge = ReadBridge(input),
        };
        if (job.Trains && project.Gestures is null && project.Examples.Count == 0) throw ToolException.BadOption(input.GetValue(_run) ? _run.Name : _train.Name, "there are no examples to train on. Name a project that has some with --load.");
        return job.Run(console);
    }

    private LiveProject ReadProject(ParseResult input, Action<string> warn)
    {
        if (input.GetValue(_load) is not null)
            foreach (Option option in new Option[] { _inputs, _outputs, _gestures })
                if (input.GetResult(option) is { Implicit: false }) throw ToolException.BadOption(option.Name, "the project that --load names has its own. Leave one of the two out.");
        LiveProject project = input.GetValue(_load) is { } folder ? Load(folder, warn) : new LiveProject { InputNames = OutputList.Names("5", "inputs-"), Outputs = OutputList.Values(5) };
        project = project with { Seed = input.GetValue(_seed) ?? project.Seed };
        if (input.GetValue(_inputs) is { } inputs) project = project with { InputNames = Named(_inputs, () => OutputList.Names(inputs, "inputs-")) };
        if (input.GetValue(_outputs) is { } outputs) project = project with { Outputs = Named(_outputs, () => OutputList.Parse(outputs)) };
        if (input.GetValue(_gestures) is { } gestures)
        {
            if (input.GetValue(_outputs) is not null) throw ToolException.BadOption(_gestures.Name, "a session tells gestures apart or has outputs. Leave one of the two out.");
            project = project with { Outputs = [], Gestures = new GestureSpec(Named(_gestures, () => OutputList.Names(gestures, "gesture-"))) };
        }

        if (input.GetValue(_values) is { } values) project = Taught(project, _values, values, OutputKind.Value);
        if (input.GetValue(_classes) is { } classes) project = Taught(project, _classes, classes, OutputKind.Class);
        if (LiveSession.Problem(project) is { } problem) throw ToolException.BadOption((input.GetValue(_gestures) is not null ? _gestures : input.GetValue(_outputs) is not null ? (Option)_outputs : _inputs).Name, problem);
        return project;
    }

    private LiveProject Load(string folder, Action<string> warn)
    {
        if (!Directory.Exists(folder) && !File.Exists(folder)) throw ToolException.BadOption(_load.Name, $"there is no folder '{folder}'.");
        return LiveProjects.Read(folder, warn);
    }

    private static LiveProject Taught(LiveProject project, Option option, string text, OutputKind kind)
    {
        Learner learner = ParseLearner(option, text);
        if (kind == OutputKind.Value ? !learner.LearnsValues : !learner.LearnsClasses) throw ToolException.BadOption(option.Name, $"'{learner.Name}' learns {(kind == OutputKind.Value ? "classes" : "values")}. There are: {Names(l => kind == OutputKind.Value ? l.LearnsValues : l.LearnsClasses)}.");
        return project with { Outputs = [.. project.Outputs.Select(o => o.Kind == kind ? o with { Learner = learner } : o)] };
    }

    private static Learner ParseLearner(Option option, string text)
    {
        string[] parts = text.Split(':', 2);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string setting in parts.Length > 1 ? parts[1].Split(',') : [])
        {
            string[] pair = setting.Split('=', 2);
            if (pair.Length != 2 || !settings.TryAdd(pair[0], pair[1])) throw ToolException.BadOption(option.Name, $"'{setting}' is no setting such as epochs=200.");
        }

        return Named(option, () => Learners.Named(parts[0], settings));
    }

    private LiveHostOptions ReadHost(ParseResult input, LiveProject project)
    {
        IPAddress address = IPAddress.Loopback;
        if (input.GetValue(_listen) is { } text && !IPAddress.TryParse(text, out address!)) throw ToolException.BadOption(_listen.Name, $"'{text}' is no address such as 192.168.1.5 or 0.0.0.0.");
        string? files = input.GetValue(_files), log = input.GetValue(_log);
        if (files is not null && !Directory.Exists(files)) throw ToolException.BadOption(_files.Name, $"there is no folder '{files}'.");
        if (log is not null && File.Exists(log)) throw ToolException.BadOption(_log.Name, $"'{log}' is there already. Name another file: a log is never written over.");
        return new LiveHostOptions { Listen = new(address, input.GetValue(_in) ?? project.InputPort ?? LiveHostOptions.DefaultInputPort), Send = ReadSend(input, project), FilesFolder = files, LogPath = log };
    }

    private LiveBridgeOptions? ReadBridge(ParseResult input)
    {
        string[] origins = input.GetValue(_origins) ?? [];
        if (input.GetValue(_bridge) is not { } port) return origins.Length == 0 ? null : throw ToolException.BadOption(_origins.Name, $"there is no bridge for a page to use. Give it a port with {_bridge.Name}.");
        Named(_origins, () => new PageOrigins(origins));
        return new LiveBridgeOptions { Port = port, Origins = origins };
    }

    private IPEndPoint ReadSend(ParseResult input, LiveProject project)
    {
        string text = input.GetValue(_out) ?? "";
        int colon = text.LastIndexOf(':');
        string host = colon > 0 ? text[..colon] : project.OutputHost ?? "127.0.0.1", port = colon > 0 ? text[(colon + 1)..] : text;
        int number = project.OutputPort ?? LiveHostOptions.DefaultOutputPort;
        if (port.Length > 0 && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= 65535)) throw ToolException.BadOption(_out.Name, $"'{text}' is no port from 1 to 65535, nor HOST:PORT.");
        try
        {
            IPAddress[] found = IPAddress.TryParse(host, out IPAddress? known) ? [known] : Dns.GetHostAddresses(host);
            return new(found.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? found[0], number);
        }
        catch (Exception e) when (e is SocketException or ArgumentException or IndexOutOfRangeException)
        {
            throw ToolException.BadOption(_out.Name, $"no machine is known as '{host}'.");
        }
    }

    private string? SaveFolder(ParseResult input)
    {
        string? loaded = input.GetValue(_load) is { } load && File.Exists(Path.Combine(load, LiveFolder.ProjectFile)) ? load : null;
        if (input.GetValue(_save) is not { } folder) return loaded;
        return loaded is not null && string.Equals(Path.TrimEndingDirectorySeparator(Path.GetFullPath(loaded)), Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), StringComparison.Ordinal) ? folder : NewSave(folder);
    }

    // Said at the start: at the end there is something to lose.
    private string NewSave(string folder)
    {
        if (File.Exists(folder)) throw ToolException.BadOption(_save.Name, $"'{folder}' is a file; a project is a folder.");
        if (File.Exists(Path.Combine(folder, LiveFolder.ProjectFile))) throw ToolException.BadOption(_save.Name, $"'{folder}' holds a project, which is never written over by another. Open it with --load, or name another folder.");
        try
        {
            Directory.CreateDirectory(folder);
            using FileStream probe = new(Path.Combine(folder, ".glia-part"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.BadOption(_save.Name, $"nothing can be saved in '{folder}': {e.Message.TrimEnd('.')}. Name another folder.");
        }
    }

    private static T Named<T>(Option option, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw ToolException.BadOption(option.Name, e.Message.TrimEnd('.') + ".");
        }
    }

    private static string Names(Func<Learner, bool> which) => string.Join(", ", Learners.All.Where(which).Select(l => l.Name));
}
