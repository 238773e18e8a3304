using System.Text.Json;
using Spectre.Console;

namespace Glia.Cli.Tests;

/// <summary>Row E7: settings are swept, and the same trial gives the same numbers however it is run.</summary>
public sealed class SweepTests : IDisposable
{
    private static readonly string[] Small = ["--count", "300", "--validation", "60", "--layers", "8"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void E7_SideBySideIsOneByOne()
    {
        string[] grid = ["--lr", "0.05,0.2", "--batch", "16,32", "--epochs", "2", "--seeds", "2"];
        Sweep("one", [.. grid, "--jobs", "1"]).Good();
        Sweep("four", [.. grid, "--jobs", "4"]).Good();
        SortedDictionary<string, string> one = SweepFiles.Of(_folder.At("one"));
        Assert.Equal(8 * 2, one.Keys.Count(k => k.StartsWith("trial-", StringComparison.Ordinal)));
        Assert.Equal(one, SweepFiles.Of(_folder.At("four")));
    }

    [Fact]
    public void E7_ATrialAloneIsThatOfTheWholeSweepAndThatOfGliaTrain()
    {
        string[] grid = ["--lr", "0.05,0.2", "--activation", "relu,tanh", "--epochs", "3", "--seeds", "2"];
        Sweep("whole", grid).Good();
        foreach (int trial in new[] { 7, 2, 5, 1, 8, 3, 4, 6 }) Sweep("alone", [.. grid, "--trial", $"{trial}"]).Good();
        Sweep("alone", ["--trial", "3"], small: false).Good(); // done already, and the plan is known

        SortedDictionary<string, string> alone = SweepFiles.Of(_folder.At("alone")), whole = SweepFiles.Of(_folder.At("whole"));
        Assert.DoesNotContain("best.json", alone.Keys);
        ToolRun.Of("sweep", "collect", _folder.At("alone")).Good();
        Assert.Equal(whole, SweepFiles.Of(_folder.At("alone")));

        // Trial 7: the last combination but for the seed.
        JsonElement train = ToolRun.Of("train", "--count", "300", "--validation", "60", "--layers", "8", "--activation", "tanh", "--lr", "0.2", "--epochs", "3", "--seed", "1", "--out", _folder.At("m.safetensors"), "--json").Json();
        JsonElement trial7 = Result("whole", 7);
        Assert.Equal(3, trial7.GetProperty("epochs").GetArrayLength());
        for (int e = 0; e < 3; e++)
            foreach (string value in new[] { "loss", "accuracy", "validationLoss", "validationAccuracy", "learningRate" })
                Assert.Equal(train.GetProperty("epochs")[e].GetProperty(value).GetDouble(), trial7.GetProperty("epochs")[e].GetProperty(value).GetDouble());
        Assert.Equal(Weights(_folder.At("m.safetensors")), Weights(_folder.At("whole/trial-0007.safetensors")));
    }

    [Fact]
    public void AGateIsJudgedByItsFourPointsAndTheCommandOfTheBestRepeatsIt()
    {
        string text = Sweep("gate", ["--data", "xor", "--layers", "1/3", "--epochs", "300"], small: false).Good().Out;
        Assert.Contains("Accuracy on the four points that are learned", text, StringComparison.Ordinal);
        Assert.DoesNotContain("held out", text, StringComparison.Ordinal);
        Assert.True(Result("gate", 1).GetProperty("epochs").EnumerateArray().Last().GetProperty("validationAccuracy").GetDouble() < 1); // one line does not do
        Assert.Equal(1, Result("gate", 2).GetProperty("epochs").EnumerateArray().Last().GetProperty("validationAccuracy").GetDouble());
        Assert.Contains("glia train --data xor --layers 3 --epochs 300\n", text, StringComparison.Ordinal);
        ToolRun.Of("train", "--data", "xor", "--layers", "3", "--epochs", "300", "--out", _folder.At("xor.safetensors")).Good();
        Assert.Equal(Weights(_folder.At("xor.safetensors")), Weights(_folder.At("gate/trial-0002.safetensors")));
    }

    [Fact]
    public async Task TheTrialsOfAJobArrayMayAllBeginAtOnce()
    {
        string[] grid = ["--lr", "0.05,0.1,0.2,0.4", "--seeds", "2"];
        Task<ToolRun>[] runs = [.. Enumerable.Range(1, 8).Select(t => Task.Run(() => Sweep("at-once", [.. grid, "--trial", $"{t}"]), TestContext.Current.CancellationToken))];
        foreach (ToolRun run in await Task.WhenAll(runs)) run.Good();
        Sweep("whole", [.. grid, "--no-test"]).Good();
        Assert.Equal(SweepFiles.Of(_folder.At("whole")), SweepFiles.Of(_folder.At("at-once")));
    }

    [Fact]
    public void E7_TheCommandOfTheBestRepeatsIt()
    {
        JsonElement sweep = Sweep("s", ["--lr", "0.02,0.2", "--epochs", "2", "--seed", "3", "--json"]).Json();
        JsonElement best = sweep.GetProperty("best");
        string[] words = best.GetProperty("command").GetString()!.Split(' ');
        Assert.Equal("glia", words[0]);
        JsonElement train = ToolRun.Of([.. words[1..], "--out", _folder.At("m.safetensors"), "--json"]).Json();
        Assert.Equal(best.GetProperty("validationAccuracy").GetDouble(), train.GetProperty("epochs")[1].GetProperty("validationAccuracy").GetDouble());

        // The trial's network is not calibrated, which changes no answer but where two outputs round to the same.
        Assert.Equal(best.GetProperty("tests")[0].GetProperty("mean").GetDouble(), train.GetProperty("test").GetProperty("accuracy").GetDouble(), 1e-3);
    }

    [Fact]
    public void AStoppedSweepGoesOnToTheSameFiles()
    {
        string[] grid = ["--lr", "0.05,0.1,0.2", "--epochs", "2", "--jobs", "1"];
        Sweep("whole", grid).Good();

        using var stop = new CancellationTokenSource();
        using var output = new StopAfter(stop, "  1 ");
        using StringWriter error = new();
        int code = GliaTool.Run(["sweep", "--out", _folder.At("stopped"), .. Small, .. grid], new ToolConsole(output, error, cancellation: stop.Token));
        Assert.Equal(ExitCodes.Stopped, code);
        Assert.Contains($"glia sweep --out {_folder.At("stopped")}", error.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.At("stopped/trial-0001.json")));
        Assert.False(File.Exists(_folder.At("stopped/trial-0003.json")));

        DateTime first = File.GetLastWriteTimeUtc(_folder.At("stopped/trial-0001.json"));
        ToolRun.Of("sweep", "--out", _folder.At("stopped")).Good();
        Assert.Equal(first, File.GetLastWriteTimeUtc(_folder.At("stopped/trial-0001.json"))); // what was done is not done again
        Assert.Equal(SweepFiles.Of(_folder.At("whole")), SweepFiles.Of(_folder.At("stopped")));
    }

