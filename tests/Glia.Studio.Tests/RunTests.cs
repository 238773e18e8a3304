using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Glia.Workbench;

namespace Glia.Studio.Tests;

/// <summary>Runs from begin to end, over HTTP, as the page does it.</summary>
public sealed class RunTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private HttpClient Page => studio.Page;

    [Fact]
    public async Task Xor_is_learnt_and_scored()
    {
        string id = await Page.MakeRun(("data", "xor"));
        JsonObject run = await Page.Train(id);
        Assert.Equal("done", (string)run["summary"]!["status"]!);
        Assert.Equal(1, (double)run["summary"]!["testAccuracy"]!);
        Assert.Equal(1000, (int)run["summary"]!["epoch"]!);
        Assert.Equal("glia train --data xor", (string)run["command"]!);
        Assert.Equal(1000, run["curve"]!["epochs"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("xor", "tanh", "0.3", "5")]
    [InlineData("spirals", "relu", "0.01", "8,8")]
    public async Task A_run_comes_to_the_bits_of_the_tool_also_when_it_is_paused_and_stepped(string data, string activation, string rate, string layers)
    {
        string id = await Page.MakeRun(("data", data), ("activation", activation), ("lr", rate), ("layers", layers), ("epochs", "60"), ("seed", "7"));
        await Page.Post($"/api/runs/{id}/step", new JsonObject { ["count"] = 3 });
        await Page.Post($"/api/runs/{id}/epoch");
        await Page.Post($"/api/runs/{id}/play", new JsonObject { ["epochsPerSecond"] = 2 }); // so slowly that it is not done before the pause, whoever is held up
        await Page.Post($"/api/runs/{id}/pause");
        JsonObject paused = await Page.Get($"/api/runs/{id}");
        Assert.Equal("paused", (string)paused["summary"]!["status"]!);
        Assert.InRange((int)paused["summary"]!["epoch"]!, 1, 59);
        await Page.Train(id);

        Recipe recipe = new RecipeSettings().With("activation", activation).With("lr", rate).With("layers", layers).With("epochs", "60").ToRecipe(data);
        TrainingJob job = TrainingJob.Prepare(DataChoice.Of(data), recipe, 7, "model.safetensors", cancellation: Stop);
        job.Trainer.Fit(cancellationToken: Stop);
        Assert.Equal(Numbers(job.Trainer.Network), Numbers(Network.Load(Path.Combine(studio.Folder, "runs", id, "model.safetensors"))));
    }

    [Fact]
    public async Task A_weight_is_set_by_hand_and_the_outcome_told()
    {
        string id = await Page.MakeRun(("data", "and"));
        JsonObject change = await Page.Send(HttpMethod.Put, $"/api/runs/{id}/weights", new JsonObject { ["layer"] = 0, ["unit"] = 2, ["input"] = 1, ["value"] = 4.5 });
        Assert.NotEqual((double)change["lossBefore"]!, (double)change["loss"]!);
        JsonObject weights = await Page.Get($"/api/runs/{id}/weights?layer=0");
        Assert.Equal(4.5, (double)weights["weights"]![2]![1]!);
        JsonObject bias = await Page.Send(HttpMethod.Put, $"/api/runs/{id}/weights", new JsonObject { ["layer"] = 1, ["unit"] = 0, ["input"] = -1, ["value"] = -2 });
        Assert.Equal(-2, (double)bias["after"]!);
        JsonObject run = await Page.Get($"/api/runs/{id}");
        Assert.Equal(2, run["notes"]!.AsArray().Count);
        await AssertRefused(HttpStatusCode.NotFound, HttpMethod.Put, $"/api/runs/{id}/weights", new JsonObject { ["layer"] = 0, ["unit"] = 99, ["input"] = 0, ["value"] = 1 }, "no such weight");
    }

    [Fact]
    public async Task Divergence_is_told_and_gone_on_from()
    {
        string id = await Page.MakeRun(("data", "plane"), ("optimizer", "sgd"), ("activation", "relu"), ("lr", "40"), ("epochs", "30"));
        JsonObject run = await Page.Train(id);
        Assert.Equal("diverged", (string)run["summary"]!["status"]!);
        Assert.NotEqual("", (string)run["divergence"]!["cause"]!);
        await AssertRefused(HttpStatusCode.Conflict, HttpMethod.Post, $"/api/runs/{id}/play", new JsonObject(), "diverged");
        await Page.Post($"/api/runs/{id}/recover", new JsonObject { ["rate"] = 0.01 });
        run = await Page.Train(id);
        Assert.Equal("done", (string)run["summary"]!["status"]!);
        Assert.Contains("rate was set to 0.01", run["notes"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.InRange((double)run["scores"]![0]!["rootMeanSquaredError"]!, 0, 0.5);
    }

    [Fact]
    public async Task Epochs_are_added_where_the_schedule_allows_it()
    {
        string id = await Page.MakeRun(("data", "or"), ("epochs", "20"));
        await Page.Train(id);
        await AssertRefused(HttpStatusCode.Conflict, HttpMethod.Post, $"/api/runs/{id}/play", new JsonObject(), "done");
        await Page.Post($"/api/runs/{id}/more", new JsonObject { ["count"] = 30 });
        JsonObject run = await Page.Train(id);
        Assert.Equal(50, (int)run["summary"]!["epoch"]!);

        string spread = await Page.MakeRun(("data", "or"), ("epochs", "20"), ("schedule", "cosine"));
        await Page.Train(spread);
        await AssertRefused(HttpStatusCode.Conflict, HttpMethod.Post, $"/api/runs/{spread}/more", new JsonObject { ["count"] = 30 }, "schedule");
    }

    [Fact]
    public async Task A_reset_run_begins_with_the_same_weights()
    {
        string id = await Page.MakeRun(("data", "xor"));
        string first = (await Page.Get($"/api/runs/{id}/weights?layer=0")).ToJsonString();
        await Page.Train(id);
        Assert.NotEqual(first, (await Page.Get($"/api/runs/{id}/weights?layer=0")).ToJsonString());
        await Page.Post($"/api/runs/{id}/reset");
        Assert.Equal(first, (await Page.Get($"/api/runs/{id}/weights?layer=0")).ToJsonString());
        JsonObject run = await Page.Get($"/api/runs/{id}");
        Assert.Equal("ready", (string)run["summary"]!["status"]!);
        Assert.Empty(run["curve"]!["epochs"]!.AsArray());
    }

    [Fact]
    public async Task A_deleted_run_comes_back()
    {
        string id = await Page.MakeRun(("data", "line"), ("epochs", "5"));
        await Page.Train(id);
        await Page.Send(HttpMethod.Delete, $"/api/runs/{id}");
        await AssertRefused(HttpStatusCode.NotFound, HttpMethod.Get, $"/api/runs/{id}", null, "no such run");
        await Page.Post($"/api/runs/{id}/restore");
        Assert.Equal(5, (int)(await Page.Get($"/api/runs/{id}"))["summary"]!["epoch"]!);
        await Page.Send(HttpMethod.Patch, $"/api/runs/{id}", new JsonObject { ["name"] = "  my line " });
        Assert.Equal("my line", (string)(await Page.Get($"/api/runs/{id}"))["summary"]!["name"]!);
    }

    [Fact]
    public async Task A_shared_run_is_the_same_network_and_can_be_trained_on()
    {
        string id = await Page.MakeRun(("data", "circle"), ("epochs", "30"), ("schedule", "constant"));
        JsonObject original = await Page.Train(id);
        byte[] file = await Page.GetByteArrayAsync($"/api/runs/{id}/share", Stop);
        string link = (string)(await Page.Get($"/api/runs/{id}/link"))["text"]!;
        foreach (HttpContent content in new HttpContent[] { new ByteArrayContent(file) { Headers = { { "Content-Type", "application/octet-stream" } } }, new StringContent(link, Encoding.ASCII, "text/plain") })
        {
            content.Headers.ContentType!.CharSet = null;
            using HttpResponseMessage response = await Page.PostAsync("/api/runs/import", content, Stop);
            string text = await response.Content.ReadAsStringAsync(Stop);
            Assert.True(response.IsSuccessStatusCode, text);
            string copy = (string)JsonNode.Parse(text)!["id"]!;
            JsonObject run = await Page.Get($"/api/runs/{copy}");
            Assert.Equal((double)original["summary"]!["testAccuracy"]!, (double)run["summary"]!["testAccuracy"]!);
            Assert.Equal(30, (int)run["summary"]!["epoch"]!);
            Assert.NotEmpty(run["curve"]!["epochs"]!.AsArray());
            Assert.Equal(Numbers(Model(id)), Numbers(Model(copy)));
            await Page.Post($"/api/runs/{copy}/more", new JsonObject { ["count"] = 4 });
            Assert.Equal(34, (int)(await Page.Train(copy))["summary"]!["epoch"]!);
        }
    }

    [Theory]
    [InlineData("application/octet-stream", "no model at all")]
    [InlineData("text/plain", "%%%")]
    [InlineData("text/plain", "AAAA")]
    public async Task What_is_no_run_is_not_taken_in(string type, string content)
    {
        using var body = new StringContent(content, Encoding.ASCII);
        body.Headers.ContentType = new(type);
        using HttpResponseMessage response = await Page.PostAsync("/api/runs/import", body, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("data", "nowhere", "no data called")]
    [InlineData("data", "/etc/passwd", "no data called")]
    [InlineData("data", "set:../../etc", "no data called")]
    [InlineData("lr", "fast", "not a number greater than 0")]
    [InlineData("lr", "-1", "not a number greater than 0")]
    [InlineData("layers", "0", "layer widths")]
    [InlineData("layers", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1", "16 hidden layers")]
    [InlineData("layers", "60000,60000", "40,000,000 weights")]
    [InlineData("optimizer", "adamm", "Did you mean 'adam'?")]
    [InlineData("activation", "step", "slope 0")]
    [InlineData("seed", "-4", "whole number")]
    [InlineData("colour", "red", "no such setting")]
    public async Task A_setting_that_does_not_do_is_named(string name, string value, string expected)
    {
        var body = new JsonObject { ["settings"] = new JsonObject { [name] = value } };
        foreach (string address in new[] { "/api/plan", "/api/runs" })
        {
            (HttpStatusCode status, string message, string? field) = await Page.Refused(HttpMethod.Post, address, body.DeepClone());
            Assert.Equal((HttpStatusCode.BadRequest, name), (status, field));
            Assert.Contains(expected, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_plan_fills_in_what_was_left_out()
    {
        JsonObject plan = await Page.Post("/api/plan", new JsonObject { ["settings"] = new JsonObject { ["data"] = "generated", ["lr"] = "0.2" } });
        Assert.Equal("0.2", (string)plan["settings"]!["lr"]!);
        Assert.Equal("128", (string)plan["settings"]!["layers"]!);
        Assert.Equal("glia train --lr 0.2", (string)plan["command"]!);
    }

    [Fact]
    public async Task The_map_says_what_the_network_answers()
    {
        string id = await Page.MakeRun(("data", "and"));
        await Page.Train(id);
        JsonObject map = await Page.Get($"/api/runs/{id}/map");
        byte[] answer = Convert.FromBase64String((string)map["answer"]!);
        Network network = Model(id);
        (double left, double right, double bottom, double top) = ((double)map["low"]![0]!, (double)map["high"]![0]!, (double)map["low"]![1]!, (double)map["high"]![1]!);
        foreach ((int row, int column) in new[] { (0, 0), (5, 60), (63, 63), (31, 20) })
        {
            float x = (float)(left + ((column + 0.5) / 64 * (right - left))), y = (float)(top - ((row + 0.5) / 64 * (top - bottom)));
            Assert.InRange(answer[(row * 64) + column] - (255 * network.Predict([x, y])[0]), -0.51, 0.51);
        }
    }

    [Fact]
    public async Task The_stream_tells_of_runs_and_epochs()
    {
        string id = await Page.MakeRun(("data", "xor"), ("epochs", "300"));
        using HttpResponseMessage response = await Page.GetAsync($"/api/events?run={id}&map=1", HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Stop));
        await Page.Post($"/api/runs/{id}/play", new JsonObject { ["epochsPerSecond"] = 500 });
        var seen = new HashSet<string>();
        var epochs = new SortedSet<int>();
        bool isDone = false;
        while (!isDone && await reader.ReadLineAsync(Stop) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) seen.Add(line["event: ".Length..]);
            if (!line.StartsWith("data: {\"summary\"", StringComparison.Ordinal)) continue;
            JsonNode update = JsonNode.Parse(line["data: ".Length..])!;
            foreach (JsonNode? epoch in update["curve"]?["epochs"]?.AsArray() ?? []) epochs.Add((int)epoch!);
            isDone = (string)update["summary"]!["status"]! == "done" && epochs.Count == 300;
        }

        Assert.True(isDone);
        Assert.Superset(new HashSet<string> { "runs", "run" }, seen);
    }

    private Network Model(string id) => Network.Load(Path.Combine(studio.Folder, "runs", id, "model.safetensors"));

    private async Task AssertRefused(HttpStatusCode expected, HttpMethod method, string path, JsonNode? body, string part)
    {
        (HttpStatusCode status, string message, _) = await Page.Refused(method, path, body);
        Assert.Equal(expected, status);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    private static float[] Numbers(Network network)
    {
        var numbers = new List<float>();
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            if (network.Layers[layer] is not Dense) continue;
            WeightMatrix weights = network.Weights(layer);
            for (int unit = 0; unit < weights.Out; unit++)
                for (int input = 0; input < weights.In; input++) numbers.Add(weights[unit, input]);
            numbers.AddRange(network.Biases(layer));
        }

        return [.. numbers];
    }
}
