namespace Glia.Live.Tests.Learning;

/// <summary>Examples to learn from.</summary>
internal static class Tasks
{
    /// <summary>The four of the golden run, as they were shown to the real Wekinator.</summary>
    public static LearningTask Golden(ulong seed = 1) => Values(2, [0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0.2f], seed);

    /// <summary>Values.</summary>
    public static LearningTask Values(int inputs, float[] rows, float[] targets, ulong seed = 1) => new(Names(inputs), 0, rows, targets, seed);

    /// <summary>Classes.</summary>
    public static LearningTask Classes(int inputs, int classes, float[] rows, float[] targets, ulong seed = 1) => new(Names(inputs), classes, rows, targets, seed);

    /// <summary>Examples of five inputs and a smooth value that is no straight line of them, about −1 … 1, with noise.</summary>
    public static LearningTask Smooth(int count, ulong seed, double noise)
    {
        var random = new Xoshiro256(seed);
        (float[] rows, float[] targets) = (new float[count * 5], new float[count]);
        for (int e = 0; e < count; e++)
        {
            Span<float> x = rows.AsSpan(e * 5, 5);
            for (int i = 0; i < 5; i++) x[i] = (float)random.NextDouble(-1, 1);
            double value = StableMath.Sin(2 * x[0]) * x[1] + (0.5 * x[2] * x[2]) - (0.4 * x[3]) + (0.3 * StableMath.Cos(3 * x[4]));
            targets[e] = (float)((value / 1.8) + (noise * random.NextNormal()));
        }

        return Values(5, rows, targets, seed);
    }

    /// <summary>Two half moons in each other, which no straight line parts; classes 1 and 2 of three.</summary>
    public static LearningTask Moons(int count, ulong seed)
    {
        var random = new Xoshiro256(seed);
        (float[] rows, float[] targets) = (new float[count * 2], new float[count]);
        for (int e = 0; e < count; e++)
        {
            (double sin, double cos) = StableMath.SinCos(random.NextDouble(0, Math.PI));
            bool isLower = e % 2 == 1;
            rows[e * 2] = (float)((isLower ? 1 - cos : cos) + (0.1 * random.NextNormal()));
            rows[(e * 2) + 1] = (float)((isLower ? 0.5 - sin : sin) + (0.1 * random.NextNormal()));
            targets[e] = isLower ? 2 : 1;
        }

        return Classes(2, 3, rows, targets, seed);
    }

    /// <summary>The root of the mean squared error of a model over examples.</summary>
    public static double Error(LearnedModel model, LearningTask task)
    {
        double sum = 0;
        for (int e = 0; e < task.Count; e++) sum += Math.Pow(model.Predict(task.Input(e)) - task.Targets[e], 2);
        return Math.Sqrt(sum / task.Count);
    }

    /// <summary>The part of examples whose class a model names.</summary>
    public static double Accuracy(LearnedModel model, LearningTask task) =>
        (double)Enumerable.Range(0, task.Count).Count(e => model.Predict(task.Input(e)) == task.Targets[e]) / task.Count;

    /// <summary>The bits of what a model says of some inputs about the examples, and beyond them.</summary>
    public static int[] Bits(LearnedModel model)
    {
        var random = new Xoshiro256(99);
        var x = new float[model.InputCount];
        var bits = new int[200];
        for (int n = 0; n < bits.Length; n++)
        {
            for (int i = 0; i < x.Length; i++) x[i] = (float)random.NextDouble(-2, 2);
            bits[n] = BitConverter.SingleToInt32Bits(model.Predict(x));
        }

        return bits;
    }

    private static string[] Names(int inputs) => [.. Enumerable.Range(1, inputs).Select(i => $"inputs-{i}")];
}
