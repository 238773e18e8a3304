using System.Net;
using System.Text.Json;
using Glia.Studio.Serving;
using Samples = Glia.Studio.Serving.Samples;

namespace Glia.Studio.Tests.Serving;

/// <summary>The queue before a large network: those that wait go through together and get the same bits; when it is full, one is told so.</summary>
public sealed class QueueTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_that_wait_go_through_together_with_the_same_bits()
    {
        var meter = new ServingMeter();
        using var door = new ManualResetEventSlim();
        using var entered = new SemaphoreSlim(0);
        var queue = new PredictionQueue(ServeFixture.Large.Network, new ServingOptions { Threads = 1, Batch = 8 }, meter) { BeforePass = () => Wait(entered, door) };
        Samples first = Sample(0);
        Task<bool> alone = queue.TryPredictAsync(first).AsTask();
        await entered.WaitAsync(Stop); // it does not wait for company
        Samples[] others = [.. Enumerable.Range(1, 12).Select(i => Sample(i))];
        Task<bool>[] waiting = [.. others.Select(s => queue.TryPredictAsync(s).AsTask())];
        Assert.Equal(12, queue.Length);
        door.Set();
        Assert.True(await alone);
        Assert.All(await Task.WhenAll(waiting), Assert.True);
        Assert.Equal((13, 3), (meter.Samples, meter.Passes)); // 1, then 8, then 4
        for (int i = 0; i < others.Length; i++) Assert.Equal(ServeFixture.Large.Network.Predict(Ask.Digit(i + 1)), others[i].Output(0).ToArray());
    }

    [Fact]
    public async Task A_full_queue_says_so_and_a_failed_pass_fails_those_in_it()
    {
        using var door = new ManualResetEventSlim();
        using var entered = new SemaphoreSlim(0);
        bool fails = true;
        var queue = new PredictionQueue(ServeFixture.Large.Network, new ServingOptions { Threads = 1, Queue = 1 }, new ServingMeter())
        {
            BeforePass = () =>
            {
                Wait(entered, door);
                if (fails) throw new InvalidOperationException();
            },
        };
        Task<bool> working = queue.TryPredictAsync(Sample(0)).AsTask();
        await entered.WaitAsync(Stop);
        Task<bool> waiting = queue.TryPredictAsync(Sample(1)).AsTask();
        Assert.False(await queue.TryPredictAsync(Sample(2)));
        door.Set();
        await Assert.ThrowsAsync<InvalidOperationException>(() => working);
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting);
        fails = false;
        Assert.True(await queue.TryPredictAsync(Sample(3))); // and it goes on
    }

    [Fact] // TRUST.md: overload
    public async Task Under_too_many_requests_some_are_told_to_come_back_and_the_rest_are_right()
    {
        await using PredictionServer server = await PredictionServer.StartAsync(ServeFixture.Models, new ServeOptions { Port = 0, Serving = new ServingOptions { Queue = 1, Threads = 1 } }, _ => { });
        using HttpClient client = ServeFixture.ClientOf(server);
        float[][] digits = [.. Enumerable.Range(0, 100).Select(Ask.Digit)];
        string body = Ask.Json(digits);
        float[] expected = ServeFixture.Large.Network.Predict(digits[99]);
        (HttpStatusCode Status, JsonElement Json)[] answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Ask.Post(client, "large", body)));
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));
        (HttpStatusCode Status, JsonElement Json)[] good = [.. answers.Where(a => a.Status == HttpStatusCode.OK)];
        Assert.NotEmpty(good);
        Assert.True(good.Length < answers.Length, "none was told to come back");
        Assert.All(good, a => Assert.Equal(expected, Ask.Numbers(a.Json.GetProperty("predictions")[99].GetProperty("outputs"))));
        Assert.Contains("wait for 'large' already", Ask.Message(answers.First(a => a.Status != HttpStatusCode.OK).Json), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_told_to_wait()
    {
        await using PredictionServer server = await PredictionServer.StartAsync(ServeFixture.Models, new ServeOptions { Port = 0, Serving = new ServingOptions { RatePerClient = 3 } }, _ => { });
        using HttpClient client = ServeFixture.ClientOf(server);
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 30; i++)
        {
            using var content = new StringContent("{\"inputs\":[1,2]}", System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync(new Uri("/api/models/curve/predict", UriKind.Relative), content, Stop);
            statuses.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests) Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        }

        Assert.Equal(Enumerable.Repeat(HttpStatusCode.OK, 3), statuses.Take(3));
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(HttpStatusCode.OK, (await Ask.Get(client, "/health/ready")).Status);
    }

    private static void Wait(SemaphoreSlim entered, ManualResetEventSlim door)
    {
        entered.Release();
        door.Wait(Stop);
    }

    private static Samples Sample(int index)
    {
        var samples = new Samples();
        samples.Begin(784);
        Ask.Digit(index).CopyTo(samples.Add());
        return samples;
    }
}
