using System.Net;
using System.Text.Json;
using Glia.Pages;

namespace Glia.Studio.Tests.Looking;

/// <summary>The lessons by HTTP are those of <c>glia learn</c>, with their knobs and questions.</summary>
public sealed class LessonTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static readonly Dictionary<string, string> None = [];

    public static TheoryData<string> Ids => [.. Lesson.All.Select(l => l.Id)];

    [Fact]
    public async Task The_list_has_every_lesson_with_its_knobs()
    {
        JsonElement[] lessons = [.. (await studio.Ask("/api/lessons")).EnumerateArray()];
        Assert.Equal(Lesson.All.Select(l => (l.Id, l.Title, Knobs: string.Join(' ', l.Knobs.Select(k => $"{k.Name}={k.DefaultText}")))),
            lessons.Select(l => (l.GetProperty("id").GetString()!, l.GetProperty("title").GetString()!, string.Join(' ', l.GetProperty("knobs").EnumerateArray().Select(k => $"{k.GetProperty("name")}={k.GetProperty("default")}")))));
        JsonElement gate = lessons.Single(l => l.GetProperty("id").GetString() == "gates").GetProperty("knobs").EnumerateArray().Single(k => k.GetProperty("name").GetString() == "gate");
        Assert.Equal(["and", "or"], gate.GetProperty("choices").EnumerateArray().Select(c => c.GetString()!));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_lesson_is_the_page_of_the_tool_and_its_answer_is_right(string id)
    {
        Lesson lesson = Lesson.Find(id)!;
        LessonRun run = lesson.Run(KnobValues.Default);
        HtmlFragment whole = HtmlPage.Fragment(lesson.ToPage(run));
        JsonElement shown = await studio.Ask($"/api/lessons/{id}", new { values = None });
        JsonElement page = shown.GetProperty("page");
        Assert.Equal(whole.Title, page.GetProperty("title").GetString());
        Assert.Equal(whole.Lead, page.GetProperty("lead").GetString());
        string html = page.GetProperty("html").GetString()!;
        Assert.True(html.Length > 500);
        Assert.StartsWith(html, whole.Html, StringComparison.Ordinal);
        Assert.StartsWith("<div class=\"ask\">", whole.Html[html.Length..], StringComparison.Ordinal); // and nothing is missing but what the page asks and offers itself
        Assert.Equal(HtmlPage.Inline(run.Quiz.Text), shown.GetProperty("quiz").GetProperty("html").GetString());

        JsonElement solved = await studio.Ask($"/api/lessons/{id}/answer", new { values = None });
        Assert.Equal(run.Quiz.Solution, solved.GetProperty("solution").GetString());
        JsonElement right = await studio.Ask($"/api/lessons/{id}/answer", new { values = None, answer = run.Quiz.Solution });
        Assert.True(right.GetProperty("isRight").GetBoolean());
        Assert.Equal(HtmlPage.Inline(run.Quiz.Why), right.GetProperty("why").GetString());
        string wrong = run.Quiz.Wanted == "N" ? "123456.5" : run.Quiz.Wanted.Split('|').First(c => c != run.Quiz.Solution);
        JsonElement judged = await studio.Ask($"/api/lessons/{id}/answer", new { values = None, answer = wrong });
        Assert.False(judged.GetProperty("isRight").GetBoolean());
        Assert.False(judged.TryGetProperty("solution", out _)); // so that one can try again

        (HttpStatusCode status, string message, string? field) = await studio.Refused($"/api/lessons/{id}/answer", new { values = None, answer = "perhaps" });
        Assert.Equal((HttpStatusCode.BadRequest, "answer"), (status, field));
        Assert.StartsWith("'perhaps' is no answer", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task What_a_lesson_suggests_can_be_done_with_its_knobs(string id)
    {
        Lesson lesson = Lesson.Find(id)!;
        LessonRun run = lesson.Run(KnobValues.Default);
        JsonElement[] tries = [.. (await studio.Ask($"/api/lessons/{id}", new { values = None })).GetProperty("tries").EnumerateArray()];
        Assert.Equal(run.Tries.Count(t => t.Line.StartsWith($"glia learn {id}", StringComparison.Ordinal)), tries.Length);
        foreach (JsonElement one in tries)
        {
            Dictionary<string, string> values = one.GetProperty("values").EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetString()!);
            JsonElement shown = await studio.Ask($"/api/lessons/{id}", new { values });
            Assert.All(values, v => Assert.Equal(v.Value, shown.GetProperty("values").GetProperty(v.Key).GetString()));
            Assert.Equal(HtmlPage.Fragment(new Page("", lesson.Run(new KnobValues(values)).Blocks)).Html, shown.GetProperty("page").GetProperty("html").GetString());
        }
    }

    [Fact]
    public async Task A_changed_knob_changes_the_numbers_and_the_command()
    {
        JsonElement shown = await studio.Ask("/api/lessons/neuron", new { values = new Dictionary<string, string> { ["x"] = "1,0.5", ["w"] = "0.9,0.3", ["b"] = "0" } });
        Assert.Contains("1·0.9 + 0.5·0.3 + 0 = 1.05", WebUtility.HtmlDecode(shown.GetProperty("page").GetProperty("html").GetString()), StringComparison.Ordinal);
        Assert.Equal("glia learn neuron --x 1,0.5 --w 0.9,0.3 --b 0", shown.GetProperty("command").GetString());
    }

    [Theory]
    [InlineData("neuron", "b", "much", "b", "'much' is not a number from")]
    [InlineData("neuron", "x", "1,2,3", "w", "there are 3 inputs and 2 weights")]
    [InlineData("gates", "gate", "xor", "gate", "'xor' is none of and, or.")]
    [InlineData("gates", "colour", "red", "colour", "This lesson has nothing of that name to change.")]
    public async Task A_wrong_knob_is_named_with_what_is_wrong(string lesson, string knob, string value, string field, string message)
    {
        (HttpStatusCode status, string said, string? named) = await studio.Refused($"/api/lessons/{lesson}", new { values = new Dictionary<string, string> { [knob] = value } });
        Assert.Equal((HttpStatusCode.BadRequest, field), (status, named));
        Assert.StartsWith(message, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_other_lesson_and_no_endless_value()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await studio.Refused("/api/lessons/nothing", new { values = None })).Status);
        Assert.Equal((HttpStatusCode.BadRequest, "x"), await studio.Refused("/api/lessons/neuron", new { values = new Dictionary<string, string> { ["x"] = new string('1', 401) } }) is var r ? (r.Status, r.Field) : default);
    }
}
