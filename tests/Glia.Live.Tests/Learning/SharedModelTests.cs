namespace Glia.Live.Tests.Learning;

/// <summary>A model may be asked by several threads at once: a session runs while others look at its models.</summary>
public sealed class SharedModelTests
{
    public static TheoryData<string> Names => [.. Learners.All.Select(learner => learner.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_get_what_one_alone_gets(string name)
    {
        Learner learner = Learners.Named(name);
        LearnedModel model = learner.Learn(learner.LearnsClasses ? Tasks.Moons(60, 1) : Tasks.Smooth(60, 1, 0.1));
        float[][] inputs = [.. Enumerable.Range(0, 300).Select(i => Enumerable.Range(0, model.InputCount).Select(j => MathF.Sin(i + (7 * j))).ToArray())];
        string[] alone = [.. inputs.Select(x => Ask(model, x))];
        Parallel.For(0, 20 * inputs.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => Assert.Equal(alone[i % inputs.Length], Ask(model, inputs[i % inputs.Length])));
    }

    private static string Ask(LearnedModel model, float[] inputs)
    {
        var probabilities = new float[model.ClassCount];
        if (model.ClassCount > 0) model.Probabilities(inputs, probabilities);
        return $"{BitConverter.SingleToInt32Bits(model.Predict(inputs))} {string.Join(' ', probabilities.Select(BitConverter.SingleToInt32Bits))}";
    }
}