    [Fact]
    public void AKilledSweepGoesOnToTheSameFiles()
    {
        string[] grid = ["--lr", "0.05,0.1,0.2", "--epochs", "2"];
        Sweep("s", grid).Good();
        SortedDictionary<string, string> whole = SweepFiles.Of(_folder.At("s"));

        // Killed while a result was written: the network is there, the result is not, and half a temporary file is left; another trial has a damaged checkpoint.
        File.Delete(_folder.At("s/trial-0002.json"));
        string young = _folder.At("s/.own-0123-trial-0001.json.glia-part");
        foreach (string half in new[] { _folder.At("s/trial-0002.json.glia-part"), _folder.At("s/.own-4567-trial-0002.json"), young })
        {
            File.WriteAllText(half, "{ \"format\": ");
            if (half != young) File.SetLastWriteTimeUtc(half, DateTime.UtcNow.AddHours(-2));
        }

        File.Delete(_folder.At("s/trial-0003.json"));
        File.Delete(_folder.At("s/trial-0003.safetensors"));
        File.WriteAllText(_folder.At("s/trial-0003.checkpoint.safetensors"), "half a checkpoint");
        File.Delete(_folder.At("s/best.json"));
        Sweep("s", grid).Good();
        Assert.True(File.Exists(young)); // it may be a living process's
        File.Delete(young);
        Assert.Equal(whole, SweepFiles.Of(_folder.At("s")));
    }

