using System.Text.Json.Serialization;
using Glia.Pages;
using Glia.Studio.Pages;

namespace Glia.Studio.Lessons;

// What the page is sent of lessons. Each has its twin in web/src/views/learn/types.ts.

/// <summary>One lesson in the list.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Title">Its title.</param>
/// <param name="Summary">What one can do after it.</param>
/// <param name="Knobs">What can be changed.</param>
internal sealed record LessonFact(string Id, int Number, string Title, string Summary, IReadOnlyList<KnobFact> Knobs)
{
    public static LessonFact Of(Lesson lesson) => new(lesson.Id, lesson.Number, lesson.Title, lesson.Summary, [.. lesson.Knobs.Select(k => new KnobFact(k.Name, k.Meaning, k.Wanted, k.DefaultText, k.Choices.Count > 0 ? k.Choices : null))]);
}

/// <summary>Something in a lesson that can be changed.</summary>
internal sealed record KnobFact(string Name, string Meaning, string Wanted, string Default, IReadOnlyList<string>? Choices);

/// <summary>A lesson with the reader's values in it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Values">All its knobs' values.</param>
/// <param name="Page">What it says and shows.</param>
/// <param name="Quiz">Its question.</param>
/// <param name="Tries">Other values worth a look.</param>
/// <param name="Command">The same in a terminal.</param>
internal sealed record LessonView(string Id, IReadOnlyDictionary<string, string> Values, Fragment Page, QuizFact Quiz, IReadOnlyList<TryFact> Tries, string Command)
{
    public static LessonView Of(Lesson lesson, LessonRun run, IReadOnlyDictionary<string, string> values)
    {
        var page = new Page($"{lesson.Number}. {lesson.Title}", run.Blocks) { Lead = lesson.Summary };
        SortedDictionary<string, string> all = new(lesson.Knobs.ToDictionary(k => k.Name, k => values.GetValueOrDefault(k.Name, k.DefaultText), StringComparer.Ordinal), StringComparer.Ordinal);
        string changed = string.Concat(lesson.Knobs.Where(k => all[k.Name] != k.DefaultText).Select(k => $" --{k.Name} {all[k.Name]}"));
        return new(lesson.Id, all, Fragment.Of(page), QuizFact.Of(run.Quiz), [.. run.Tries.Select(t => TryFact.Of(lesson, t)).OfType<TryFact>()], $"glia learn {lesson.Id}{changed}");
    }
}

/// <summary>The question at a lesson's end.</summary>
/// <param name="Html">The question.</param>
/// <param name="Wanted">What to type.</param>
/// <param name="Choices">What to choose from, where the answer is one of a few words.</param>
internal sealed record QuizFact(string Html, string Wanted, IReadOnlyList<string>? Choices)
{
    public static QuizFact Of(Quiz quiz) => new(Fragment.Inline(quiz.Text), quiz.Wanted == "N" ? "a number" : quiz.Wanted.Replace("|", " or ", StringComparison.Ordinal), quiz.Wanted.Contains('|', StringComparison.Ordinal) ? quiz.Wanted.Split('|') : null);
}

/// <summary>Values to try: <c>glia learn xor --hidden 3</c> as knobs.</summary>
/// <param name="Label">The options as they would be typed.</param>
/// <param name="Html">What there is to see.</param>
/// <param name="Values">The knobs that it sets; the others are at their defaults.</param>
internal sealed record TryFact(string Label, string Html, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Null where the line is not about this lesson's knobs.</summary>
    public static TryFact? Of(Lesson lesson, CommandLine line)
    {
        string[] words = line.Line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["glia", "learn", _, ..] || words[2] != lesson.Id || words.Length % 2 == 0) return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 3; i < words.Length; i += 2)
        {
            string name = words[i].StartsWith("--", StringComparison.Ordinal) ? words[i][2..] : "";
            if (lesson.Knobs.All(k => k.Name != name)) return null;
            values[name] = words[i + 1];
        }

        return new(values.Count == 0 ? "as it was" : string.Join(", ", values.Select(v => $"{v.Key} = {v.Value}")), Fragment.Inline(line.Meaning), values);
    }
}

/// <summary>Values of knobs; what is missing stands at its default.</summary>
internal sealed record LessonValues(Dictionary<string, string> Values);

/// <summary>An answer to the question that comes with these values; without one, the solution is wanted.</summary>
internal sealed record LessonAnswer(Dictionary<string, string> Values, string? Answer = null);

/// <summary>Whether an answer is right; and, where it is or where it was asked for, how one gets there.</summary>
internal sealed record LessonJudgement(bool? IsRight, string? Solution, string? Why)
{
    public static LessonJudgement Solved(bool? isRight, Quiz quiz) => new(isRight, quiz.Solution, Fragment.Inline(quiz.Why));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict, RespectRequiredConstructorParameters = true, MaxDepth = 16)]
[JsonSerializable(typeof(LessonFact[]))]
[JsonSerializable(typeof(LessonView))]
[JsonSerializable(typeof(LessonValues))]
[JsonSerializable(typeof(LessonAnswer))]
[JsonSerializable(typeof(LessonJudgement))]
internal sealed partial class LessonJson : JsonSerializerContext;
