using System.Text.Json.Nodes;

namespace Glia.Studio.Tests;

/// <summary>A studio that is stopped loses nothing.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-studio-").FullName;

    [Fact]
    public async Task A_training_that_was_under_way_goes_on_to_the_same_bits()
    {
        (string, string)[] settings = [("data", "circle"), ("epochs", "400"), ("seed", "3")];
        string whole = await InStudio(async page =>
        {
            string id = await page.MakeRun(settings);
            await page.Train(id);
            return (await page.Get($"/api/runs/{id}/weights?layer=1")).ToJsonString();
        });
        string cut = await InStudio(async page =>
        {
            string id = await page.MakeRun(settings);
            await page.Post($"/api/runs/{id}/play", new JsonObject { ["epochsPerSecond"] = 10 });
            while ((int)(await page.Get($"/api/runs/{id}"))["summary"]!["epoch"]! == 0) await Task.Delay(20, TestContext.Current.CancellationToken);
            return id;
        });
        string resumed = await InStudio(async page =>
        {
            JsonObject run = await page.Get($"/api/runs/{cut}");
            Assert.Equal("paused", (string)run["summary"]!["status"]!);
            int epoch = (int)run["summary"]!["epoch"]!;
            Assert.InRange(epoch, 1, 399);
            Assert.Equal(epoch, run["curve"]!["epochs"]!.AsArray().Count);
            await page.Train(cut);
            return (await page.Get($"/api/runs/{cut}/weights?layer=1")).ToJsonString();
        });
        Assert.Equal(whole, resumed);
    }

    [Fact]
    public async Task What_was_done_by_hand_is_there_again()
    {
        string weighed = "", stepped = "";
        string[] before = [];
        await InStudio(async page =>
        {
            (weighed, stepped) = (await page.MakeRun(("data", "and")), await page.MakeRun(("data", "or")));
            await page.Send(HttpMethod.Put, $"/api/runs/{weighed}/weights", new JsonObject { ["layer"] = 0, ["unit"] = 2, ["input"] = 1, ["value"] = 4.5 });
            await page.Post($"/api/runs/{stepped}/step", new JsonObject { ["count"] = 3 });
            before = [await Weights(page, weighed), await Weights(page, stepped)];
            return "";
        });
        await InStudio(async page =>
        {
            Assert.Equal(before[0], await Weights(page, weighed));
            Assert.Equal(before[1], await Weights(page, stepped));
            Assert.Single((await page.Get($"/api/runs/{weighed}"))["notes"]!.AsArray());
            await page.Post($"/api/runs/{weighed}/step", new JsonObject { ["count"] = 1 }); // and it is what goes on
            Assert.InRange((double)JsonNode.Parse(await Weights(page, weighed))!["weights"]![2]![1]!, 4, 5);
            return "";
        });
    }

    [Fact]
    public async Task A_run_that_was_never_begun_is_prepared_when_it_is_wanted()
    {
        string id = "";
        string before = await InStudio(async page => await Weights(page, id = await page.MakeRun(("data", "and"))));
        string after = await InStudio(async page =>
        {
            Task patience = Task.Delay(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            while ((await page.Get($"/api/runs/{id}"))["layers"]!.AsArray().Count == 0 && !patience.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
            return await Weights(page, id);
        });
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task The_version_of_a_prediction_stands_for_the_weights_and_nothing_else()
    {
        var question = new JsonObject { ["inputs"] = new JsonArray(0, 1) };
        string id = "";
        string first = await InStudio(async page =>
        {
            id = await page.MakeRun(("data", "xor"), ("epochs", "3"), ("seed", "1"));
            string before = (string)(await page.Post($"/api/models/{id}/predict", question.DeepClone().AsObject()))["version"]!;
            await page.Train(id);
            string after = (string)(await page.Post($"/api/models/{id}/predict", question.DeepClone().AsObject()))["version"]!;
            Assert.NotEqual(before, after);
            return after;
        });
        Assert.Equal(first, await InStudio(async page => (string)(await page.Post($"/api/models/{id}/predict", question.DeepClone().AsObject()))["version"]!));
    }

    [Fact]
    public async Task A_broken_run_is_left_out_and_the_others_are_there()
    {
        string id = await InStudio(page => page.MakeRun(("data", "and")));
        string broken = Path.Combine(_folder, "runs", "20260101-000000-abcdef");
        Directory.CreateDirectory(broken);
        await File.WriteAllTextAsync(Path.Combine(broken, "run.json"), "{ not json", TestContext.Current.CancellationToken);
        await InStudio(async page =>
        {
            Assert.Equal("ready", (string)(await page.Get($"/api/runs/{id}"))["summary"]!["status"]!);
            await page.Refused(HttpMethod.Get, "/api/runs/20260101-000000-abcdef");
            return "";
        });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> Weights(HttpClient page, string id) => (await page.Get($"/api/runs/{id}/weights?layer=0")).ToJsonString();

    private async Task<string> InStudio(Func<HttpClient, Task<string>> work)
    {
        await using StudioServer server = await StudioServer.StartAsync(new StudioOptions { Folder = _folder, Port = 0 }, _ => { });
        using HttpClient page = StudioFixture.SignIn(server);
        return await work(page);
    }
}
