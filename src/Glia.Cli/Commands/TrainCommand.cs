using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using Glia.Datasets;
using Glia.Mpi;

namespace Glia.Cli;

/// <summary><c>glia train</c>: the main job (row E3).</summary>
internal sealed class TrainCommand : ToolCommand
{
    private readonly RecipeOptions _recipe = new();
    private readonly DataOptions _data = new();
    private readonly Option<ulong?> _seed = Opt.Seed("--seed", "Seed of starting weights, order and generated data; the same seed gives the same model, to the bit. Default: 1.");
    private readonly Option<int?> _threads = Opt.Int("--threads", "N", "Threads; 0 for one per core. The result does not depend on it. Default: 0.", 0, 256);
    private readonly Option<int?> _earlyStopping = Opt.Int("--early-stopping", "N", "Stop after N epochs without a better loss on the validation samples, and keep the best weights.", 1);
    private readonly Option<string?> _out = Opt.Text("--out", "FILE", $"Where the model goes. Default: {TrainFacts.DefaultOut}; for toy data their name, such as xor.safetensors.", "-o");
    private readonly Option<string?> _checkpoint = Opt.Text("--checkpoint", "FILE", "Save the training there after each epoch. Ctrl-C saves it in any case.");
    private readonly Option<string?> _resume = Opt.Text("--resume", "FILE", "Go on with the training saved there, as if it had never stopped.");

    public TrainCommand()
        : base("train", "Train a network to read digits, or to tell apart any other classes.",
            new Example("glia train", "Digits that glia draws itself, our fast recipe: a model within seconds, no download."),
            new Example("glia train --count 1000000000 --epochs 1", "A billion digits, each drawn when it is trained on, in little memory; Ctrl-C saves, --resume goes on."),
            new Example("glia train --data mnist", "The same recipe on MNIST: about 98 % of its 10,000 test digits right."),
            new Example("glia train --data mnist --layers 100 --epochs 5", "784-100-10, five times through the data: above 98.1 %."),
            new Example("glia train --data mnist --augment shift=1.5,rotation=10,scale=0.1 --epochs 10", "Move, turn and stretch each digit a little, anew every time."),
            new Example("glia train --preset rashid --data mnist", "The network of Rashid's book, as he trains it."),
            new Example("glia train --data mnist --validation 10000 --early-stopping 3 --epochs 30 --dropout 0.2 --layers 256", "Stop when 10,000 held-out digits say so."),
            new Example("glia train --data my-digits --optimizer adam --lr 0.001 --out mine.safetensors", "PNGs in folders by label, with another optimiser."),
            new Example("glia train --data xor", "The smallest problem that needs a hidden layer: the truth table learned, and a map of the answers. Saved as xor.safetensors."),
            new Example("glia train --data xor --layers 2 --activation sigmoid --lr 0.5 --epochs 3000 --seed 7", "The same with two hidden units: does this seed find the way?"),
            new Example("glia train --data spirals --noise 0.03", "Two spirals wound into each other, a little blurred."),
            new Example("glia train --resume digits.checkpoint.safetensors", "Go on where Ctrl-C stopped."),
            new Example("mpirun -n 4 --bind-to none glia train --data mnist --batch 1024", "Four processes train one network, here or on several machines (Open MPI, MPICH, srun)."))
    {
        Group("Data", _data.All);
        Group("Recipe", [.. _recipe.All]);
        Notes = [("Presets", RecipeOptions.AllPresets.Select(p => (p.Name, p.About))), ("What --augment can do, by up to so much", AugmentHelp)];
        Group("Training", _seed, _threads, _earlyStopping);
        Group("Files", _out, _checkpoint, _resume);
    }

    private static (string Name, string Text)[] AugmentHelp =>
    [
        ("shift=P", "Move by P pixels, fractions too."),
        ("rotation=D", "Turn by D degrees."),
        ("scale=S[/A]", "Make S times larger or smaller: 0.1 for 10 %; width and height by A more, each for itself."),
        ("shear=S", "Slant by S pixels per row."),
        ("elastic=A[/S]", "Bend elastically (Simard 2003): strength A, smoothness S; theirs are 34/4."),
        ("pen=P", "Thicken or thin strokes by P pixels per edge, 0 to 1."),
        ("noise=N", "Add noise of deviation N, 1 being full ink."),
        ("cutout=N", "Blot out a square of N pixels."),
        ("redrawn", "Draw another digit of the same class: for generated digits."),
    ];

