namespace Glia.Tests.Training;

public class ScheduleTests
{
    private static double At(Schedule schedule, double progress, int epoch = 0) => schedule.Factor(new SchedulePosition((long)(progress * 1000), 1000, epoch));

    [Fact]
    public void Schedules_go_through_their_known_points()
    {
        Assert.Equal(1, At(new ConstantRate(), 0.7));
        Assert.Equal([1, 1, 0.5, 0.5, 0.25], Enumerable.Range(0, 5).Select(e => At(new StepDecay(2, 0.5), 0, e)));
        Assert.Equal(0.81, At(new ExponentialDecay(0.9), 0, 2), 1e-12);
        Assert.Equal([1, 0.5, 0], new[] { 0.0, 0.5, 1 }.Select(p => Math.Round(At(new CosineDecay(), p), 12)));
        Assert.Equal(0.55, At(new CosineDecay(0.1), 0.5), 1e-12);
        Assert.Equal(1 / 25.0, At(new OneCycle(), 0), 1e-12);
        Assert.Equal(1, At(new OneCycle(), 0.3), 1e-12);
        Assert.Equal(1 / 25.0 / 10_000, At(new OneCycle(), 1), 1e-12);
        Assert.Equal(0.5, At(new WarmupLinear(0.3), 0.15), 2e-3);
        Assert.Equal(1, At(new WarmupLinear(0.3), 0.3), 1e-3);
        Assert.Equal(0.5, At(new WarmupLinear(0.3), 0.65), 2e-3);
        Assert.True(At(new WarmupLinear(0.3), 0) > 0 && At(new WarmupLinear(0.3), 0.999) > 0);
    }

    [Fact]
    public void A_plateau_lowers_the_rate_after_its_patience()
    {
        var schedule = new ReduceOnPlateau(Patience: 2, Decay: 0.1);
        PlateauState state = PlateauState.Start;
        var factors = new List<double>();
        foreach (double loss in new[] { 1.0, 0.9, 0.9, 0.95, 0.8, 0.8, 0.8, 0.8, 0.8 })
        {
            state = schedule.Observe(state, loss);
            factors.Add(state.Factor);
        }

        Assert.Equal([1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.001], factors.Select(f => Math.Round(f, 9)));
    }

    [Fact]
    public void Every_schedule_is_found_by_name_and_never_negative()
    {
        Assert.Equal(["constant", "step", "exponential", "cosine", "one-cycle", "warmup-linear", "plateau"], Schedule.All.Select(s => s.Name));
        foreach (Schedule schedule in Schedule.All)
        {
            Assert.Same(schedule, Schedule.Find(schedule.Name));
            for (int i = 0; i <= 100; i++) Assert.InRange(At(schedule, i / 100.0, i), 0, 1);
        }
    }
}
