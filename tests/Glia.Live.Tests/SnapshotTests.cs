namespace Glia.Live.Tests;

/// <summary>Whoever shows a session looks again when its version has changed: it must, with everything that can be seen.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Inputs_that_are_only_remembered_change_the_version_too()
    {
        var session = new LiveSession(new LiveProject { InputNames = ["a"], Outputs = [OutputSpec.ForValue("x")] });
        long before = session.Version;
        session.Input([0.5f]);
        Assert.NotEqual(before, session.Version);
        Assert.Equal([0.5f], session.Snapshot().Inputs);
        session.SetRecorded([1], isRecorded: false);
        session.StartRecording();
        before = session.Version;
        session.Input([0.75f]);
        Assert.NotEqual(before, session.Version);
    }

    [Fact]
    public void Inputs_of_gestures_change_the_version_before_any_is_recorded()
    {
        var session = new LiveSession(new LiveProject { InputNames = ["a"], Gestures = new GestureSpec(["up"]) });
        long before = session.Version;
        session.Input([0.5f]);
        Assert.NotEqual(before, session.Version);
    }
}
