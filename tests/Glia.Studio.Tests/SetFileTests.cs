using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Glia.Datasets;

namespace Glia.Studio.Tests;

/// <summary>Points, tables and zip files: what is taken in, what is refused, and what comes out again.</summary>
public sealed class SetFileTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private HttpClient Page => studio.Page;

    [Fact]
    public async Task Points_are_a_table_that_the_tool_reads_and_a_run_has_a_map()
    {
        string id = await Page.MakeSet("points", classes: ["in, side", "out"]);
        var points = new JsonArray();
        for (int i = 0; i < 40; i++)
        {
            double angle = i * Math.PI / 10, radius = i % 2 == 0 ? 0.3 : 0.9;
            points.Add(new JsonObject { ["label"] = i % 2 == 0 ? "in, side" : "out", ["x"] = Math.Round(radius * Math.Cos(angle), 3), ["y"] = Math.Round(radius * Math.Sin(angle), 3) });
        }

        JsonObject set = await Page.Post($"/api/sets/{id}/points", new JsonObject { ["points"] = points });
        Assert.Equal("points", (string)set["summary"]!["preset"]!);
        Dataset data = CsvData.Read(PathOf(id));
        Assert.Equal(40, data.Count);
        Assert.Equal(["in, side", "out"], data.ClassNames);
        Assert.Equal(points[3]!["x"]!.GetValue<double>(), data.FloatFeatures(3)[0], 6);
        int number = (int)set["points"]![7]!["number"]!;
        Assert.Equal(39, (await Page.Send(HttpMethod.Delete, $"/api/sets/{id}/points/{number}"))["points"]!.AsArray().Count);
        Assert.Equal(39, CsvData.Read(PathOf(id)).Count);
        Assert.Equal(40, (await Page.Post($"/api/sets/{id}/points/{number}/restore"))["points"]!.AsArray().Count);
        JsonObject moved = await Page.Send(HttpMethod.Put, $"/api/sets/{id}/points/{number}", new JsonObject { ["label"] = "in, side" });
        Assert.Equal(21, (int)moved["summary"]!["classes"]![0]!["count"]!);
        await Page.Send(HttpMethod.Put, $"/api/sets/{id}/points/{number}", new JsonObject { ["label"] = "out" });

        string run = await Page.MakeRun(("data", $"set:{id}"), ("preset", "points"), ("epochs", "100"));
        JsonObject trained = await Page.Train(run);
        Assert.Equal("points", (string)trained["summary"]!["kind"]!);
        Assert.NotEmpty((string)(await Page.Get($"/api/runs/{run}/map"))["answer"]!);
    }

    [Fact]
    public async Task Points_that_cannot_be_are_refused_and_nothing_of_them_stays()
    {
        string id = await Page.MakeSet("points");
        await Refused(HttpStatusCode.BadRequest, $"/api/sets/{id}/points", Points(("A", 0, 0), ("A", 1.5, 0)), "from −1 to 1");
        await Refused(HttpStatusCode.BadRequest, $"/api/sets/{id}/points", Points(("Z", 0, 0)), "no class 'Z'");
        await Refused(HttpStatusCode.BadRequest, $"/api/sets/{id}/points", Points(), "1 to 1,000");
        await Refused(HttpStatusCode.BadRequest, $"/api/sets/{id}/classes", new JsonObject { ["name"] = "12" }, "is a number");
        await Refused(HttpStatusCode.NotFound, $"/api/sets/{id}/points/5/restore", null, "not among those deleted");
        Assert.Equal("label,x,y\n", await File.ReadAllTextAsync(PathOf(id), Stop));
        await Page.Post($"/api/sets/{id}/points", Points(("A", 0, 0)));
        (HttpStatusCode status, string message, _) = await Page.Refused(HttpMethod.Delete, $"/api/sets/{id}/classes?label=A");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("at least 2", message, StringComparison.Ordinal);
        string pictures = await Page.MakeSet();
        await Refused(HttpStatusCode.Conflict, $"/api/sets/{pictures}/points", Points(("A", 0, 0)), "not for a set of pictures");
    }

    [Fact]
    public async Task A_set_has_at_most_twenty_thousand_points()
    {
        string id = await Page.MakeSet("points");
        JsonObject thousand = Points([.. Enumerable.Range(0, 1000).Select(i => ("A", i / 1000.0, 0.0))]);
        for (int i = 0; i < 20; i++) await Page.Post($"/api/sets/{id}/points", thousand);
        await Refused(HttpStatusCode.Conflict, $"/api/sets/{id}/points", Points(("A", 0, 0)), "at most 20,000");
    }

    [Fact]
    public async Task A_table_is_taken_byte_for_byte()
    {
        byte[] table = Encoding.UTF8.GetBytes("kind,width,height\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{(i % 2 == 0 ? "flat" : "tall")},{i % 2}.5,{1 - (i % 2)}.25\n")));
        JsonObject taken = await Import(table, "shapes.csv");
        string id = (string)taken["summary"]!["id"]!;
        Assert.StartsWith("shapes-", id, StringComparison.Ordinal);
        Assert.Equal(table, await File.ReadAllBytesAsync(PathOf(id), Stop));
        JsonObject set = await Page.Get($"/api/sets/{id}");
        Assert.Equal("""{"rows":30,"values":2,"dataKind":"points","counts":[{"name":"flat","count":15},{"name":"tall","count":15}]}""", set["table"]!.ToJsonString());
        Assert.Equal("done", (string)(await Page.Train(await Page.MakeRun(("data", $"set:{id}"), ("preset", "points"), ("epochs", "20"))))["summary"]!["status"]!);
    }

    [Theory]
    [InlineData("a,1,2\nb,3,4\na,5\n", "mine.csv: ", "3")]
    [InlineData("a,1,2\nb,3,x\n", "mine.csv: ", "2")]
    [InlineData("a,1,2\n,3,4\n", "Line 2 has no label", "2")]
    [InlineData("a,1,2\na,3,4\n", "one class only", "'a'")]
    [InlineData("a,1,nan\nb,3,4\n", "mine.csv: ", "1")]
    [InlineData("\u0001\u0002\u0003", "mine.csv: ", "")]
    public async Task A_table_with_a_mistake_is_refused_with_the_line(string text, string message, string line)
    {
        int before = Directory.GetDirectories(Path.Combine(studio.Folder, "data")).Length;
        (HttpStatusCode status, string said) = await Page.SendBad("/api/sets/import?name=mine.csv", Encoding.UTF8.GetBytes(text), "text/csv");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(message, said, StringComparison.Ordinal);
        Assert.Contains(line, said, StringComparison.Ordinal);
        Assert.DoesNotContain(studio.Folder, said, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetDirectories(Path.Combine(studio.Folder, "data")).Length);
    }

    [Fact]
    public async Task Tables_that_are_too_large_or_packed_are_refused()
    {
        byte[] long_ = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0,1\n", 1_000_002)));
        Assert.Contains("1,000,000 rows", (await Page.SendBad("/api/sets/import?name=long.csv", long_, "text/csv")).Message, StringComparison.Ordinal);
        Assert.Contains("packed with gzip", (await Page.SendBad("/api/sets/import?name=a.csv", [0x1F, 0x8B, 8, 0, 1, 2], "text/csv")).Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Page.SendBad("/api/sets/import?name=large.csv", new byte[(64 << 20) + 1], "text/csv")).Status);
    }

    [Fact]
    public async Task An_exported_set_of_pictures_is_the_same_again()
    {
        string id = await Page.MakeSet("pictures", "whole", 32, "up", "down");
        for (int i = 0; i < 3; i++) await Page.Record(id, i == 1 ? "down" : "up", SetClient.Bar(i == 1, i));
        byte[] zip = await Page.GetByteArrayAsync($"/api/sets/{id}/export", Stop);
        JsonObject taken = await Import(zip, "x.zip");
        string copy = (string)taken["summary"]!["id"]!;
        Assert.Equal("My set", (string)taken["summary"]!["name"]!);
        Assert.Equal(3, (int)taken["count"]!);
        Dataset one = ImageFolder.Read(Path.Combine(studio.Folder, "data", id, "pictures")), two = ImageFolder.Read(Path.Combine(studio.Folder, "data", copy, "pictures"));
        Assert.Equal(one.ClassNames, two.ClassNames);
        for (int i = 0; i < 3; i++) Assert.Equal(one.ByteFeatures(i).ToArray(), two.ByteFeatures(i).ToArray());
    }

    [Fact]
    public async Task An_exported_set_of_points_and_a_table_are_the_same_again()
    {
        string points = await Page.MakeSet("points", classes: ["A", "B", "empty"]);
        await Page.Post($"/api/sets/{points}/points", Points(("A", 0.1, -0.7), ("B", 1, 1)));
        JsonObject taken = await Import(await Page.GetByteArrayAsync($"/api/sets/{points}/export", Stop), "p.zip");
        Assert.Equal("points", (string)taken["summary"]!["kind"]!);
        Assert.Equal(3, taken["summary"]!["classes"]!.AsArray().Count);
        Assert.Equal(await File.ReadAllTextAsync(PathOf(points), Stop), await File.ReadAllTextAsync(PathOf((string)taken["summary"]!["id"]!), Stop));
        JsonObject table = await Import(Encoding.ASCII.GetBytes("a,1,2\nb,2,1\n"), "t.csv");
        JsonObject again = await Import(await Page.GetByteArrayAsync($"/api/sets/{(string)table["summary"]!["id"]!}/export", Stop), "t.zip");
        Assert.Equal("table", (string)again["summary"]!["kind"]!);
        Assert.Equal("t", (string)again["summary"]!["name"]!);
    }

    [Fact]
    public async Task A_zip_of_plain_folders_is_taken_and_what_is_no_picture_passed_over()
    {
        byte[] png = SetClient.Png(60, 60, (x, y) => x is > 25 and < 32 && y is > 10 and < 50 ? (byte)255 : (byte)0);
        byte[] zip = Zip(("mine/cat/1.png", png), ("mine/dog/1.png", png), ("mine/dog/2.PNG", png), ("mine/dog/broken.png", png[..50]), ("__MACOSX/mine/cat/._1.png", png), ("mine/readme.txt", [1]));
        JsonObject taken = await Import(zip, "animals.zip");
        Assert.Equal("animals", (string)taken["summary"]!["name"]!);
        Assert.Equal("""[{"name":"cat","count":1},{"name":"dog","count":2}]""", taken["summary"]!["classes"]!.ToJsonString());
        Assert.Contains("broken.png", Assert.Single(taken["passedOver"]!.AsArray())!.ToJsonString(), StringComparison.Ordinal);
        string id = (string)taken["summary"]!["id"]!;
        (_, JsonObject more) = await Page.SendBytes($"/api/sets/{id}/zip?name=more.zip", Zip(("cat/9.png", png)), "application/zip");
        Assert.Equal(4, (int)more["summary"]!["count"]!);
        Assert.Contains("no class of this set", (await Page.SendBad($"/api/sets/{id}/zip?name=more.zip", Zip(("cow/9.png", png)), "application/zip")).Message, StringComparison.Ordinal);
    }

    /// <summary>TRUST.md, "gzip bombs" and "paths inside files", for zip files.</summary>
    [Fact]
    public async Task Zip_files_that_are_bombs_damaged_or_lead_elsewhere_are_refused()
    {
        byte[] png = SetClient.Png(30, 30, (x, y) => (byte)(x * 8));
        (string Message, byte[] Zip)[] bad =
        [
            ("unpacks to more", Zip(("a/1.png", new byte[64 << 20]), ("b/1.png", png))),
            ("unpacks to more", Zip([.. Enumerable.Range(0, 66).Select(i => ($"a{i % 2}/{i}.png", new byte[8 << 20]))])),
            ("more than 25,000 files", Zip([.. Enumerable.Range(0, 25_001).Select(i => ($"a/{i}.png", Array.Empty<byte>()))])),
            ("no zip file", [.. "PK"u8, .. new byte[100]]),
            ("no PNG pictures", Zip(("a/1.txt", [1]))),
            ("outside of a folder", Zip(("1.png", png))),
            ("2 to 20 classes", Zip(("a/1.png", png))),
            ("2 to 20 classes", Zip([.. Enumerable.Range(0, 21).Select(i => ($"c{i}/1.png", png))])),
            ("No picture could be taken", Zip(("a/1.png", [1, 2, 3]), ("b/1.png", [1, 2, 3]))),
            ("set.json cannot be understood", Zip(("set.json", Encoding.ASCII.GetBytes("{{{")), ("a/1.png", png))),
        ];
        foreach (string path in (string[])["../a/1.png", "a/../../b/1.png", "/etc/1.png", "..\\a\\1.png", "C:\\a\\1.png", "c:/a/1.png", "a/b\\..\\1.png", "a/\u0001/1.png", "a/..", "//host/a/1.png"])
            bad = [.. bad, ("a way to elsewhere", Zip(("a/1.png", png), (path, png), ("b/1.png", png)))];
        foreach (string name in (string[])["CON", "a.", "a<b", "x\u202ey"]) bad = [.. bad, ("name", Zip(($"{name}/1.png", png), ("b/1.png", png)))];
        int before = Directory.GetDirectories(Path.Combine(studio.Folder, "data")).Length;
        foreach ((string message, byte[] zip) in bad)
        {
            (HttpStatusCode status, string said) = await Page.SendBad("/api/sets/import?name=bad.zip", zip, "application/zip");
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains(message, said, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(before, Directory.GetDirectories(Path.Combine(studio.Folder, "data")).Length);
        Assert.Empty(studio.Log);
    }

    private static byte[] Zip(params (string Path, byte[] Bytes)[] files)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, byte[] bytes) in files)
            {
                using Stream stream = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
                stream.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    private async Task<JsonObject> Import(byte[] bytes, string name)
    {
        (HttpStatusCode status, JsonObject json) = await Page.SendBytes($"/api/sets/import?name={name}", bytes);
        Assert.True(status == HttpStatusCode.OK, json.ToJsonString());
        return json;
    }

    private static JsonObject Points(params (string Label, double X, double Y)[] points) =>
        new() { ["points"] = new JsonArray([.. points.Select(p => (JsonNode)new JsonObject { ["label"] = p.Label, ["x"] = p.X, ["y"] = p.Y })]) };

    private string PathOf(string id) => Path.Combine(studio.Folder, "data", id, "samples.csv");

    private async Task Refused(HttpStatusCode status, string path, JsonNode? body, string message)
    {
        (HttpStatusCode found, string said, _) = await Page.Refused(HttpMethod.Post, path, body);
        Assert.Equal(status, found);
        Assert.Contains(message, said, StringComparison.Ordinal);
    }
}
