namespace Glia.Live.Tests;

/// <summary>Gestures in a session: recorded from start to stop, known at once.</summary>
public sealed class GestureSessionTests
{
    [Fact]
    public void A_gesture_is_known_when_it_is_made_again()
    {
        LiveSession session = New(out HeardEvents heard);
        Record(session, 1, Up);
        Record(session, 2, Down);
        Assert.True(session.StartRunning());
        foreach (float x in Up) session.Input([x, 0]);
        foreach (float x in Down) session.Input([x, 0]);
        Assert.Equal(["gesture 1", "gesture 2"], heard.All.Where(e => e.StartsWith('g')));
        string[] outputs = [.. heard.All.Where(e => e.StartsWith('o'))];
        Assert.Equal(2 * Up.Length, outputs.Length);
        Assert.All(outputs[..4], o => Assert.Equal("outputs Infinity Infinity Infinity", o));
        Assert.All(outputs, o => Assert.EndsWith(" Infinity", o, StringComparison.Ordinal)); // the third has no example
        int first = heard.All.IndexOf("gesture 1");
        Assert.StartsWith("outputs", heard.All[first + 1], StringComparison.Ordinal); // before that frame's distances
    }

    [Fact]
    public void Recording_interrupts_running_and_what_is_deleted_can_come_back()
    {
        LiveSession session = New(out HeardEvents heard);
        Assert.False(session.StartRunning());
        Record(session, 1, Up);
        session.StartRunning();
        session.StartGesture(2);
        Assert.Equal((true, false), (session.IsRecording, session.IsRunning));
        session.StopGesture();
        Assert.Equal((false, true), (session.IsRecording, session.IsRunning));
        Record(session, 2, Down);
        Record(session, 2, [1, 2]);
        Assert.Equal([1, 1, 0], session.Snapshot().Gestures.Select(g => g.ExampleCount));
        session.DeleteExamplesFor(1);
        Assert.Equal([0, 1, 0], session.Snapshot().Gestures.Select(g => g.ExampleCount));
        session.Undo();
        session.DeleteLastRound();
        Assert.Equal([1, 0, 0], session.Snapshot().Gestures.Select(g => g.ExampleCount));
        session.RestoreLastRound();
        session.DeleteAllExamples();
        session.Undo();
        Assert.Equal([1, 1, 0], session.Snapshot().Gestures.Select(g => g.ExampleCount));
        Assert.Equal(3, heard.Warnings.Count); // nothing to run, nothing came, too short
        Assert.False(session.StartGesture(4));
        Assert.False(session.StartRecording());
        Assert.False(session.Train());
    }

    [Fact]
    public void What_is_of_outputs_is_refused_and_one_example_can_be_deleted()
    {
        LiveSession session = New(out HeardEvents heard);
        Assert.False(session.Randomize());
        Record(session, 1, Up);
        Record(session, 2, Down);
        Assert.Equal([(1L, 1), (2L, 2)], session.GestureExamples().Select(e => (e.Id, e.Gesture)));
        Assert.Empty(session.Examples(0, 9));
        Assert.True(session.DeleteExample(1));
        Assert.False(session.DeleteExample(1));
        Assert.Equal([2], session.GestureExamples().Select(e => e.Id));
        Assert.Equal("deleting gesture example 1", session.Undoable);
        session.Undo();
        Assert.Equal(2, session.GestureExamples().Count);
        Assert.Equal(["Gestures have no outputs to set.", "There is no gesture example 1."], heard.Warnings);
    }

    [Fact]
    public void Of_several_names_the_first_is_that_of_the_one_output()
    {
        LiveSession session = New(out _);
        Assert.True(session.SetOutputNames(["moves", "and more"]));
        Assert.Equal("moves", session.Gestures!.OutputName);
    }

    private static readonly float[] Up = [.. Enumerable.Range(0, 20).Select(i => i / 20f)], Down = [.. Enumerable.Range(0, 20).Select(i => 1 - (i / 20f))];

    private static LiveSession New(out HeardEvents heard)
    {
        var session = new LiveSession(new LiveProject { InputNames = ["x", "y"], Gestures = new GestureSpec(["up", "down", "other"]) });
        session.AddListener(heard = new HeardEvents());
        return session;
    }

    private static void Record(LiveSession session, int gesture, float[] xs)
    {
        session.StartGesture(gesture);
        foreach (float x in xs) session.Input([x, 0]);
        session.StopGesture();
    }
}
