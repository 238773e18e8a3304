using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Glia.Kernels;

/// <summary>A piece of work in numbered parts that may run in any order and on any thread.</summary>
internal interface IParallelWork
{
    /// <summary>Does part <paramref name="part"/>. Threads at work at the same time have different numbers <paramref name="worker"/>, the caller 0.</summary>
    void Run(int part, int worker);
}

/// <summary>
/// A few threads that stay and claim parts one by one. The caller works too; a second caller at the same time does its work alone. Where another process takes
/// a core away, a thread can be stopped in the middle of its part: the caller, having waited for it, then works alone for a while. Nothing is allocated per call.
/// Which thread does a part never changes its result.
/// </summary>
internal sealed class WorkerPool
{
    private const int MaxParts = (1 << 14) - 1;
    private const int PartsPatience = 3; // a part that takes longer than so many of the caller's own is on a core that somebody else has
    private const int AloneFactor = 16; // waiting and being alone for nothing then cost about the same

    // Longer than the gap between two phases of a training step, and ten times as long as a part takes.
    private static readonly long Patience = Stopwatch.Frequency / 10_000;
    private static readonly long LongestAlone = Stopwatch.Frequency / 10;

    // Rounds in which nobody else takes part are no bad sign while a sleeping thread may be on its way.
    private static readonly long WakingTime = Stopwatch.Frequency / 1000;

    private static readonly Lock SharedLock = new();
    private static readonly Dictionary<int, WorkerPool> Pools = [];

    private readonly Lock _callers = new();
    private readonly SemaphoreSlim _wake = new(0);

    // Round (22 bits), number of parts, parts taken from the front, parts taken from the back (14 each): one word, so that no thread can claim from a round that is over.
    private long _claim;
    private IParallelWork? _work;
    private int _unfinished;
    private int _sleeping;
    private long _aloneUntil, _uselessSince, _idle = WakingTime;
    private Exception? _failure;

    private WorkerPool(int threads)
    {
        Threads = threads;
        for (int i = 1; i < threads; i++)
        {
            int worker = i;
            new Thread(() => Work(worker)) { IsBackground = true, Name = $"Glia worker {i}" }.Start();
        }
    }

    /// <summary>Number of threads that work together, the caller's included.</summary>
    public int Threads { get; }

    /// <summary>The pool of <paramref name="threads"/> threads that this process shares.</summary>
    public static WorkerPool Of(int threads)
    {
        lock (SharedLock)
        {
            if (!Pools.TryGetValue(threads, out WorkerPool? pool)) Pools[threads] = pool = new WorkerPool(threads);
            return pool;
        }
    }

    /// <summary>Does all <paramref name="parts"/> of <paramref name="work"/> and returns when they are done. An exception of a part comes out here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(IParallelWork work, int parts)
    {
        if (Threads == 1 || parts == 1 || parts > MaxParts || Stopwatch.GetTimestamp() < Volatile.Read(ref _aloneUntil) || _callers.IsHeldByCurrentThread || !_callers.TryEnter())
        {
            for (int part = 0; part < parts; part++) work.Run(part, worker: 0);
            return;
        }

        try
        {
            _work = work;
            Volatile.Write(ref _unfinished, parts);
            long round = Round(_claim) + 1;
            Volatile.Write(ref _claim, (round << 42) | ((long)parts << 28));
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref _sleeping) > 0) Wake(parts - 1);

