using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Glia.Datasets;

namespace Glia.Studio.Tests;

/// <summary>Sets of pictures: recorded, seen, deleted, brought back, and read by 'glia train --data'.</summary>
public sealed class PictureSetTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private HttpClient Page => studio.Page;

    [Fact]
    public async Task Recorded_drawings_are_framed_like_digits_and_read_by_the_tool()
    {
        string id = await Page.MakeSet();
        int upright = await Page.Record(id, "A", SetClient.Bar(true)), lying = await Page.Record(id, "B", SetClient.Bar(false));
        Dataset data = ImageFolder.Read(PathOf(id));
        Assert.Equal(["A", "B"], data.ClassNames);
        Assert.Equal([0, 1], [data.Label(0), data.Label(1)]);
        Assert.Equal(new FeatureShape(28, 28), data.Shape);
        byte[] expected = InkPreparation.Prepare(RasterImage.FromGray(SetClient.Bar(true), 112, 112)).Pixels;
        Assert.Equal(expected, data.ByteFeatures(0).ToArray());
        JsonObject set = await Page.Get($"/api/sets/{id}");
        Assert.Equal($$"""{"A":[{{upright}}],"B":[{{lying}}]}""", set["examples"]!.ToJsonString());
        Assert.Equal("few", (string)set["summary"]!["preset"]!);

        using HttpResponseMessage picture = await Page.GetAsync($"/api/sets/{id}/examples/{upright}", Stop);
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal(expected, Png.Read(await picture.Content.ReadAsStreamAsync(Stop), "a picture").ToGray());
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(90, 50)]
    [InlineData(20, 33)]
    public async Task Whole_pictures_are_the_middle_square_in_grey(int width, int height)
    {
        string id = await Page.MakeSet("pictures", "whole", 32);
        // Brightness that grows evenly from left to right stays so at every size: the mean over a pixel's area is the value in its middle.
        byte[] png = SetClient.Png(width, height, (x, _) => (byte)(40 + (2 * x)));
        (HttpStatusCode status, _) = await Page.SendBytes($"/api/sets/{id}/examples?label=A", png, "image/png");
        Assert.Equal(HttpStatusCode.OK, status);
        await Page.Record(id, "B", SetClient.Bar(true));
        Dataset data = ImageFolder.Read(PathOf(id));
        Assert.Equal(new FeatureShape(32, 32), data.Shape);
        int square = Math.Min(width, height), left = (width - square) / 2;
        for (int x = 0; x < 32; x++)
        {
            double middle = left + ((x + 0.5) * square / 32) - 0.5;
            Assert.InRange(data.ByteFeatures(0)[(16 * 32) + x], 40 + (2 * middle) - 1.6, 40 + (2 * middle) + 1.6); // pixels of the original are steps
        }
    }

    [Fact]
    public async Task Deleting_relabelling_and_bringing_back()
    {
        string id = await Page.MakeSet();
        int one = await Page.Record(id, "A", SetClient.Bar(true, 1)), two = await Page.Record(id, "A", SetClient.Bar(true, 2));
        await Page.Send(HttpMethod.Delete, $"/api/sets/{id}/examples/{one}");
        Assert.Equal([two], await Numbers(id, "A"));
        Assert.Single(Directory.GetFiles(Path.Combine(PathOf(id), "A")));
        await Page.Post($"/api/sets/{id}/examples/{one}/restore");
        Assert.Equal([one, two], await Numbers(id, "A"));
        await Page.Send(HttpMethod.Put, $"/api/sets/{id}/examples/{one}", new JsonObject { ["label"] = "B" });
        Assert.Equal([two], await Numbers(id, "A"));
        Assert.Equal([one], await Numbers(id, "B"));
        Assert.Equal(two + 1, await Page.Record(id, "A", SetClient.Bar(true, 3))); // a number is never given twice
        await Refused(HttpStatusCode.NotFound, HttpMethod.Delete, $"/api/sets/{id}/examples/999", null, "no such example");
        await Refused(HttpStatusCode.NotFound, HttpMethod.Post, $"/api/sets/{id}/examples/999/restore", null, "not among the deleted");
        await Refused(HttpStatusCode.BadRequest, HttpMethod.Put, $"/api/sets/{id}/examples/{one}", new JsonObject { ["label"] = "C" }, "no class 'C'");
    }

    [Fact]
    public async Task Classes_are_added_renamed_deleted_and_brought_back_with_their_examples()
    {
        string id = await Page.MakeSet();
        await Page.Send(HttpMethod.Patch, $"/api/sets/{id}/classes?label=A", new JsonObject { ["name"] = "Ä pfel" });
        await Page.Post($"/api/sets/{id}/classes", new JsonObject { ["name"] = "C" });
        int number = await Page.Record(id, "Ä pfel", SetClient.Bar(true));
        await Page.Send(HttpMethod.Delete, $"/api/sets/{id}/classes?label={Uri.EscapeDataString("Ä pfel")}");
        Assert.Equal(["B", "C"], Folders(id));
        await Refused(HttpStatusCode.Conflict, HttpMethod.Delete, $"/api/sets/{id}/classes?label=B", null, "at least 2 classes");
        await Page.Post($"/api/sets/{id}/classes/restore?label={Uri.EscapeDataString("Ä pfel")}");
        Assert.Equal([number], await Numbers(id, "Ä pfel"));
        Assert.Equal(["B", "C", "Ä pfel"], Folders(id));
        await Refused(HttpStatusCode.BadRequest, HttpMethod.Post, $"/api/sets/{id}/classes", new JsonObject { ["name"] = "c" }, "a class 'C' already");
        for (int n = 4; n <= 20; n++) await Page.Post($"/api/sets/{id}/classes", new JsonObject { ["name"] = $"class {n}" });
        await Refused(HttpStatusCode.Conflict, HttpMethod.Post, $"/api/sets/{id}/classes", new JsonObject { ["name"] = "one more" }, "at most 20");
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_with_the_reason()
    {
        string id = await Page.MakeSet(), path = $"/api/sets/{id}/examples?label=A";
        (HttpStatusCode, string) empty = await Page.SendBad(path, new byte[112 * 112]);
        Assert.Equal(HttpStatusCode.BadRequest, empty.Item1);
        Assert.Contains("no ink", empty.Item2, StringComparison.Ordinal);
        Assert.Contains("those of a square", (await Page.SendBad(path, new byte[1000])).Message, StringComparison.Ordinal);
        Assert.Contains("not a PNG file", (await Page.SendBad(path, Encoding.ASCII.GetBytes("this is no picture"), "image/png")).Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Page.SendBad(path, new byte[64], "image/jpeg")).Status);
        byte[] large = SetClient.Png(30, 30, (x, y) => (byte)(x * y));
        (large[16], large[17], large[18], large[19]) = (0, 0, 0x40, 0); // 16384 pixels wide, 16777216 high: the header lies
        (large[20], large[21], large[22], large[23]) = (1, 0, 0, 0);
        Assert.Contains("million pixels", (await Page.SendBad(path, large, "image/png")).Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Page.SendBad(path, new byte[(8 << 20) + 1], "image/png")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Page.SendBad("/api/sets/nothing/examples?label=A", SetClient.Bar(true))).Status);
        Assert.Contains("no class 'Z'", (await Page.SendBad($"/api/sets/{id}/examples?label=Z", SetClient.Bar(true))).Message, StringComparison.Ordinal);
        Assert.Contains("no class ''", (await Page.SendBad($"/api/sets/{id}/examples", SetClient.Bar(true))).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(PathOf(id), "*", SearchOption.AllDirectories));
    }

    /// <summary>TRUST.md, "paths inside files": names that would lead out of the folder, or that are something else on another system.</summary>
    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("...")]
    [InlineData("../x")]
    [InlineData("..\\x")]
    [InlineData("/etc")]
    [InlineData("/etc/passwd")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a/../../b")]
    [InlineData("C:")]
    [InlineData("C:x")]
    [InlineData("c:\\windows")]
    [InlineData("\\\\host\\share")]
    [InlineData("//host/share")]
    [InlineData(".hidden")]
    [InlineData("dot.")]
    [InlineData("a:b")]
    [InlineData("a*b")]
    [InlineData("a?b")]
    [InlineData("a|b")]
    [InlineData("a<b")]
    [InlineData("a>b")]
    [InlineData("a\"b")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\tb")]
    [InlineData("a\u001bb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u202eb")]
    [InlineData("a\u200bb")]
    [InlineData("a\u2028b")]
    [InlineData("a\ufeffb")]
    [InlineData("a\ue000b")]
    [InlineData("a\ud800b")]
    [InlineData("CON")]
    [InlineData("nul")]
    [InlineData("LPT1.txt")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a very long name that has more than forty letters")]
    public async Task Hostile_names_of_classes_are_refused(string name)
    {
        (HttpStatusCode status, string _, string? _) = await Page.Refused(HttpMethod.Post, "/api/sets", new JsonObject { ["name"] = "x", ["kind"] = "pictures", ["classes"] = new JsonArray(name, "B") });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(!Directory.Exists(Path.Combine(studio.Folder, "data")) || Directory.EnumerateDirectories(Path.Combine(studio.Folder, "data")).All(f => Directory.GetDirectories(Path.Combine(f, "pictures")).All(p => Path.GetFileName(p) != name)));
        Assert.Empty(studio.Log);
    }

    [Theory]
    [InlineData("""{"name":"","kind":"pictures","classes":["A","B"]}""", "name of 1 to 80")]
    [InlineData("""{"name":"x","kind":"sounds","classes":["A","B"]}""", "pictures or of points")]
    [InlineData("""{"name":"x","kind":"pictures","classes":["A"]}""", "2 to 20 classes")]
    [InlineData("""{"name":"x","kind":"pictures"}""", "2 to 20 classes")]
    [InlineData("""{"name":"x","kind":"pictures","classes":["A","a"]}""", "a class 'A' already")]
    [InlineData("""{"name":"x","kind":"pictures","classes":["A","B"],"fit":"digit","side":32}""", "28 × 28")]
    [InlineData("""{"name":"x","kind":"pictures","classes":["A","B"],"fit":"whole","side":4000}""", "28 × 28")]
    [InlineData("""{"name":"x","kind":"pictures","classes":["A","B"],"fit":"round"}""", "'digit' or 'whole'")]
    [InlineData("""{"name":"x","kind":"points","classes":["A","7"]}""", "is a number")]
    public async Task A_set_that_cannot_be_is_refused(string body, string message) =>
        await Refused(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/sets", JsonNode.Parse(body), message);

    [Fact]
    public async Task A_deleted_set_comes_back_and_its_name_changes()
    {
        string id = await Page.MakeSet();
        int number = await Page.Record(id, "A", SetClient.Bar(true));
        await Page.Send(HttpMethod.Delete, $"/api/sets/{id}");
        await Refused(HttpStatusCode.NotFound, HttpMethod.Get, $"/api/sets/{id}", null, "no such data set");
        await Refused(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/runs", new JsonObject { ["settings"] = new JsonObject { ["data"] = $"set:{id}" } }, "no data called");
        await Page.Post($"/api/sets/{id}/restore");
        Assert.Equal([number], await Numbers(id, "A"));
        await Page.Send(HttpMethod.Patch, $"/api/sets/{id}", new JsonObject { ["name"] = " signs " });
        Assert.Equal("signs", (string)(await Page.Get($"/api/sets/{id}"))["summary"]!["name"]!);
        await Refused(HttpStatusCode.NotFound, HttpMethod.Post, "/api/sets/nothing/restore", null, "not among those deleted");
    }

    [Fact]
    public async Task The_studio_says_what_is_missing()
    {
        string id = await Page.MakeSet();
        Assert.Contains("no example yet", await Hint(id), StringComparison.Ordinal);
        for (int i = 0; i < 4; i++) await Page.Record(id, "A", SetClient.Bar(true, i));
        for (int i = 0; i < 12; i++) await Page.Record(id, "B", SetClient.Bar(false, i));
        Assert.Contains("At least 5", await Hint(id), StringComparison.Ordinal);
        Assert.False((bool)(await Page.Get($"/api/sets/{id}"))["summary"]!["canTrain"]!);
        for (int i = 4; i < 6; i++) await Page.Record(id, "A", SetClient.Bar(true, i));
        Assert.Contains("better", await Hint(id), StringComparison.Ordinal);
        Assert.True((bool)(await Page.Get($"/api/sets/{id}"))["summary"]!["canTrain"]!);
        for (int i = 12; i < 20; i++) await Page.Record(id, "B", SetClient.Bar(false, i));
        Assert.Contains("more even", await Hint(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_is_trained_on_tried_and_taken_away()
    {
        string id = await Page.MakeSet();
        for (int i = 0; i < 10; i++)
        {
            await Page.Record(id, "A", SetClient.Bar(true, i));
            await Page.Record(id, "B", SetClient.Bar(false, i));
        }

        string run = await Page.MakeRun(("data", $"set:{id}"), ("preset", "few"), ("epochs", "40"));
        Assert.Contains("no such run", (await Page.SendBad($"/api/sets/{id}/try?run=nothing", SetClient.Bar(true))).Message, StringComparison.Ordinal);
        JsonObject trained = await Page.Train(run);
        Assert.Equal(1, (double)trained["summary"]!["testAccuracy"]!);
        Assert.StartsWith($"set:{id}, 20 samples", (string)trained["summary"]!["data"]!, StringComparison.Ordinal);
        foreach ((bool isUpright, string answer) in new[] { (true, "A"), (false, "B") })
        {
            (_, JsonObject trial) = await Page.SendBytes($"/api/sets/{id}/try?run={run}", SetClient.Bar(isUpright, 33));
            Assert.Equal(answer, (string)trial["answer"]!);
            Network network = Network.Load(Path.Combine(studio.Folder, "runs", run, "model.safetensors"));
            float[] outputs = network.Predict([.. Convert.FromBase64String((string)trial["pixels"]!).Select(b => (float)b)]);
            Assert.Equal(outputs, trial["beliefs"]!.AsArray().Select(b => (float)b!).ToArray());
        }

        (_, JsonObject empty) = await Page.SendBytes($"/api/sets/{id}/try?run={run}", new byte[112 * 112]);
        Assert.True((bool)empty["isEmpty"]!);
        string other = await Page.MakeRun(("data", "xor"));
        Assert.Equal(HttpStatusCode.Conflict, (await Page.SendBad($"/api/sets/{id}/try?run={other}", SetClient.Bar(true))).Status);
        await CheckExports(run);
    }

    private async Task CheckExports(string run)
    {
        Network original = Network.Load(Path.Combine(studio.Folder, "runs", run, "model.safetensors"));
        byte[] file = await Page.GetByteArrayAsync($"/api/runs/{run}/export/safetensors", Stop);
        using var memory = new MemoryStream(file);
        Network taken = Network.Load(memory);
        Assert.Equal(original.ParameterCount, taken.ParameterCount);
        var sample = new float[784];
        Array.Fill(sample, 100, 300, 50);
        Assert.Equal(original.Predict(sample), taken.Predict(sample));
        using var onnx = new MemoryStream();
        original.ExportOnnx(onnx);
        Assert.Equal(onnx.ToArray(), await Page.GetByteArrayAsync($"/api/runs/{run}/export/onnx", Stop));
        using HttpResponseMessage source = await Page.GetAsync($"/api/runs/{run}/export/cs", Stop);
        Assert.Equal("Model.cs", source.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Contains("class Model", await source.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await Refused(HttpStatusCode.BadRequest, HttpMethod.Get, $"/api/runs/{run}/export/pickle", null, "safetensors, onnx, cs");
        await Refused(HttpStatusCode.NotFound, HttpMethod.Get, "/api/runs/nothing/export/onnx", null, "no such run");
    }

    private string PathOf(string id) => Path.Combine(studio.Folder, "data", id, "pictures");

    private string[] Folders(string id) => [.. Directory.GetDirectories(PathOf(id)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private async Task<int[]> Numbers(string id, string label) => [.. (await Page.Get($"/api/sets/{id}"))["examples"]![label]!.AsArray().Select(n => (int)n!)];

    private async Task<string> Hint(string id) => (string)(await Page.Get($"/api/sets/{id}"))["summary"]!["hint"]!;

    private async Task Refused(HttpStatusCode status, HttpMethod method, string path, JsonNode? body, string message)
    {
        (HttpStatusCode found, string said, string? _) = await Page.Refused(method, path, body);
        Assert.Equal(status, found);
        Assert.Contains(message, said, StringComparison.Ordinal);
    }
}
