namespace Glia.Pages;

/// <summary>
/// One idea, computed in front of the reader: a lesson runs the library with the numbers that its knobs hold, and says with these very numbers what happens. It ends with a question.
/// </summary>
public abstract class Lesson
{
    /// <summary>All lessons in their order.</summary>
    public static IReadOnlyList<Lesson> All { get; } =
    [
        new NeuronLesson(),
        new ActivationLesson(),
        new GatesLesson(),
        new LineLesson(),
        new XorLesson(),
        new FeedForwardLesson(),
        new LossLesson(),
        new ErrorTableLesson(),
        new SlopeLesson(),
        new PowerAndChainRuleLesson(),
        new SplittingTheErrorLesson(),
        new TrainingStepLesson(),
        new GradientDescentLesson(),
        new VanishingGradientsLesson(),
        new PreparingDataLesson(),
        new StartingWeightsLesson(),
        new DigitsLesson(),
        new InsideLesson(),
    ];

    /// <summary>What it is called on the command line: a word or two with hyphens.</summary>
    public abstract string Id { get; }

    /// <summary>Its title.</summary>
    public abstract string Title { get; }

    /// <summary>What one can do after it, in one sentence.</summary>
    public abstract string Summary { get; }

    /// <summary>What can be changed.</summary>
    public virtual IReadOnlyList<Knob> Knobs => [];

    /// <summary>Its place in <see cref="All"/>, from 1.</summary>
    public int Number => All.Index().First(l => l.Item.Id == Id).Index + 1;

    /// <summary>The lesson of that name or number, or null.</summary>
    public static Lesson? Find(string name) => All.FirstOrDefault(l => string.Equals(l.Id, name, StringComparison.OrdinalIgnoreCase) || l.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == name);

    /// <summary>Computes the lesson with these values.</summary>
    /// <exception cref="KnobException">Values do not go together; the message says which, and what to do.</exception>
    public abstract LessonRun Run(KnobValues values);

    /// <summary>The lesson as a page, with its question, what to try and where to go on.</summary>
    public Page ToPage(LessonRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        List<Block> blocks = [.. run.Blocks, new Ask(run.Quiz.Text, $"glia learn {Id} --answer {run.Quiz.Wanted}")];
        if (run.Tries.Count > 0) blocks.Add(new Commands("Try", run.Tries));
        if (Number < All.Count) blocks.Add(new Commands("Next", [new($"glia learn {All[Number].Id}", All[Number].Summary)]));
        return new Page($"{Number}. {Title}", blocks) { Lead = Summary };
    }
}
