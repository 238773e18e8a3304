using System.Net;
using System.Text.Json;
using Glia.Datasets;
using Glia.Pages;

namespace Glia.Studio.Tests.Looking;

/// <summary>One sample, one training step: what is shown is what the library computes, and what is taken is what is shown.</summary>
public sealed class StepTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    public static TheoryData<string> Toys => [.. ToyData.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Toys))]
    public async Task Every_toy_can_be_stepped_through_and_the_step_taken(string toy)
    {
        string run = await studio.NewRun(("data", toy));
        JsonElement step = await studio.Ask($"/api/runs/{run}/explain", new { index = 1 });
        JsonElement[] stages = [.. step.GetProperty("stages").EnumerateArray()];
        int layers = step.GetProperty("links").GetArrayLength();
        Assert.Equal([ExplainStage.Input, .. Enumerable.Repeat((string[])[ExplainStage.Sum, ExplainStage.Activation], layers).SelectMany(s => s), ExplainStage.Loss, .. Enumerable.Repeat((string[])[ExplainStage.Delta, ExplainStage.Gradient], layers).SelectMany(s => s), ExplainStage.After],
            stages.Select(s => s.GetProperty("part").GetString()!));
        Assert.All(stages, s => Assert.True(s.GetProperty("page").GetProperty("html").GetString()!.Length > 40, s.GetProperty("title").GetString()));
        Assert.Equal(2, step.GetProperty("features").GetArrayLength());

        JsonElement page = await studio.Ask($"/api/runs/{run}/explain/page", new { index = 1 });
        Assert.Contains("After the step", page.GetProperty("html").GetString(), StringComparison.Ordinal);

        // The step that is taken is the one that was shown, to the bit.
        JsonElement before = await studio.Ask($"/api/runs/{run}/weights?layer=0"), taken = await studio.Ask($"/api/runs/{run}/explain/take", new { index = 1 });
        Assert.Equal(step.GetProperty("lossBefore").GetSingle(), taken.GetProperty("lossBefore").GetSingle());
        Assert.Equal(step.GetProperty("lossAfter").GetSingle(), taken.GetProperty("lossAfter").GetSingle());
        JsonElement again = await studio.Ask($"/api/runs/{run}/explain", new { index = 1 });
        Assert.Equal(step.GetProperty("lossAfter").GetSingle(), again.GetProperty("lossBefore").GetSingle());
        Assert.NotEqual(before.ToString(), (await studio.Ask($"/api/runs/{run}/weights?layer=0")).ToString());
        Assert.Contains("one step of plain gradient descent was taken by hand on sample 1", (await studio.Ask($"/api/runs/{run}")).GetProperty("notes").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_are_found_by_number_direction_and_class()
    {
        string run = await studio.NewRun(("data", "blobs"));
        async Task<JsonElement> At(object ask) => await studio.Ask($"/api/runs/{run}/explain", ask);
        int count = (await At(new { index = 0 })).GetProperty("count").GetInt32();
        Assert.Equal(6, (await At(new { index = 5, move = "next" })).GetProperty("index").GetInt32());
        Assert.Equal(count - 1, (await At(new { index = 0, move = "previous" })).GetProperty("index").GetInt32());
        Assert.InRange((await At(new { index = 0, move = "random" })).GetProperty("index").GetInt32(), 0, count - 1);
        foreach (int label in new[] { 0, 1 }) Assert.Equal(label, (await At(new { index = 3, move = "next", label })).GetProperty("label").GetInt32());
        Assert.Equal((HttpStatusCode.BadRequest, $"The training data have the samples 0 to {count - 1}.", "index"), await studio.Refused($"/api/runs/{run}/explain", new { index = count }));
        Assert.Equal("move", (await studio.Refused($"/api/runs/{run}/explain", new { index = 1, move = "up" })).Field);
        Assert.Equal("label", (await studio.Refused($"/api/runs/{run}/explain", new { index = 1, move = "next", label = 2 })).Field);
        Assert.Equal("rate", (await studio.Refused($"/api/runs/{run}/explain", new { index = 1, rate = -1 })).Field);
    }

    [Fact]
    public async Task Numbers_of_ones_own_are_followed_too()
    {
        string run = await studio.NewRun(("data", "xor"));
        JsonElement step = await studio.Ask($"/api/runs/{run}/explain", new { values = new[] { 0.25, 0.75 }, target = "1", rate = 0.5 });
        Assert.Equal(-1, step.GetProperty("index").GetInt32());
        Assert.Equal(0.5f, step.GetProperty("rate").GetSingle());
        Assert.Equal([0.25f, 0.75f], step.GetProperty("features").EnumerateArray().Select(f => f.GetSingle()));
        Assert.Equal("values", (await studio.Refused($"/api/runs/{run}/explain", new { values = new[] { 1.0 }, target = "1" })).Field);
        (HttpStatusCode status, string message, string? field) = await studio.Refused($"/api/runs/{run}/explain", new { values = new[] { 1.0, 2.0 }, target = "perhaps" });
        Assert.Equal((HttpStatusCode.BadRequest, "target"), (status, field));
        Assert.StartsWith("Say what should come out: one of 0, 1, or", message, StringComparison.Ordinal);

        // A step that is too long is refused, and changes nothing.
        string plane = await studio.NewRun(("data", "plane"));
        string before = (await studio.Ask($"/api/runs/{plane}/weights?layer=0")).ToString();
        Assert.Equal("rate", (await studio.Refused($"/api/runs/{plane}/explain/take", new { index = 0, rate = 1e30 })).Field);
        Assert.Equal(before, (await studio.Ask($"/api/runs/{plane}/weights?layer=0")).ToString());
    }
}