    public override int Run(ParseResult input, ToolConsole console) => MpiRanks.IsLaunched
        ? TrainingRanks.Run(console, input.GetValue(GliaTool.Json), (ranks, own) => Run(input, own, ranks))
        : Run(input, console, ranks: null);

    private int Run(ParseResult input, ToolConsole console, TrainingRanks? ranks)
    {
        bool json = input.GetValue(GliaTool.Json);
        TrainJob job = input.GetValue(_resume) is { } file ? Resume(input, console, file, json, ranks) : Begin(input, console, json, ranks);
        var report = new TrainReport(console, job);
        if (!json) report.WriteHead();
        ranks?.Begin();
        var clock = Stopwatch.StartNew();
        TrainingResult result = job.Run(console);
        clock.Stop();
        if (!job.IsFirst) return ExitCodes.Ok;
        TrainOutcome outcome = job.Training.Finish(result, clock.Elapsed);
        job.Trainer.Network.Save(job.Out);
        if (ranks is not null && input.GetValue(_checkpoint) is null && input.GetValue(_resume) is null) job.DeleteCheckpoint(); // nobody has asked for it
        if (json) report.WriteJson(outcome);
        else report.WriteEnd(outcome);
        return ExitCodes.Ok;
    }

    private TrainJob Begin(ParseResult input, ToolConsole console, bool json, TrainingRanks? ranks)
    {
        DataChoice choice = _data.Read(input);
        Recipe recipe = _recipe.Settings(input).ToRecipe(choice.Data);
        string path = input.GetValue(_out) ?? (DataSource.Toy(choice.Data) is { } toy ? $"{toy}.safetensors" : TrainFacts.DefaultOut);
        string checkpoint = input.GetValue(_checkpoint) ?? CheckpointFor(path);
        string? each = ranks is null ? input.GetValue(_checkpoint) : checkpoint; // of several processes one may be lost
        CheckFiles(path, each, choice);
        if (ranks is not null && input.GetValue(_checkpoint) is null && Checkpoint.Exists(checkpoint)) throw ToolException.BadOption(_checkpoint.Name, $"'{checkpoint}' holds a training that was stopped. Go on with it by --resume, delete it, or name another file.");
        ranks?.SaveAt(checkpoint);
        ulong seed = input.GetValue(_seed) ?? 1;
        TrainingView view = View(console, json, choice);
        var extras = new TrainingOptions
        {
            Threads = Threads(input, ranks),
            Ranks = ranks?.All,
            EarlyStopping = input.GetValue(_earlyStopping) is { } patience ? new EarlyStopping(patience) : null,
            Progress = view,
            CheckpointPath = each,
        };
        TrainingJob job = ToolData.Load(console, progress => TrainingJob.Prepare(choice, recipe, seed, path, extras, progress, console.Cancellation));
        return new TrainJob(job, view, path, checkpoint, ranks);
    }

    private int Threads(ParseResult input, TrainingRanks? ranks) => input.GetValue(_threads) ?? ranks?.Threads ?? 0;

    private static TrainingView View(ToolConsole console, bool json, DataChoice choice) => new(console, json, choice.Validation > 0, DataSource.Toy(choice.Data) is not null);

