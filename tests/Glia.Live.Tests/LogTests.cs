using System.Net;
using Glia.Live.Tests.Wekinator;

namespace Glia.Live.Tests;

/// <summary>A log makes the same session again, to the bit.</summary>
public sealed class LogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-live-").FullName;

    [Fact]
    public async Task A_replay_comes_to_the_same_models()
    {
        foreach (bool isStrict in new[] { false, true })
        {
            string log = Path.Combine(_folder, $"log-{isStrict}.jsonl");
            using var gate = new ManualResetEventSlim(initialState: true);
            LiveProject project = new() { Seed = 7, InputNames = ["x", "y"], Outputs = [OutputSpec.ForValue("a"), OutputSpec.ForClasses("b", 3)], Examples = [new(3, default, 1, [0.5f, -0.25f], [0.1f, 2])] };
            LiveSession session = new(project, new LiveOptions { IsStrict = isStrict });
            using (LiveHost host = LiveHost.Start(session, new LiveHostOptions { Listen = new(IPAddress.Loopback, 0), Send = new(IPAddress.Loopback, 9), LogPath = log }))
            {
                Do(host, "/glia/control/randomize");
                Do(host, "/wekinator/control/startRecording");
                for (int i = 0; i < 30; i++)
                {
                    Do(host, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/wekinator/control/outputs {i / 30f} {1 + (i % 3)}i"));
                    Do(host, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/wek/inputs {i / 10f} {MathF.Sin(i)}"));
                }

                Do(host, "/wekinator/control/stopRecording");
                Do(host, "/wekinator/control/train");
                await session.WaitForTrainingAsync();
                Do(host, "/wekinator/control/startRunning");
                Do(host, "/wek/inputs 0.3 0.7");
                Do(host, "/wekinator/control/startRecording"); // strictly, with what the model has just said
                Do(host, "/wek/inputs 0.3 0.7");
                Do(host, "/wekinator/control/train");
                Do(host, "/wekinator/control/cancelTrain");
                Do(host, "/wek/inputs NaN:7fc00000 1");
                await session.WaitForTrainingAsync();
                Do(host, "/wekinator/control/train");
                await session.WaitForTrainingAsync();
            }

            SessionReplay replay = SessionReplay.Run(log);
            Assert.Equal(replay.LoggedDigest, replay.Digest);
            Assert.NotEqual("none", replay.Digest);
            Assert.Equal(session.Examples(0, 99).Select(e => (e.Id, e.Round)), replay.Session.Examples(0, 99).Select(e => (e.Id, e.Round)));
            Assert.Equal(isStrict, replay.Session.Options.IsStrict);
        }
    }

    [Fact]
    public async Task A_training_does_not_end_between_the_writing_down_of_a_message_and_its_doing()
    {
        using var hold = new ManualResetEventSlim();
        using var session = new LiveSession(OscPeer.Small with { Examples = [new(1, default, 1, [0, 1], [1, float.NaN]), new(2, default, 1, [1, 0], [0, float.NaN])] }, new LiveOptions { Hold = hold });
        var heard = new HeardEvents();
        session.AddListener(heard);
        session.Train();
        var dispatcher = new LiveDispatcher(session, new LiveFiles(session, null), new OscTraffic()) { Heard = LetItEnd };
        dispatcher.Do("/wekinator/control/startRunning", "test");
        await session.WaitForTrainingAsync();
        Assert.False(session.IsRunning); // it came before the end, as a log says
        Assert.Equal(["learned Done"], heard.All);
        Assert.Contains("Running begins when learning has ended", Assert.Single(heard.Warnings), StringComparison.Ordinal);

        void LetItEnd(in OscMessage message, string source)
        {
            hold.Set();
            SpinWait.SpinUntil(() => !session.IsTraining, 300);
        }
    }

    [Fact]
    public async Task Another_project_does_not_wait_for_the_training_of_the_old_one()
    {
        using var hold = new ManualResetEventSlim();
        LiveProject project = OscPeer.Small with { Examples = [new(1, default, 1, [0, 1], [1, float.NaN]), new(2, default, 1, [1, 0], [0, float.NaN])] };
        var session = new LiveSession(project, new LiveOptions { Hold = hold });
        var heard = new HeardEvents();
        session.AddListener(heard);
        Assert.True(session.Train());
        session.Open(project);
        Assert.False(session.IsTraining);
        Assert.True(session.Train());
        hold.Set();
        await session.WaitForTrainingAsync();
        Assert.Equal(["learned Cancelled", "learned Done"], heard.All);
        Assert.NotNull(session.Model(1));
    }

    [Fact]
    public void What_is_no_log_is_refused_and_a_line_that_was_cut_off_is_left_out()
    {
        string log = Path.Combine(_folder, "cut.jsonl");
        var session = new LiveSession(OscPeer.Small with { Outputs = [OutputSpec.ForClasses("a", 2)] });
        using (LiveHost host = LiveHost.Start(session, new LiveHostOptions { Listen = new(IPAddress.Loopback, 0), Send = new(IPAddress.Loopback, 9), LogPath = log }))
        {
            Do(host, "/wekinator/control/startRecording");
            Do(host, "/wek/inputs 1 2");
            Do(host, "/wek/inputs 3 4");
        }

        string[] lines = File.ReadAllLines(log);
        File.WriteAllText(log, string.Join('\n', lines[..3]) + "\n" + lines[3][..20]);
        SessionReplay replay = SessionReplay.Run(log);
        Assert.Equal((1, null), (replay.Session.ExampleCount, replay.LoggedDigest));

        foreach ((string text, string expected) in new[] { ("", "empty"), ("hello", "line 1"), ("{\"a\":1}", "no log"), (lines[0].Replace("\"version\":1", "\"version\":9", StringComparison.Ordinal), "version 9"), (lines[0] + "\n[]\n" + lines[1], "line 2"), (lines[0] + "\n{\"osc\":\"nonsense\"}\n", "line 2") })
        {
            File.WriteAllText(log, text);
            Assert.Contains(expected, Assert.Throws<InvalidFileException>(() => SessionReplay.Run(log)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_replayed_session_can_learn_on()
    {
        string log = Path.Combine(_folder, "on.jsonl");
        using (LiveHost.Start(new LiveSession(OscPeer.Small with { Examples = [new(1, default, 1, [0, 1], [1, float.NaN])] }), new LiveHostOptions { Listen = new(IPAddress.Loopback, 0), Send = new(IPAddress.Loopback, 9), LogPath = log }))
        {
        }

        using SessionReplay replay = SessionReplay.Run(log, custom: new MeanLearner());
        Assert.Equal("none", replay.Digest);
        Assert.True(replay.Session.Train());
        await replay.Session.WaitForTrainingAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TrainingEnd.Done, replay.Session.LastOutcome?.End);
        Assert.Equal("none", replay.Digest); // of the log's end
    }

    [Fact]
    public void A_log_of_a_project_that_no_session_takes_is_an_invalid_file()
    {
        string log = Path.Combine(_folder, "broken.jsonl");
        using (LiveHost.Start(new LiveSession(OscPeer.Small), new LiveHostOptions { Listen = new(IPAddress.Loopback, 0), Send = new(IPAddress.Loopback, 9), LogPath = log }))
        {
        }

        string[] lines = File.ReadAllLines(log);
        string broken = lines[0].Replace("/wek/inputs", "/glia/inputs", StringComparison.Ordinal);
        foreach ((string text, string line) in new[] { (broken, "line 1"), (lines[0] + "\n" + broken + "\n" + lines[^1], "line 2") })
        {
            File.WriteAllText(log, text + "\n");
            InvalidFileException error = Assert.Throws<InvalidFileException>(() => SessionReplay.Run(log, custom: new MeanLearner()));
            Assert.Equal("project", error.Rule);
            Assert.Contains(line, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_log_is_closed_while_others_still_speak_to_the_session()
    {
        var session = new LiveSession(OscPeer.Small);
        var file = new MemoryStream();
        var log = new SessionLog("log", file, session);
        var closing = new Thread(() => log.Close(session)) { IsBackground = true };
        session.AddListener(new Busy(() =>
        {
            closing.Start();
            SpinWait.SpinUntil(() => closing.ThreadState.HasFlag(ThreadState.WaitSleepJoin)); // for the session, which is busy with this
        }));
        session.AddListener(log);
        await Task.Run(() => session.Report("Something looks wrong.")).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        closing.Join();
        string[] lines = System.Text.Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("Something looks wrong.", lines[^2], StringComparison.Ordinal);
        Assert.Contains("\"models\":\"none\"", lines[^1], StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Busy(Action work) : LiveListener
    {
        public override void OnWarning(string text) => work();
    }

    private static void Do(LiveHost host, string line)
    {
        var writer = new OscWriter();
        Assert.True(OscText.TryParse(line, writer, out string? error), error);
        host.Handle(writer.Finish(), "test");
    }
}
