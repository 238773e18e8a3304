using System.Net;
using System.Text.Json;

namespace Glia.Studio.Tests.Looking;

/// <summary>Looks into networks: what is shown adds up, says of when it is, and is computed anew when the network has changed.</summary>
public sealed class InspectionTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static (string, string)[] Digits(string seed) => [("data", "generated"), ("count", "1200"), ("layers", "12"), ("epochs", "1"), ("seed", seed), ("augment", "none"), ("validation", "200")];

    [Fact]
    public async Task A_network_that_reads_digits_is_seen_from_every_side()
    {
        string run = await studio.NewRun(Digits("1")), other = await studio.NewRun(Digits("2"));
        foreach (string id in new[] { run, other })
        {
            await studio.Ask($"/api/runs/{id}/play", new { });
            await studio.Until(id, status => status == "done");
        }

        JsonElement view = await studio.Ask($"/api/runs/{run}/look/mistakes");
        int[][] counts = [.. view.GetProperty("counts").EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetInt32()).ToArray())];
        int count = view.GetProperty("look").GetProperty("count").GetInt32();
        Assert.Equal(5_000, count);
        Assert.Equal(count, counts.Sum(r => r.Sum()));
        Assert.Equal(view.GetProperty("right").GetInt32(), Enumerable.Range(0, 10).Sum(c => counts[c][c]));
        Assert.False(view.GetProperty("look").GetProperty("isStale").GetBoolean());
        float[] misplaced = [.. view.GetProperty("worst").EnumerateArray().Select(w => w.GetProperty("confidence").GetSingle() - w.GetProperty("beliefs")[w.GetProperty("actual").GetInt32()].GetSingle())];
        Assert.Equal(misplaced.OrderDescending(), misplaced);

        await CheckCell(run, counts);
        await CheckNeurons(run);
        JsonElement classes = await studio.Ask($"/api/runs/{run}/look/classes");
        Assert.True(classes.GetProperty("page").GetProperty("html").GetString()!.Split("<img ").Length > 10); // one for each class at least
        JsonElement compared = await studio.Ask($"/api/runs/{run}/look/compare?with={other}");
        Assert.Contains("McNemar", compared.GetProperty("page").GetProperty("html").GetString(), StringComparison.Ordinal);
        (HttpStatusCode status, string message, string? field) = await studio.Refused($"/api/runs/{run}/look/compare?with={await studio.NewRun(("data", "xor"))}");
        Assert.Equal((HttpStatusCode.BadRequest, "with"), (status, field));
        Assert.Matches(@"^These two cannot be compared: xor 6.* takes 2 inputs, but the samples of 5,000 generated test digits have 784 values\.$", message);
        JsonElement sample = await studio.Ask($"/api/runs/{run}/look/mistakes/sample?index=3");
        Assert.Contains("<img ", sample.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    // The samples behind the fullest wrong cell, page by page: as many as the matrix says, none twice, the surest first.
    private async Task CheckCell(string run, int[][] counts)
    {
        (int actual, int predicted) = Enumerable.Range(0, 100).Select(i => (i / 10, i % 10)).Where(c => c.Item1 != c.Item2).MaxBy(c => counts[c.Item1][c.Item2]);
        var seen = new List<JsonElement>();
        while (true)
        {
            JsonElement cell = await studio.Ask($"/api/runs/{run}/look/mistakes/cell?actual={actual}&predicted={predicted}&from={seen.Count}");
            Assert.Equal(counts[actual][predicted], cell.GetProperty("total").GetInt32());
            if (cell.GetProperty("samples").GetArrayLength() == 0) break;
            seen.AddRange(cell.GetProperty("samples").EnumerateArray());
        }

        Assert.Equal(counts[actual][predicted], seen.Select(s => s.GetProperty("index").GetInt32()).Distinct().Count());
        Assert.All(seen, s => Assert.Equal((actual, predicted, 784), (s.GetProperty("actual").GetInt32(), s.GetProperty("predicted").GetInt32(), Convert.FromBase64String(s.GetProperty("picture").GetString()!).Length)));
        float[] sure = [.. seen.Select(s => s.GetProperty("confidence").GetSingle())];
        Assert.Equal(sure.OrderDescending(), sure);
        Assert.Equal((HttpStatusCode.BadRequest, "actual"), await studio.Refused($"/api/runs/{run}/look/mistakes/cell?actual=10&predicted=1&from=0") is var r ? (r.Status, r.Field) : default);
    }

    private async Task CheckNeurons(string run)
    {
        JsonElement view = await studio.Ask($"/api/runs/{run}/look/neurons");
        JsonElement first = view.GetProperty("layers")[0];
        Assert.Equal((28, 28, 12), (first.GetProperty("width").GetInt32(), first.GetProperty("height").GetInt32(), first.GetProperty("neurons").GetArrayLength()));
        byte[] weights = Convert.FromBase64String(first.GetProperty("weights").GetString()!);
        Assert.Equal(12 * 784, weights.Length);
        Assert.True(weights.Min() == 1 || weights.Max() == 255); // the largest weight of the layer has the fullest colour
        JsonElement neuron = await studio.Ask($"/api/runs/{run}/look/neurons/2/10");
        Assert.StartsWith("Neuron 2.10", neuron.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Refused($"/api/runs/{run}/look/neurons/2/11")).Status);
    }

    [Fact]
    public async Task A_look_is_of_its_time_until_one_looks_again()
    {
        string run = await studio.NewRun(("data", "circle"));
        JsonElement first = await studio.Ask($"/api/runs/{run}/look/mistakes");
        await studio.Ask($"/api/runs/{run}/epoch", new { });
        JsonElement kept = await studio.Ask($"/api/runs/{run}/look/mistakes");
        Assert.True(kept.GetProperty("look").GetProperty("isStale").GetBoolean());
        Assert.Equal(0, kept.GetProperty("look").GetProperty("epoch").GetInt32());
        Assert.Equal(first.GetProperty("counts").ToString(), kept.GetProperty("counts").ToString());
        JsonElement anew = await studio.Ask($"/api/runs/{run}/look/mistakes?again=1");
        Assert.Equal((1, false), (anew.GetProperty("look").GetProperty("epoch").GetInt32(), anew.GetProperty("look").GetProperty("isStale").GetBoolean()));
        Assert.False((await studio.Ask($"/api/runs/{run}/look/mistakes/progress")).GetProperty("isRunning").GetBoolean());
        Assert.Contains("layer", (await studio.Ask($"/api/runs/{run}/look/neurons")).GetProperty("report").GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains("class", (await studio.Ask($"/api/runs/{run}/look/classes")).GetProperty("page").GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_have_errors_instead_of_a_matrix()
    {
        string run = await studio.NewRun(("data", "plane"));
        JsonElement view = await studio.Ask($"/api/runs/{run}/look/mistakes");
        Assert.False(view.TryGetProperty("counts", out _));
        Assert.Contains("mean squared error", view.GetProperty("figures").GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Refused($"/api/runs/{run}/look/mistakes/cell?actual=0&predicted=-1&from=0")).Status);
    }

    [Fact]
    public async Task Runs_that_do_not_fit_are_not_compared()
    {
        string xor = await studio.NewRun(("data", "xor")), plane = await studio.NewRun(("data", "plane"));
        Assert.Equal((HttpStatusCode.BadRequest, "with"), await studio.Refused($"/api/runs/{xor}/look/compare?with={plane}") is var a ? (a.Status, a.Field) : default);
        Assert.Equal((HttpStatusCode.BadRequest, "with"), await studio.Refused($"/api/runs/{xor}/look/compare?with={xor}") is var b ? (b.Status, b.Field) : default);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Refused($"/api/runs/{xor}/look/compare?with=nothing")).Status);
    }
}