    [Fact]
    public void ATrialThatIsStoppedInTheMiddleGoesOnToTheSameResult()
    {
        SweepPlan plan = new(SweepOptions.Read("test", ["--count", "300", "--validation", "60", "--layers", "8,8", "--optimizer", "adam,nesterov", "--epochs", "9", "--dropout", "0.1"]));
        (SweepFolder whole, SweepFolder stopped) = (new(_folder.At("whole")), new(_folder.At("stopped")));
        foreach (SweepFolder folder in new[] { whole, stopped }) folder.Claim("--out", plan);
        var data = new SweepData(plan.Spec, 1);
        ToolConsole quiet = new(TextWriter.Null, TextWriter.Null);
        foreach (Trial trial in plan.Trials)
        {
            TrialResult expected = new TrialRun(plan, whole, data, TimeSpan.Zero).Run(quiet, trial, plan.Rungs[0], null, 1, TestContext.Current.CancellationToken);
            Assert.Equal(TrialStatus.Done, expected.Status);
            var run = new TrialRun(plan, stopped, data, TimeSpan.Zero);
            foreach (int epoch in new[] { 2, 6 })
            {
                using var stop = new CancellationTokenSource();
                Assert.ThrowsAny<OperationCanceledException>(() => run.Run(quiet, trial, plan.Rungs[0], new StopAt(stop, epoch), 1, stop.Token));
                Assert.Equal(epoch, Checkpoint.Describe(stopped.CheckpointPath(trial.Number)).EpochsDone);
                Assert.False(File.Exists(stopped.ResultPath(trial.Number)));
            }

            TrialResult result = run.Run(quiet, trial, plan.Rungs[0], null, 2, TestContext.Current.CancellationToken);
            Assert.Equal(expected.Epochs.Select(Timeless), result.Epochs.Select(Timeless));
        }

        Assert.Equal(SweepFiles.Of(_folder.At("whole")), SweepFiles.Of(_folder.At("stopped")));
    }

    [Fact]
    public void WhoStoodStillWhileTheOthersFinishedThrowsNothingBack()
    {
        SweepPlan plan = new(SweepOptions.Read("test", ["--count", "300", "--validation", "60", "--layers", "8", "--lr", "0.05,0.2", "--epochs", "4", "--halving", "--eta", "2", "--first-epochs", "2"]));
        var folder = new SweepFolder(_folder.At("s"));
        folder.Claim("--out", plan);
        foreach (Trial trial in plan.Trials)
        {
            SortedDictionary<string, string>? finished = null;
            var still = new Still(epoch: 1, () =>
            {
                if (finished is null) ToolRun.Of("sweep", "--out", folder.FullPath, "--no-test").Good();
                finished ??= SweepFiles.Of(folder.FullPath);
            });
            ToolConsole quiet = new(TextWriter.Null, TextWriter.Null);
            TrialResult result = new TrialRun(plan, folder, new SweepData(plan.Spec, 1), TimeSpan.Zero).Run(quiet, trial, plan.Rungs[0], still, 1, TestContext.Current.CancellationToken);
            Assert.Equal(finished, SweepFiles.Of(folder.FullPath));
            Assert.Equal(folder.ReadResult(trial)!.Epochs.Count, result.Epochs.Count);
            Assert.Equal(folder.ReadResult(trial)!.Status, result.Status);
        }
    }

