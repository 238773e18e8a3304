using Glia.Pages;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio.Lessons;

/// <summary>The addresses under <c>/api/lessons</c>: the lessons of <c>glia learn</c>, computed with the reader's numbers.</summary>
internal static class LessonRoutes
{
    private const int MostText = 400, MostAtOnce = 2; // letters of one value; lessons that compute at the same time

    private static readonly SemaphoreSlim Turn = new(MostAtOnce, MostAtOnce);
    private static readonly LessonMemory Memory = new();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/lessons", context => Api.Write(context, [.. Lesson.All.Select(LessonFact.Of)], LessonJson.Default.LessonFactArray));
        routes.MapPost("/api/lessons/{id}", Show);
        routes.MapPost("/api/lessons/{id}/answer", Answer);
    }

    private static async Task Show(HttpContext context)
    {
        Lesson lesson = Find(context);
        LessonValues asked = await Api.Read(context, LessonJson.Default.LessonValues);
        LessonRun run = await Run(lesson, asked.Values, context.RequestAborted);
        await Api.Write(context, LessonView.Of(lesson, run, asked.Values), LessonJson.Default.LessonView);
    }

    private static async Task Answer(HttpContext context)
    {
        Lesson lesson = Find(context);
        LessonAnswer asked = await Api.Read(context, LessonJson.Default.LessonAnswer);
        if (asked.Answer?.Length > MostText) throw StudioException.Bad("answer", $"An answer has up to {MostText} letters.");
        Quiz quiz = (await Run(lesson, asked.Values, context.RequestAborted)).Quiz;
        await Api.Write(context, Judge(quiz, asked.Answer), LessonJson.Default.LessonJudgement);
    }

    // A wrong answer is told to be wrong and nothing more, so that one can try again.
    private static LessonJudgement Judge(Quiz quiz, string? answer)
    {
        if (string.IsNullOrWhiteSpace(answer)) return LessonJudgement.Solved(null, quiz);
        bool isRight = quiz.Accepts(answer) ?? throw StudioException.Bad("answer", $"'{answer}' is no answer to this question, which wants {(quiz.Wanted == "N" ? "a number" : quiz.Wanted.Replace("|", " or ", StringComparison.Ordinal))}.");
        return isRight ? LessonJudgement.Solved(true, quiz) : new LessonJudgement(false, null, null);
    }

    private static Lesson Find(HttpContext context) => Lesson.Find(Api.Id(context)) ?? throw StudioException.Missing("There is no such lesson.");

    private static async Task<LessonRun> Run(Lesson lesson, IReadOnlyDictionary<string, string> values, CancellationToken cancellation)
    {
        Check(lesson, values);
        string key = LessonMemory.Key(lesson, values);
        if (Memory.Find(key) is { } known) return known;
        await Turn.WaitAsync(cancellation);
        try
        {
            return Memory.Keep(key, await Task.Run(() => lesson.Run(new KnobValues(values)), cancellation));
        }
        catch (KnobException e)
        {
            throw StudioException.Bad(e.Knob, e.Message);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static void Check(Lesson lesson, IReadOnlyDictionary<string, string> values)
    {
        foreach ((string name, string value) in values)
        {
            Knob knob = lesson.Knobs.FirstOrDefault(k => k.Name == name) ?? throw StudioException.Bad(name.Length > 40 ? "values" : name, "This lesson has nothing of that name to change.");
            if (value is null || value.Length > MostText) throw StudioException.Bad(name, $"A value has up to {MostText} letters.");
            try
            {
                knob.Check(value);
            }
            catch (KnobException e)
            {
                throw StudioException.Bad(e.Knob, e.Message);
            }
        }
    }
}