            long start = Stopwatch.GetTimestamp();
            int mine = ClaimAll(worker: 0);
            long patience = Patience + (mine == 0 ? 0 : PartsPatience * (Stopwatch.GetTimestamp() - start) / mine);
            long waited = WaitForOthers(patience);
            Judge(wasUseless: mine == parts, waited, patience);
            Exception? failure = _failure;
            if (failure is null) return;
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
        finally
        {
            _callers.Exit();
        }
    }

    /// <summary>Wakes as many of the sleeping threads as there is work for, each of them once.</summary>
    private void Wake(int most)
    {
        for (; most > 0; most--)
        {
            int sleeping = Volatile.Read(ref _sleeping);
            if (sleeping == 0) return;
            if (Interlocked.CompareExchange(ref _sleeping, sleeping - 1, sleeping) == sleeping) _wake.Release();
        }
    }

    /// <summary>Waits for the parts that other threads have claimed, and says how long that took.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long WaitForOthers(long patience)
    {
        long start = Stopwatch.GetTimestamp(), end = start;
        while (Volatile.Read(ref _unfinished) > 0)
        {
            // Yielding gives the core away for milliseconds, so not before it is clear that the other thread has lost its own.
            if (end - start < patience) Thread.SpinWait(1);
            else Thread.Yield();
            end = Stopwatch.GetTimestamp();
        }

        return end - start;
    }

    /// <summary>
    /// Decides whether to share the next rounds. Where other processes want the cores, a second thread either stops in the middle of a part or does not come to its
    /// core at all; then the caller is better off alone for a while, and the longer it had to wait the longer.
    /// </summary>
    private void Judge(bool wasUseless, long waited, long patience)
    {
        long now = Stopwatch.GetTimestamp();
        if (waited >= patience)
        {
            Volatile.Write(ref _aloneUntil, now + Math.Min(waited * AloneFactor, LongestAlone));
        }
        else if (!wasUseless)
        {
            _uselessSince = 0;
            _idle = WakingTime;
        }
        else if (_uselessSince == 0)
        {
            _uselessSince = now;
        }
        else if (now - _uselessSince > WakingTime)
        {
            _idle = Math.Min(2 * _idle, LongestAlone);
            Volatile.Write(ref _aloneUntil, now + _idle);
            _uselessSince = 0;
        }
    }

    private static long Round(long claim) => claim >> 42;

    /// <summary>
    /// Does parts until none is left, and says how many those were. The caller takes them from the front and the others from the back, so that in
    /// every round of a step the same parts, and the memory they touch, tend to come to the same core.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ClaimAll(int worker)
    {
        bool fromBack = worker > 0;
        int done = 0;
        while (true)
        {
            long claim = Volatile.Read(ref _claim);
            int parts = (int)(claim >> 28) & MaxParts, front = (int)(claim >> 14) & MaxParts, back = (int)claim & MaxParts;
            if (front + back >= parts) return done;
            if (Interlocked.CompareExchange(ref _claim, claim + (fromBack ? 1 : 1 << 14), claim) != claim) continue;
            int part = fromBack ? parts - 1 - back : front;

            // The round cannot end before this part is done, so _work is the work of the round that was claimed from.
            try
            {
                _work!.Run(part, worker);
            }
            catch (Exception error)
            {
                _failure = error;
            }

            Interlocked.Decrement(ref _unfinished);
            done++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Work(int worker)
    {
        long seen = 0;
        while (true)
        {
            long start = Stopwatch.GetTimestamp();
            while (Round(Volatile.Read(ref _claim)) == seen)
            {
                if (Stopwatch.GetTimestamp() - start < Patience)
                {
                    Thread.SpinWait(1);
                    continue;
                }

                // Announce the sleep before the last look: a caller that starts in between sees it and releases the semaphore.
                Interlocked.Increment(ref _sleeping);
                if (Round(Volatile.Read(ref _claim)) == seen || !TryStayAwake()) _wake.Wait();
                start = Stopwatch.GetTimestamp();
            }

            seen = Round(Volatile.Read(ref _claim));
            ClaimAll(worker);
        }
    }

    /// <summary>Takes the announcement back, unless a caller has seen it already and released the semaphore.</summary>
    private bool TryStayAwake()
    {
        while (true)
        {
            int sleeping = Volatile.Read(ref _sleeping);
            if (sleeping == 0) return false;
            if (Interlocked.CompareExchange(ref _sleeping, sleeping - 1, sleeping) == sleeping) return true;
        }
    }
}
