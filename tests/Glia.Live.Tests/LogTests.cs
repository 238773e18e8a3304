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
            LiveProject project = new() { Seed = 7, Inputs = ["x", "y"], Outputs = [OutputSpec.Value("a"), OutputSpec.OfClasses("b", 3)], Examples = [new(3, default, 1, [0.5f, -0.25f], [0.1f, 2])] };
            LiveSession session = new(project, new LiveOptions { IsStrict = isStrict });
            using (LiveHost host = LiveHost.Start(session, new LiveHostOptions { Listen = new(IPAddress.Loopback, 0), Send = new(IPAddress.Loopback, 9), Log = log }))
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
                await session.WaitAsync();
                Do(host, "/wekinator/control/startRunning");
                Do(host, "/wek/inputs 0.3 0.7");
                Do(host, "/wekinator/control/startRecording"); // strictly, with what the model has just said
                Do(host, "/wek/inputs 0.3 0.7");
                Do(host, "/wekinator/control/train");
                Do(host, "/wekinator/control/cancelTrain");
                Do(host, "/wek/inputs NaN:7fc00000 1");
                await session.WaitAsync();
                Do(host, "/wekinator/control/train");
                await session.WaitAsync();
            }

            SessionReplay replay = SessionReplay.Run(log);
            Assert.Equal(replay.LoggedDigest, replay.Digest);
            Assert.NotEqual("none", replay.Digest);
            Assert.Equal(session.Examples(0, 99).Select(e => (e.Id, e.Round)), replay.Session.Examples(0, 99).Select(e => (e.Id, e.Round)));
            Assert.Equal(isStrict, replay.Session.Options.IsStrict);
        }
    }

    [Fact]
    public void What_is_no_log_is_refused_and_a_line_that_was_cut_off_is_left_out()
    {
        string log = Path.Combine(_folder, "cut.jsonl");
        var session = new LiveSession(OscPeer.Small with { Outputs = [OutputSpec.OfClasses("a", 2)] });
        using (LiveHost host = LiveHost.Start(session, new LiveHostOptions { Listen = new(IPAddress.Loopback, 0), Send = new(IPAddress.Loopback, 9), Log = log }))
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

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Do(LiveHost host, string line)
    {
        var writer = new OscWriter();
        Assert.True(OscText.TryWrite(line, writer, out string? error), error);
        host.Do(writer.Finish(), "test");
    }
}
