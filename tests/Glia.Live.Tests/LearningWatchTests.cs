namespace Glia.Live.Tests;

/// <summary>How several trainings go together is told in order.</summary>
public sealed class LearningWatchTests
{
    [Fact]
    public void What_is_told_later_is_no_older()
    {
        var told = new List<float>();
        Thread? other = null;
        LearningWatch? watch = null;
        watch = new LearningWatch(2, Tell);
        watch.Tell(0, new(0.5f, 1, 1));
        other!.Join();
        Assert.Equal([0.25f, 0.75f], told);

        // The first is held up between putting together and being heard, as one is whom the system lets wait.
        void Tell(LearningProgress all)
        {
            if (other is null)
            {
                other = new Thread(() =>
                {
                    Thread.Sleep(200); // until it is time to tell again
                    watch!.Tell(1, new(1, 1, 1));
                });
                other.Start();
                SpinWait.SpinUntil(() => told.Count > 0 || (!other.IsAlive), 1000);
            }

            lock (told) told.Add(all.Part);
        }
    }
}
