namespace Glia.Tests.Training;

/// <summary>Ranks that are threads of this process: real sums, in the order of the ranks, and real waiting for each other.</summary>
internal sealed class ThreadRanks : ICollective
{
    private readonly Meeting _meeting;

    private ThreadRanks(int rank, Meeting meeting) => (Rank, _meeting) = (rank, meeting);

    public int Rank { get; }

    public int Size => _meeting.Size;

    /// <summary>Has every rank do its work on a thread of its own; the first exception of each is kept.</summary>
    public static (T? Result, Exception? Failure)[] Run<T>(int size, Func<ICollective, T> work)
    {
        using var meeting = new Meeting(size);
        var results = new (T? Result, Exception? Failure)[size];
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                results[rank].Result = work(new ThreadRanks(rank, meeting));
            }
            catch (Exception e)
            {
                results[rank].Failure = e;
                meeting.Leave(); // whoever waits for this rank must not wait for ever
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return results;
    }

    /// <summary>The results of all ranks, where none failed.</summary>
    public static T[] Of<T>(int size, Func<ICollective, T> work)
    {
        (T? Result, Exception? Failure)[] all = Run(size, work);
        Assert.All(all, one => Assert.Null(one.Failure));
        return [.. all.Select(one => one.Result!)];
    }

    public void Sum(Span<float> values)
    {
        float[][] all = _meeting.Tell(Rank, values.ToArray());
        for (int i = 0; i < values.Length; i++)
        {
            float sum = all[0][i];
            for (int rank = 1; rank < all.Length; rank++) sum += all[rank][i];
            values[i] = sum;
        }
    }

    public void Sum(Span<double> values)
    {
        double[][] all = _meeting.Tell(Rank, values.ToArray());
        for (int i = 0; i < values.Length; i++) values[i] = all.Sum(one => one[i]);
    }

    private sealed class Meeting(int size) : IDisposable
    {
        private readonly Barrier _barrier = new(size);
        private readonly (long Round, Array Said)[] _all = new (long, Array)[size];

        public int Size => size;

        public T[] Tell<T>(int rank, T mine)
            where T : class
        {
            long round = _all[rank].Round + 1;
            _all[rank] = (round, (Array)(object)mine);
            _barrier.SignalAndWait();
            (long Round, Array Said)[] all = [.. _all];
            _barrier.SignalAndWait();
            Assert.All(all, one => Assert.Equal(round, one.Round)); // else somebody has left, and said nothing this time
            return [.. all.Select(one => (T)(object)one.Said)];
        }

        public void Leave() => _barrier.RemoveParticipant();

        public void Dispose() => _barrier.Dispose();
    }
}
