namespace Glia.Live;

/// <summary>What every learner asks of a task.</summary>
internal static class TaskCheck
{
    /// <summary>Refuses what no values can be learnt from.</summary>
    /// <exception cref="LearningException">The message says why.</exception>
    public static void Values(Learner learner, LearningTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.IsClassification) throw new LearningException($"The learner {learner.Name} learns values, but the output has classes. Use {Join(Learners.All.Where(other => other.LearnsClasses))}.");
        Shapes(task);
        foreach (float target in task.Targets)
            if (!float.IsFinite(target)) throw new LearningException("An example's value is infinite or NaN. Delete that example.");
    }

    /// <summary>Refuses what no classes can be learnt from.</summary>
    /// <exception cref="LearningException">The message says why.</exception>
    public static void Classes(Learner learner, LearningTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (!task.IsClassification) throw new LearningException($"The learner {learner.Name} learns classes, but the output is a value. Use {Join(Learners.All.Where(other => other.LearnsValues))}.");
        Shapes(task);
        foreach (float target in task.Targets)
            if (!(target >= 1 && target <= task.ClassCount && target == MathF.Floor(target))) throw new LearningException($"An example is of class {target}, but classes are 1 … {task.ClassCount}. Delete that example.");
    }

    private static void Shapes(LearningTask task)
    {
        if (task.InputCount == 0) throw new LearningException("The output looks at no input. Select one at least.");
        if (task.Count == 0) throw new LearningException("There are no examples. Record some first.");
        if (task.Inputs.Length != task.Count * task.InputCount) throw new LearningException($"{task.Count} examples of {task.InputCount} inputs have {task.Count * task.InputCount} numbers, but there are {task.Inputs.Length}.");
        foreach (float input in task.Inputs)
            if (!float.IsFinite(input)) throw new LearningException("An example has an input that is infinite or NaN. Delete that example.");
    }

    private static string Join(IEnumerable<Learner> learners) => string.Join(" or ", learners.Select(learner => learner.Name));
}
