using Glia.Live;
using Glia.Studio.Live;

namespace Glia.Studio.Tests.Live;

/// <summary>What waits for a client that lags behind: the latest outputs, and every control message.</summary>
public sealed class OscFramesTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_keeps_up_gets_everything_in_its_order()
    {
        using var frames = new OscFrames();
        for (int i = 0; i < OscFrames.MostData; i++) frames.Send(OscPage.Packet("/wek/outputs", (float)i));
        frames.Send(OscPage.Packet("/wekinator/status/done-training"));
        frames.Say("A sentence.");
        string[] taken = await Take(frames);
        Assert.Equal([.. Enumerable.Range(0, OscFrames.MostData).Select(i => $"/wek/outputs {i}"), "/wekinator/status/done-training", "A sentence."], taken.Select(t => t.Replace(".0", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Of_outputs_that_nobody_takes_the_latest_of_each_address_stays()
    {
        using var frames = new OscFrames();
        for (int i = 0; i < 100_000; i++)
        {
            frames.Send(OscPage.Packet("/wek/outputs", (float)i));
            frames.Send(OscPage.Packet("/outputs-1", 0f, (float)i));
            if (i % 1000 == 0) frames.Send(OscPage.Packet("/output_1")); // a gesture: it happens once
        }

        string[] taken = await Take(frames);
        Assert.Equal(OscFrames.MostData + 100 + 2, taken.Length);
        Assert.Equal(100, taken.Count(t => t == "/output_1"));
        Assert.Contains("99999", taken[^2], StringComparison.Ordinal);
        Assert.Contains("99999", taken[^1], StringComparison.Ordinal);
        Assert.False(frames.Lost.IsCancellationRequested);
        frames.Send(OscPage.Packet("/wek/outputs", 1f));
        Assert.Single(await Take(frames));
    }

    [Fact]
    public async Task Control_messages_are_never_left_out_and_too_many_are_the_end()
    {
        using var frames = new OscFrames();
        for (int i = 0; i < OscFrames.Most; i++) frames.Send(OscPage.Packet("/glia/warning", "w"));
        Assert.Equal(OscFrames.Most, (await Take(frames)).Length);
        for (int i = 0; i <= OscFrames.Most; i++) frames.Send(OscPage.Packet("/glia/warning", "w"));
        await Task.Delay(Timeout.Infinite, frames.Lost).ContinueWith(_ => { }, Stop, TaskContinuationOptions.None, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(10), Stop);
        Assert.True(frames.Lost.IsCancellationRequested);
    }

    [Fact]
    public void After_its_end_it_takes_nothing_and_fails_nowhere()
    {
        var frames = new OscFrames();
        frames.Dispose();
        frames.Send(OscPage.Packet("/wek/outputs", 1f));
        frames.Say("A sentence.");
    }

    private static async Task<string[]> Take(OscFrames frames) =>
        [.. (await frames.TakeAsync(Stop)).Select(f => f.IsText ? System.Text.Encoding.UTF8.GetString(f.Bytes) : OscMessage.TryParse(f.Bytes, out OscMessage message, out _) ? OscText.Format(message) : "?")];
}
