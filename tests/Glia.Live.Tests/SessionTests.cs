namespace Glia.Live.Tests;

/// <summary>Recording, running and learning follow one another as in Wekinator; deletions can be taken back.</summary>
public sealed class SessionTests
{
    private static readonly Learner Mean = new MeanLearner();

    [Fact]
    public void Examples_are_recorded_with_the_labels_that_were_set()
    {
        LiveSession session = New(out HeardEvents heard);
        session.SetLabels([0.25f, 2]);
        session.StartRecording();
        session.Input([1, 2]);
        session.SetLabels([0.5f, 3]);
        session.Input([3, 4]);
        session.StopRecording();
        session.Input([5, 6]);
        session.StartRecording();
        session.Input([7, 8]);
        Assert.Equal(["example 1", "example 2", "example 3"], heard.All);
        Assert.Equal([(1, "1 2", "0.25 2"), (1, "3 4", "0.5 3"), (2, "7 8", "0.5 3")], session.Examples(0, 9).Select(e => (e.Round, Text(e.Inputs), Text(e.Outputs))));
        Assert.Empty(heard.Warnings);
    }

    [Fact]
    public async Task Recording_ends_running_and_running_ends_recording()
    {
        LiveSession session = New(out HeardEvents heard);
        Assert.False(session.StartRunning());
        session.StartRecording();
        session.Input([1, 2]);
        session.Train();
        await session.WaitForTrainingAsync();
        Assert.True(session.IsRecording);
        Assert.True(session.StartRunning());
        Assert.Equal((false, true), (session.IsRecording, session.IsRunning));
        session.Input([1, 2]);
        session.StartRecording();
        Assert.Equal((true, false), (session.IsRecording, session.IsRunning));
        Assert.Equal(["example 1", "learned Done", "outputs 0 1"], heard.All);
        Assert.Contains("nothing to run", Assert.Single(heard.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_does_not_change_the_labels_unless_it_is_strict()
    {
        foreach (bool isStrict in new[] { false, true })
        {
            LiveSession session = New(out _, new LiveOptions { IsStrict = isStrict });
            session.StartRecording();
            session.SetLabels([1, 2]);
            session.Input([0, 0]);
            session.Train();
            await session.WaitForTrainingAsync();
            session.SetLabels([0.5f, 4]);
            session.StartRunning();
            session.Input([0, 0]);
            session.StartRecording();
            session.Input([0, 0]);
            Assert.Equal(isStrict ? "1 2" : "0.5 4", Text(session.Examples(1, 1)[0].Outputs));
        }
    }

    [Fact]
    public async Task The_old_model_answers_until_the_new_one_is_there()
    {
        using var gate = new ManualResetEventSlim(initialState: true);
        LiveSession session = New(out HeardEvents heard, learner: new MeanLearner { Gate = gate });
        session.StartRecording();
        session.SetLabels([1, 1]);
        session.Input([0, 0]);
        session.Train();
        await session.WaitForTrainingAsync();
        session.SetLabels([0, 1]);
        session.Input([0, 0]);
        session.StartRunning();
        gate.Reset();
        Assert.True(session.Train());
        Assert.True(session.IsTraining);
        Assert.False(session.Train());
        heard.All.Clear();
        session.Input([0, 0]);
        gate.Set();
        await session.WaitForTrainingAsync();
        session.Input([0, 0]);
        Assert.Equal(["outputs 1 1", "learned Done", "outputs 0.5 1"], heard.All);
        Assert.Contains("under way", Assert.Single(heard.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_learnt_already_is_given_up_when_the_training_is_cancelled_in_time()
    {
        LiveSession session = New(out HeardEvents heard);
        session.StartRecording();
        session.Input([0, 0]);
        lock (session.Turn)
        {
            Assert.True(session.Train());
            SpinWait.SpinUntil(() => !session.IsTraining, 300); // learnt by now, it waits for its turn
            Assert.True(session.CancelTraining());
        }

        await session.WaitForTrainingAsync();
        Assert.Equal(TrainingEnd.Cancelled, session.LastOutcome!.End);
        Assert.Null(session.Model(1));
        Assert.Equal(["example 1", "learned Cancelled"], heard.All);
    }

    [Fact]
    public async Task Done_cancelled_and_failed_are_told_apart()
    {
        using var gate = new ManualResetEventSlim(initialState: false);
        LiveSession session = New(out HeardEvents heard, learner: new MeanLearner { Gate = gate });
        Assert.False(session.Train());
        session.StartRecording();
        session.Input([0, 0]);
        session.Train();
        Assert.True(session.CancelTraining());
        await session.WaitForTrainingAsync();
        Assert.Equal(TrainingEnd.Cancelled, session.LastOutcome!.End);
        Assert.False(session.StartRunning());
        gate.Set();
        session.Train();
        await session.WaitForTrainingAsync();
        Assert.Equal(TrainingEnd.Done, session.LastOutcome!.End);
        session.SetLabels([-99, 1]);
        session.Input([0, 0]);
        session.Train();
        await session.WaitForTrainingAsync();
        Assert.Equal((TrainingEnd.Failed, "outputs-1: -99 cannot be learnt."), (session.LastOutcome!.End, session.LastOutcome.Text));
        Assert.Equal(3, heard.All.Count(e => e.StartsWith("learned", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_off_is_missing_and_one_number_out_of_range_changes_nothing()
    {
        LiveSession session = New(out HeardEvents heard);
        Assert.False(session.SetRecorded([1, 3], isRecorded: false));
        session.StartRecording();
        session.Input([1, 1]);
        Assert.True(session.SetRecorded([1], isRecorded: false));
        session.Input([1, 1]);
        session.SetRecorded([2], isRecorded: false);
        session.Input([1, 1]);
        Assert.Equal(["0 1", "NaN 1"], session.Examples(0, 9).Select(e => Text(e.Outputs)));
        Assert.Equal([1, 2], session.Snapshot().Outputs.Select(o => o.ExampleCount));
        Assert.Equal(2, heard.Warnings.Count);
    }

    [Fact]
    public void Deletions_and_changes_can_be_taken_back()
    {
        LiveSession session = New(out _);
        for (int round = 0; round < 3; round++)
        {
            session.StartRecording();
            session.Input([round, 0]);
            session.Input([round, 1]);
            session.StopRecording();
        }

        session.DeleteLastRound();
        Assert.Equal(4, session.ExampleCount);
        session.StartRecording();
        session.Input([9, 9]);
        session.Undo();
        Assert.Equal("0 0|0 1|1 0|1 1|2 0|2 1|9 9", All(session));
        session.SetExample(2, [5, 5], [1, 2]);
        session.DeleteExamplesFor(1);
        session.DeleteAllExamples();
        Assert.Equal(0, session.ExampleCount);
        session.Undo();
        Assert.All(session.Examples(0, 9), e => Assert.True(float.IsNaN(e.Outputs[0])));
        session.Undo();
        Assert.Equal("1 2", Text(session.Examples(1, 1)[0].Outputs));
        session.Undo();
        Assert.Equal("0 0|0 1|1 0|1 1|2 0|2 1|9 9", All(session));
        Assert.False(session.Undo());
        session.DeleteLastRound();
        session.DeleteLastRound();
        session.RestoreLastRound();
        Assert.Equal("0 0|0 1|1 0|1 1|2 0|2 1", All(session));
    }

    [Fact]
    public void An_illegal_label_leaves_the_old_one_and_a_wrong_count_all()
    {
        LiveSession session = New(out HeardEvents heard);
        session.SetLabels([0.5f, 9]);
        session.SetLabels([0.75f]);
        session.SetLabels([float.NaN, 2]);
        Assert.Equal([0.5f, 2], session.Snapshot().Outputs.Select(o => o.Label));
        Assert.Equal(3, heard.Warnings.Count);
    }

    [Fact]
    public void Inputs_of_another_number_or_not_finite_are_told_and_left_out()
    {
        LiveSession session = New(out HeardEvents heard);
        session.StartRecording();
        for (int i = 0; i < 1000; i++) Assert.False(session.Input([1]));
        Assert.False(session.Input([1, float.NaN]));
        Assert.False(session.Input([float.PositiveInfinity, 1]));
        Assert.Equal(0, session.ExampleCount);
        Assert.Equal(2, heard.Warnings.Count); // not a thousand
        Assert.Equal("/wek/inputs came with 1 number, and there are 2 inputs: it was left out.", heard.Warnings[0]);
    }

    [Fact]
    public void Names_can_be_given_before_anything_has_begun()
    {
        LiveSession session = New(out HeardEvents heard);
        Assert.True(session.SetInputNames(["x", "y", "z"]));
        Assert.True(session.SetOutputNames(["pitch"]));
        Assert.False(session.SetOutputNames(["a", "a"]));
        Assert.Equal((3, 1), (session.Snapshot().Inputs.Count, session.Snapshot().Outputs.Count));
        session.StartRecording();
        session.Input([1, 2, 3]);
        Assert.False(session.SetInputNames(["a"]));
        Assert.Equal(2, heard.Warnings.Count);
    }

    [Fact]
    public async Task Whole_numbers_are_rounded_and_hard_limits_clip()
    {
        OutputSpec whole = OutputSpec.ForValue("whole", Mean) with { IsInteger = true, Maximum = 10 }, hard = OutputSpec.ForValue("hard", Mean) with { IsHardLimited = true };
        foreach ((bool isStrict, float expected) in new[] { (false, 5f), (true, 4f) })
        {
            var session = new LiveSession(new LiveProject { InputNames = ["x"], Outputs = [whole, hard] }, new LiveOptions { IsStrict = isStrict });
            session.Open(session.ToProject() with { Examples = [new(1, default, 1, [0], [4.75f, 3])] });
            session.Train();
            await session.WaitForTrainingAsync();
            session.StartRunning();
            session.Input([0]);
            Assert.Equal([expected, 1], session.Snapshot().Outputs.Select(o => o.Value));
        }
    }

    [Fact]
    public async Task Probabilities_follow_the_outputs_where_they_are_asked_for()
    {
        OutputSpec colour = OutputSpec.ForClasses("colour", 3, Mean) with { SendsProbabilities = true };
        var session = new LiveSession(new LiveProject { InputNames = ["x"], Outputs = [colour], Examples = [new(1, default, 1, [0], [2])] });
        var heard = new HeardEvents();
        session.AddListener(heard);
        session.Train();
        await session.WaitForTrainingAsync();
        session.StartRunning();
        session.Input([0]);
        Assert.Equal(["learned Done", "outputs 2", "colour 0 1 0"], heard.All);
    }

    [Fact]
    public async Task To_predict_changes_nothing_that_is_seen()
    {
        OutputSpec kind = OutputSpec.ForClasses("kind", 2, new NearestNeighbors());
        using var session = new LiveSession(new LiveProject { InputNames = ["x"], Outputs = [kind], Examples = [new(1, default, 1, [0], [1]), new(2, default, 1, [1], [2])] });
        session.Train();
        await session.WaitForTrainingAsync();
        session.StartRunning();
        session.Input([0]);
        float[] outputs = [0];
        Assert.True(session.TryPredict([1], outputs));
        Assert.Equal(2, outputs[0]);
        OutputSnapshot seen = session.Snapshot().Outputs[0];
        Assert.Equal((1, 1f, 0f), (seen.Value, seen.Probabilities[0], seen.Probabilities[1]));
    }

    [Fact]
    public async Task A_learner_that_breaks_leaves_the_other_outputs_their_models()
    {
        Learner broken = new MeanLearner { Fault = new NotSupportedException("no such luck") }, none = new MeanLearner { Fault = new OperationCanceledException() };
        using var session = new LiveSession(new LiveProject { InputNames = ["x"], Outputs = [OutputSpec.ForValue("a", broken), OutputSpec.ForValue("b", Mean), OutputSpec.ForValue("c", none)], Examples = [new(1, default, 1, [0], [1, 0.5f, 1])] });
        session.Train();
        await session.WaitForTrainingAsync();
        TrainingOutcome outcome = session.LastOutcome!;
        Assert.Equal(TrainingEnd.Failed, outcome.End);
        Assert.Contains("a: Training failed: no such luck", outcome.Text, StringComparison.Ordinal);
        Assert.Equal([false, true, false], Enumerable.Range(1, 3).Select(number => session.Model(number) is not null));
    }

    [Fact]
    public async Task Waiting_can_end_before_the_learning()
    {
        using var gate = new ManualResetEventSlim();
        using LiveSession session = New(out _, learner: new MeanLearner { Gate = gate });
        session.StartRecording();
        session.Input([0, 0]);
        session.Train();
        using var stop = new CancellationTokenSource();
        Task waiting = session.WaitForTrainingAsync(stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(session.IsTraining);
        gate.Set();
        await session.WaitForTrainingAsync(TestContext.Current.CancellationToken);
        Assert.False(session.IsTraining);
    }

    [Fact]
    public void Chance_is_the_seed_s()
    {
        string[] drawn = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            LiveSession session = New(out HeardEvents heard);
            for (int i = 0; i < 20; i++) session.Randomize();
            Assert.All(session.Snapshot().Outputs, o => Assert.InRange(o.Label, o.Spec.Kind == OutputKind.Class ? 1 : 0, o.Spec.Kind == OutputKind.Class ? 5 : 1));
            return string.Join('|', heard.All);
        })];
        Assert.Equal(drawn[0], drawn[1]);
    }

    [Fact]
    public async Task Answering_allocates_nothing()
    {
        var session = new LiveSession(new LiveProject { InputNames = ["x", "y"], Outputs = [OutputSpec.ForValue("a", Mean), OutputSpec.ForClasses("b", 5, Mean)], Examples = [new(1, default, 1, [0, 0], [1, 2])] });
        session.AddListener(new Silent());
        session.Train();
        await session.WaitForTrainingAsync();
        session.StartRunning();
        float[] inputs = [1, 2];
        for (int i = 0; i < 100; i++) session.Input(inputs);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) session.Input(inputs);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static LiveSession New(out HeardEvents heard, LiveOptions? options = null, Learner? learner = null)
    {
        var session = new LiveSession(new LiveProject { InputNames = ["inputs-1", "inputs-2"], Outputs = [OutputSpec.ForValue("outputs-1", learner ?? Mean), OutputSpec.ForClasses("outputs-2", 5, learner ?? Mean)] }, options);
        session.AddListener(heard = new HeardEvents());
        return session;
    }

    private static string Text(IEnumerable<float> values) => string.Join(' ', values.Select(v => v.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static string All(LiveSession session) => string.Join('|', session.Examples(0, 99).Select(e => Text(e.Inputs)));

    private sealed class Silent : LiveListener;
}
