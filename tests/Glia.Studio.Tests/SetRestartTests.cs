using System.Net;
using System.Text.Json.Nodes;

namespace Glia.Studio.Tests;

/// <summary>Sets of a studio that is stopped and started again.</summary>
public sealed class SetRestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-studio-").FullName;

    [Fact]
    public async Task A_training_whose_set_has_changed_is_refused_and_can_be_begun_again()
    {
        string id = "", run = "";
        await InStudio(async page =>
        {
            id = await page.MakeSet();
            for (int i = 0; i < 6; i++)
            {
                await page.Record(id, "A", SetClient.Bar(true, i));
                await page.Record(id, "B", SetClient.Bar(false, i));
            }

            run = await page.MakeRun(("data", $"set:{id}"), ("preset", "few"));
            await page.Post($"/api/runs/{run}/play", new JsonObject { ["epochsPerSecond"] = 0.5 });
            while ((int)(await page.Get($"/api/runs/{run}"))["summary"]!["epoch"]! == 0) await Task.Delay(20, TestContext.Current.CancellationToken);
            await page.Post($"/api/runs/{run}/pause");
        });
        await InStudio(async page =>
        {
            Assert.Equal("paused", (string)(await page.Get($"/api/runs/{run}"))["summary"]!["status"]!);
            Assert.Equal(12, (int)(await page.Get($"/api/sets/{id}"))["summary"]!["count"]!);
            Assert.Equal(13, await page.Record(id, "A", SetClient.Bar(true, 9))); // numbers go on
            (HttpStatusCode status, string message, string? field) = await page.Refused(HttpMethod.Post, $"/api/runs/{run}/play", new JsonObject());
            Assert.Equal(HttpStatusCode.Conflict, status);
            Assert.Equal("data", field);
            Assert.Contains("have changed", message, StringComparison.Ordinal);
            Assert.DoesNotContain(_folder, message, StringComparison.Ordinal);
            await page.Post($"/api/runs/{run}/reset");
            Assert.Equal("done", (string)(await page.Train(run))["summary"]!["status"]!);
        });
    }

    [Fact]
    public async Task Folders_are_the_truth_and_what_is_no_set_is_left_alone()
    {
        string pictures = "", points = "";
        await InStudio(async page =>
        {
            (pictures, points) = (await page.MakeSet(), await page.MakeSet("points"));
            await page.Record(pictures, "A", SetClient.Bar(true));
            await page.Post($"/api/sets/{points}/points", new JsonObject { ["points"] = new JsonArray(new JsonObject { ["label"] = "B", ["x"] = 0.25, ["y"] = -1 }) });
        });
        string data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(Path.Combine(data, pictures, "pictures", "by hand"));
        await File.AppendAllTextAsync(Path.Combine(data, points, "samples.csv"), "new one,0.5,0.5\n", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(data, "no-set"));
        Directory.CreateDirectory(Path.Combine(data, "torn"));
        await File.WriteAllTextAsync(Path.Combine(data, "torn", "set.json"), "{ \"format\": \"glia s", TestContext.Current.CancellationToken);
        await InStudio(async page =>
        {
            Assert.Equal("""[{"name":"A","count":1},{"name":"B","count":0},{"name":"by hand","count":0}]""", (await page.Get($"/api/sets/{pictures}"))["summary"]!["classes"]!.ToJsonString());
            JsonObject set = await page.Get($"/api/sets/{points}");
            Assert.Equal("""[{"number":1,"label":"B","x":0.25,"y":-1},{"number":2,"label":"new one","x":0.5,"y":0.5}]""", set["points"]!.ToJsonString());
            Assert.Equal(3, set["summary"]!["classes"]!.AsArray().Count);
            string[] ids = [.. JsonNode.Parse(await page.GetStringAsync("/api/sets", TestContext.Current.CancellationToken))!.AsArray().Select(s => (string)s!["id"]!)];
            Assert.Equal(new[] { pictures, points }.Order(), ids.Order());
        });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task InStudio(Func<HttpClient, Task> work)
    {
        await using StudioServer server = await StudioServer.StartAsync(new StudioOptions { Folder = _folder, Port = 0 }, Assert.Fail);
        using HttpClient page = StudioFixture.SignIn(server);
        await work(page);
    }
}