    [Fact]
    public async Task OfSeveralThatWantANewNameOneGetsIt()
    {
        string file = _folder.At("plan.json");
        for (int round = 0; round < 200; round++)
        {
            using var start = new Barrier(4);
            bool[] got = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Factory.StartNew(() =>
            {
                string own = _folder.At($"own-{i}");
                File.WriteAllText(own, $"{i}");
                start.SignalAndWait(TestContext.Current.CancellationToken);
                return NewFile.TryRename(own, file);
            }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            Assert.Equal($"{Array.IndexOf(got, true)}", File.ReadAllText(file));
            Assert.Single(got, won => won);
            File.Delete(file);
            Assert.Empty(Directory.GetFiles(_folder.FullPath));
        }
    }

    [Fact]
    public async Task ATrialThatLooksWhileAnotherMakesTheFolderFindsNoFault()
    {
        SweepPlan plan = new(SweepOptions.Read("test", ["--count", "300", "--validation", "60", "--layers", "8", "--lr", "0.05,0.2"]));
        for (int round = 0; round < 400; round++)
        {
            using Barrier start = new(2);
            string place = _folder.At($"s{round}");
            Task first = Task.Factory.StartNew(() =>
            {
                var folder = new SweepFolder(place);
                start.SignalAndWait();
                folder.Claim("--out", plan);
                folder.Put(folder.ResultPath(1), own => File.WriteAllText(own, "{}"));
            }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Task second = Task.Factory.StartNew(() =>
            {
                var folder = new SweepFolder(place);
                start.SignalAndWait();
                while (!File.Exists(folder.ResultPath(1)))
                {
                    folder.CheckSame("--out", plan);
                    folder.CheckPlace("--out");
                    folder.CheckWritable("--out");
                    if (first.IsFaulted) return;
                }
            }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await Task.WhenAll(first, second);
        }
    }

    [Fact]
    public void WhoLostTheFolderToAnotherSweepWritesNothingIntoIt()
    {
        SweepPlan Plan(string rates) => new(SweepOptions.Read("test", ["--count", "300", "--validation", "60", "--layers", "8", "--lr", rates]));
        (SweepFolder first, SweepFolder second) = (new(_folder.At("s")), new(_folder.At("s")));
        first.Claim("--out", Plan("0.05,0.2"));
        File.Delete(first.PlanPath);
        second.Claim("--out", Plan("0.05,0.3"));
        string[] before = _folder.Listing();
        ToolException error = Assert.Throws<ToolException>(() => first.Put(first.ResultPath(1), own => File.WriteAllText(own, "{}")));
        Assert.Contains("holds another sweep", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Listing());
    }

    [Fact]
    public void WhatOthersTookForLeftIsWrittenAgain()
    {
        Directory.CreateDirectory(_folder.At("s"));
        var folder = new SweepFolder(_folder.At("s"));
        int times = 0;
        folder.Put(folder.PagePath, own =>
        {
            File.WriteAllText(own, "page");
            if (times++ == 0) File.Delete(own);
        });
        Assert.Equal((2, "page"), (times, File.ReadAllText(folder.PagePath)));
    }

    [Fact]
    public void WhatCannotBeRenamedIsToldAndLeavesNothing()
    {
        Sweep("s", ["--lr", "0.05,0.2", "--no-test"]).Good();
        File.Delete(_folder.At("s/sweep.html"));
        Directory.CreateDirectory(_folder.At("s/sweep.html"));
        ToolRun run = ToolRun.Of("sweep", "collect", _folder.At("s"), "--no-test");
        Assert.Equal(ExitCodes.Failed, run.Code);
        Assert.Contains("sweep.html could not be written: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(".own-", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.At("s"), ".own-*"));
    }

    [Fact]
    public void HalvingGoesOnWithTheBestWhereTheyStood()
    {
        string[] options = ["--lr", "0.01,0.03,0.1,0.3", "--epochs", "4", "--halving", "--eta", "2", "--seeds", "2"];
        JsonElement sweep = Sweep("whole", [.. options, "--jobs", "3", "--json"]).Json();
        Assert.True(sweep.GetProperty("complete").GetBoolean());
        Assert.Equal([(4, 1), (2, 2), (1, 4)], sweep.GetProperty("rungs").EnumerateArray().Select(r => (r.GetProperty("combinations").GetInt32(), r.GetProperty("epochs").GetInt32())));

        // Who goes on has the best mean over its two seeds, by the files alone.
        Dictionary<int, double[][]> epochs = Enumerable.Range(0, 4).ToDictionary(c => c, c => new[] { Accuracies("whole", (2 * c) + 1), Accuracies("whole", (2 * c) + 2) });
        int[] entrants = [0, 1, 2, 3];
        foreach ((int after, int left) in new[] { (1, 2), (2, 1) })
        {
            int[] next = [.. entrants.OrderByDescending(c => epochs[c].Average(e => e[after - 1])).Take(left)];
            foreach (int c in entrants.Except(next)) Assert.All(epochs[c], e => Assert.Equal(after, e.Length));
            entrants = next;
        }

        int best = Assert.Single(entrants);
        Assert.All(epochs[best], e => Assert.Equal(4, e.Length));
        string rate = options[1].Split(',')[best];
        Assert.Equal(rate, sweep.GetProperty("best").GetProperty("settings").GetProperty("lr").GetString());
        Assert.Equal(2, Directory.GetFiles(_folder.At("whole"), "*.safetensors").Length); // networks of the best, no checkpoints

        // The survivor ends as a training that was never paused.
        JsonElement train = ToolRun.Of("train", "--count", "300", "--validation", "60", "--layers", "8", "--lr", rate, "--epochs", "4", "--out", _folder.At("m.safetensors"), "--json").Json();
        Assert.Equal(epochs[best][0], train.GetProperty("epochs").EnumerateArray().Select(e => e.GetProperty("validationAccuracy").GetDouble()));

        // Trial by trial, as a job array does, as often as there are rungs.
        for (int rung = 0; rung < 3; rung++)
            for (int trial = 8; trial >= 1; trial--) Sweep("alone", [.. options, "--trial", $"{trial}"]).Good();
        ToolRun.Of("sweep", "collect", _folder.At("alone")).Good();
        Assert.Equal(SweepFiles.Of(_folder.At("whole")), SweepFiles.Of(_folder.At("alone")));
    }

    [Fact]
    public void ATrialThatDivergesIsAResult()
    {
        string[] options = ["--lr", "0.1,1e30", "--epochs", "2", "--loss", "mse", "--activation", "relu", "--seeds", "2"];
        JsonElement sweep = Sweep("s", [.. options, "--json"]).Json();
        JsonElement last = sweep.GetProperty("results")[1];
        Assert.Equal("1e30", last.GetProperty("settings").GetProperty("lr").GetString());
        Assert.Equal(JsonValueKind.Null, last.GetProperty("validationAccuracy").ValueKind);
        Assert.All(last.GetProperty("trials").EnumerateArray(), t => Assert.Equal("diverged", t.GetProperty("status").GetString()));
        Assert.NotEqual("", Result("s", 4).GetProperty("cause").GetString());
        Assert.Equal("0.1", sweep.GetProperty("best").GetProperty("settings").GetProperty("lr").GetString());

        ToolRun all = Sweep("broken", ["--lr", "1e30,1e31", "--loss", "mse", "--activation", "relu"]);
        Assert.Equal(ExitCodes.Failed, all.Code);
        Assert.Contains("diverged", all.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("broken/best.json")));
    }

    [Fact]
    public void E7_ToyPointsAreSweptWithTheRecipeForThem()
    {
        JsonElement sweep = ToolRun.Of("sweep", "--data", "circle", "--count", "120", "--noise", "0.1", "--layers", "2/8", "--epochs", "40", "--seeds", "2", "--out", _folder.At("s"), "--json").Json();
        Assert.Equal("8", sweep.GetProperty("best").GetProperty("settings").GetProperty("layers").GetString());
        Assert.Equal(20, Result("s", 1).GetProperty("validationSamples").GetInt32());
        Assert.NotEqual(Result("s", 1).GetProperty("data").GetString(), Result("s", 2).GetProperty("data").GetString()); // each seed has points of its own
        string[] words = sweep.GetProperty("best").GetProperty("command").GetString()!.Split(' ');
        JsonElement train = ToolRun.Of([.. words[1..], "--out", _folder.At("m.safetensors"), "--json"]).Json();
        Assert.Equal("points", train.GetProperty("recipe").GetProperty("preset").GetString());
        Assert.Equal(Accuracies("s", 3), train.GetProperty("epochs").EnumerateArray().Select(e => e.GetProperty("validationAccuracy").GetDouble()));
    }

    [Fact]
    public void OnlyTheBestIsScoredOnTheTestData()
    {
        JsonElement without = Sweep("s", ["--lr", "0.01,0.2", "--no-test", "--json"]).Json();
        Assert.False(without.GetProperty("best").TryGetProperty("tests", out _));
        Assert.False(File.Exists(_folder.At("s/best.json")));
        JsonElement with = ToolRun.Of("sweep", "collect", _folder.At("s"), "--json").Json();
        JsonElement test = Assert.Single(with.GetProperty("best").GetProperty("tests").EnumerateArray());
        string model = with.GetProperty("best").GetProperty("models")[0].GetString()!;
        double expected = ToolRun.Of("evaluate", model, "--data", "generated", "--json").Json().GetProperty("evaluation").GetProperty("accuracy").GetDouble();
        Assert.Equal(expected, test.GetProperty("mean").GetDouble());

        foreach (string file in Directory.GetFiles(_folder.At("s"), "trial-*.json")) Assert.DoesNotContain("test", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void SortedDataAreHeldOutByClass()
    {
        File.WriteAllLines(_folder.At("sorted.csv"), ["label,p0,p1", .. Enumerable.Range(0, 60).Select(i => $"{i / 20},{i / 20 * 50},{i % 20}")]);
        JsonElement sweep = ToolRun.Of("sweep", "--data", _folder.At("sorted.csv"), "--test", _folder.At("sorted.csv"), "--lr", "0.05,0.2", "--epochs", "20", "--out", _folder.At("s"), "--json").Json();
        Assert.True(sweep.GetProperty("best").GetProperty("validationAccuracy").GetDouble() > 0.5); // the last sixth alone would be of a class that is never trained on enough to be told
        Assert.Equal(60, Result("s", 1).GetProperty("samples").GetInt32() + Result("s", 1).GetProperty("validationSamples").GetInt32());
        Assert.InRange(Result("s", 1).GetProperty("validationSamples").GetInt32(), 9, 12);
    }

    [Fact]
    public void TheFolderOfAnotherSweepIsLeftAlone()
    {
        Sweep("s", ["--lr", "0.05,0.2"]).Good();
        string[] before = _folder.Listing();
        ToolRun other = Sweep("s", ["--lr", "0.05,0.3"]);
        Assert.Equal(ExitCodes.BadInput, other.Code);
        Assert.Contains("another sweep", other.Error, StringComparison.Ordinal);
        Assert.Contains("--lr 0.05,0.2", other.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Listing());
        Sweep("s", ["--lr", "0.05,0.2"]).Good(); // the same, in other words: nothing left to do
    }

    [Theory]
    [InlineData("sweep.json", "{ }")]
    [InlineData("sweep.json", "{ \"format\": \"glia sweep 1\", \"arguments\": [\"--lr\", \"fast\"] }")]
    [InlineData("sweep.json", "{ \"format\": \"glia sweep 1\", \"arguments\": [\"--frob\", \"1\"] }")]
    [InlineData("sweep.json", "{ \"format\": \"glia sweep 1\", \"arguments\": [1] }")]
    [InlineData("trial-0002.json", "{ \"format\": \"glia sw")]
    [InlineData("trial-0002.json", "{ \"format\": \"glia sweep trial 2\" }")]
    [InlineData("best.json", "[]")]
    public void ADamagedFileIsNamed(string file, string content)
    {
        Sweep("s", ["--lr", "0.05,0.2"]).Good();
        File.WriteAllText(_folder.At("s/" + file), content);
        foreach (string[] command in new string[][] { ["sweep", "--out", _folder.At("s")], ["sweep", "collect", _folder.At("s")] })
        {
            ToolRun run = ToolRun.Of(command);
            Assert.Equal(ExitCodes.BadInput, run.Code);
            Assert.Contains(file, run.Error, StringComparison.Ordinal);
            if (!content.Contains("arguments\": [\"", StringComparison.Ordinal))
                Assert.Contains(file switch { "sweep.json" => "Delete it, and give the sweep's settings again.", "best.json" => "Delete it, and the best is scored anew.", _ => "Delete it, and its trial is run anew." }, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
            Assert.Equal(1, run.Error.Count(c => c == '\n'));
        }
    }

    [Fact]
    public void AResultOfAnotherTrialOrOfOtherDataIsRefused()
    {
        string data = Samples.WriteTiny(_folder);
        string[] sweep = ["sweep", "--data", data, "--test", data, "--validation", "3", "--lr", "0.05,0.2", "--out", _folder.At("s")];
        ToolRun.Of(sweep).Good();
        string first = _folder.At("s/trial-0001.json"), second = _folder.At("s/trial-0002.json"), kept = File.ReadAllText(second);
        File.Copy(first, second, overwrite: true);
        Assert.Contains("trial-0002.json: it is not of trial 2", ToolRun.Of(sweep).Error, StringComparison.Ordinal);
        File.WriteAllText(second, kept);

        File.AppendAllText(data, File.ReadAllLines(data)[^1] + "\n");
        ToolRun run = ToolRun.Of(sweep);
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("trial-0001.json: it was made with other data", run.Error, StringComparison.Ordinal);
        File.Delete(_folder.At("s/best.json"));
        run = ToolRun.Of("sweep", "collect", _folder.At("s")); // which would score networks on other columns, or in another order
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("it was made with other data", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("s/best.json")));
        ToolRun.Of("sweep", "collect", _folder.At("s"), "--no-test").Good();
    }

    [Fact]
    public void TheScoreIsThatOfTheseNetworksOnTheseData()
    {
        string data = Samples.WriteTiny(_folder), test = _folder.At("test.csv");
        File.Copy(data, test);
        string[] sweep = ["sweep", "--data", data, "--test", test, "--validation", "3", "--lr", "0.05,0.2", "--out", _folder.At("s"), "--json"];
        double Mean() => ToolRun.Of(sweep).Json().GetProperty("best").GetProperty("tests")[0].GetProperty("mean").GetDouble();
        double Told() => ToolRun.Of("sweep", "collect", _folder.At("s"), "--json").Json().GetProperty("best").GetProperty("tests")[0].GetProperty("mean").GetDouble();
        string model = ToolRun.Of(sweep).Json().GetProperty("best").GetProperty("models")[0].GetString()!;
        double Expected() => ToolRun.Of("evaluate", model, "--data", test, "--json").Json().GetProperty("evaluation").GetProperty("accuracy").GetDouble();
        double before = Mean();
        Assert.Equal(Expected(), before);
        DateTime scored = File.GetLastWriteTimeUtc(_folder.At("s/best.json"));
        Assert.Equal(before, Told());
        Assert.Equal(scored, File.GetLastWriteTimeUtc(_folder.At("s/best.json"))); // the same of the same: not scored again

        // Every label another: what was right is wrong.
        string[] lines = File.ReadAllLines(test), classes = [.. lines[1..].Select(l => l.Split(',')[0]).Distinct()];
        File.WriteAllLines(test, [lines[0], .. lines[1..].Select(l => classes[(Array.IndexOf(classes, l.Split(',')[0]) + 1) % classes.Length] + l[l.IndexOf(',', StringComparison.Ordinal)..])]);
        Assert.NotEqual(Expected(), before);
        Assert.Equal(Expected(), Told());
        Assert.Equal(Expected(), Mean());

        // Another network: that of the other trial.
        File.Copy(Directory.GetFiles(_folder.At("s"), "*.safetensors").Single(f => Path.GetFullPath(f) != Path.GetFullPath(model)), model, overwrite: true);
        string networks = JsonDocument.Parse(File.ReadAllText(_folder.At("s/best.json"))).RootElement.GetProperty("networks")[0].GetString()!;
        Assert.Equal(Expected(), Told());
        Assert.NotEqual(networks, JsonDocument.Parse(File.ReadAllText(_folder.At("s/best.json"))).RootElement.GetProperty("networks")[0].GetString());
    }

    [Fact]
    public void AMissingNetworkOfTheBestIsNamed()
    {
        JsonElement sweep = Sweep("s", ["--lr", "0.05,0.2", "--no-test", "--json"]).Json();
        string model = sweep.GetProperty("best").GetProperty("models")[0].GetString()!;
        File.Delete(model);
        ToolRun run = ToolRun.Of("sweep", "collect", _folder.At("s"));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains(Path.GetFileName(model), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunOfAllListsThemAndWritesNothing()
    {
        JsonElement list = ToolRun.Of("sweep", "--lr", "0.1,0.2", "--layers", "30/20,10", "--dry-run", "--json", "--out", _folder.At("s")).Json();
        Assert.Equal(4, list.GetProperty("trials").GetArrayLength());
        Assert.Equal("20,10", list.GetProperty("trials")[3].GetProperty("settings").GetProperty("layers").GetString());
        string text = ToolRun.Of("sweep", "--lr", "0.1,0.2", "--layers", "30/20,10", "--dry-run", "--out", _folder.At("s")).Good().Out;
        Assert.Contains("every combination of 2 layers × 2 lr: 4 trials", text, StringComparison.Ordinal);
        Assert.Empty(_folder.Listing());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(44)]
    public void InATerminalLinesMoveAndFit(int width)
    {
        ToolRun run = ToolRun.InTerminal(width, ColorSystemSupport.NoColors, ["sweep", "--out", _folder.At("s"), .. Small, "--lr", "0.05,0.2", "--batch", "16,32", "--epochs", "30", "--jobs", "2"]).Good();
        Assert.Contains("of 4 done", run.Error, StringComparison.Ordinal);
        Assert.All(run.Error.Split('\n').Select(line => line.Split('\r')[^1]), line => Assert.InRange(line.Split("A ")[^1].Length, 0, width - 1));
    }

    private ToolRun Sweep(string folder, string[] options, bool small = true) => ToolRun.Of(["sweep", "--out", _folder.At(folder), .. small ? Small : [], .. options]);

    private JsonElement Result(string folder, int trial) => JsonDocument.Parse(File.ReadAllText(_folder.At($"{folder}/trial-{trial:D4}.json"))).RootElement;

    private double[] Accuracies(string folder, int trial) => [.. Result(folder, trial).GetProperty("epochs").EnumerateArray().Select(e => e.GetProperty("validationAccuracy").GetDouble())];

    private static float[] Weights(string model)
    {
        Network network = Network.Load(model);
        return [.. Enumerable.Range(0, network.Layers.Count).SelectMany(l => Enumerable.Range(0, network.Weights(l).Out).SelectMany(o => Enumerable.Range(0, network.Weights(l).In).Select(i => network.Weights(l)[o, i])))];
    }

    private static TrialEpoch Timeless(TrialEpoch epoch) => epoch with { Seconds = 0 };

    /// <summary>Stops a training when an epoch is done.</summary>
    private sealed class StopAt(CancellationTokenSource stop, int epoch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch == epoch && value.SamplesDone == value.SamplesPerEpoch) stop.Cancel();
        }
    }

    /// <summary>Lets others go on when an epoch is done.</summary>
    private sealed class Still(int epoch, Action others) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch == epoch && value.SamplesDone == value.SamplesPerEpoch) others();
        }
    }

    /// <summary>Presses Ctrl-C when a line that is written contains a text after the head.</summary>
    private sealed class StopAfter(CancellationTokenSource stop, string text) : StringWriter
    {
        private bool _hasHead;

        public override void Write(string? value)
        {
            base.Write(value);
            _hasHead |= value?.Contains("val. loss", StringComparison.Ordinal) == true;
            if (_hasHead && value?.Contains(text, StringComparison.Ordinal) == true) stop.Cancel();
        }
    }
}