    private TrainJob Resume(ParseResult input, ToolConsole console, string file, bool json, TrainingRanks? ranks)
    {
        Option? fixedOption = _recipe.FirstGiven(input) ?? new Option[] { _seed, _earlyStopping, _data.Count, _data.Noise, _data.Validation }.FirstOrDefault(o => input.GetResult(o) is OptionResult { Implicit: false });
        if (fixedOption is not null) throw ToolException.BadOption(fixedOption.Name, "it cannot be changed when going on with a training (--resume); the checkpoint says how it goes on.");
        if (!Checkpoint.Exists(file)) throw ToolException.BadOption(_resume.Name, $"there is no file '{file}'. A training that Ctrl-C stopped says where it was saved.");
        CheckpointInfo info = Checkpoint.Describe(File.Exists(file) && IsSound(file) ? file : Checkpoint.Previous(file));
        (DataChoice choice, ulong seed, string path) = TrainFacts.Read(file, info.Network.TrainingSummary);
        choice = DataOptions.Checked(choice with { Data = input.GetValue(_data.Data) ?? choice.Data, Test = input.GetValue(_data.Test) ?? choice.Test });
        path = input.GetValue(_out) ?? path;
        if (info.IsDone && IsSaved(path, info.Network)) throw ToolException.BadOption(_resume.Name, $"the training in '{file}' is done, and its model is in '{path}': there is nothing to go on with. Leave {_resume.Name} out to train anew.");
        CheckFiles(path, input.GetValue(_checkpoint) ?? file, choice);
        TrainData data = ToolData.Load(console, progress => TrainData.Load(choice, seed, progress, console.Cancellation));
        TrainingView view = View(console, json, choice);
        var options = new ResumeOptions { Threads = Threads(input, ranks), Ranks = ranks?.All, Augmentation = AugmentationOf(file, info), Validation = data.Validation, Progress = view, CheckpointPath = input.GetValue(_checkpoint) };
        try
        {
            var trainer = Trainer.Resume(file, data.Train.Data, options);
            ranks?.SaveAt(options.CheckpointPath ?? file);
            return new TrainJob(new TrainingJob(trainer, data, choice, null, seed), view, path, options.CheckpointPath ?? file, ranks);
        }
        catch (ArgumentException e)
        {
            throw ToolException.BadOption(_resume.Name, TrainingJob.Plain(e));
        }
    }

    private static PictureAugmentation? AugmentationOf(string file, CheckpointInfo info)
    {
        if (info.Options.Augmentation is not { } augmentation) return null;
        try
        {
            return PictureAugmentation.Parse(augmentation.Description);
        }
        catch (FormatException)
        {
            throw ToolException.BadFile(file, "the training changes its samples in a way of its own, which this tool does not know. Go on with the library's Trainer.Resume.");
        }
    }

    /// <summary>Whether the checkpoint can be read; where it cannot, and there is one before it, that one is taken.</summary>
    private static bool IsSound(string file)
    {
        try
        {
            _ = Checkpoint.Describe(file);
            return true;
        }
        catch (InvalidFileException) when (File.Exists(Checkpoint.Previous(file)))
        {
            return false;
        }
    }

    /// <summary>Whether the model that a training has come to is there. One that was killed between its last checkpoint and that has still to score and save it.</summary>
    private static bool IsSaved(string path, Network network)
    {
        try
        {
            return File.Exists(path) && Network.Load(path).Parameters.Span.SequenceEqual(network.Parameters.Span);
        }
        catch (Exception e) when (e is InvalidFileException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void CheckFiles(string path, string? checkpoint, DataChoice choice)
    {
        OutputFile.Check(_out.Name, path);
        CheckIsNotData(_out.Name, path, choice);
        if (checkpoint is null) return;
        OutputFile.Check(_checkpoint.Name, checkpoint);
        CheckIsNotData(_checkpoint.Name, checkpoint, choice);
        if (Path.GetFullPath(path) == Path.GetFullPath(checkpoint)) throw ToolException.BadOption(_checkpoint.Name, $"'{checkpoint}' is where the model goes (--out). Name another file.");
    }

    // A model replaces the file of an earlier training unasked, but never what it learns from.
    private static void CheckIsNotData(string option, string path, DataChoice choice)
    {
        if (File.Exists(path) && new[] { choice.Data, choice.Test }.Any(data => data is not null && Path.GetFullPath(data) == Path.GetFullPath(path)))
            throw ToolException.BadOption(option, $"'{path}' holds the data, which would be lost. Name another file.");
    }

    /// <summary>digits.safetensors → digits.checkpoint.safetensors.</summary>
    private static string CheckpointFor(string path) => Path.ChangeExtension(path, null) + ".checkpoint.safetensors";
}
