using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Glia.Mpi;

/// <summary>
/// The processes that <c>mpirun</c>, <c>mpiexec</c> or <c>srun</c> has started together, as ranks of a training (<see cref="TrainingOptions.Ranks"/>). A process joins once, at its start, and leaves at its end
/// (<see cref="Dispose"/>); it speaks to the others from one thread at a time. A rank that cannot go on must end the others (<see cref="Abort"/>): they would wait for it for ever.
/// </summary>
/// <remarks>
/// Sums are <c>MPI_Allreduce</c>. That all ranks get the same bits, and the same again from as many ranks in the same places, is what the standard advises libraries to see to (MPI 4.0, § 6.9.1), and both do;
/// the trainer checks after each epoch that all ranks have the same weights. Another library, or ranks in other places, may add in another order.
/// </remarks>
[Experimental(ExperimentalFeatures.Ranks)]
public sealed class MpiRanks : ICollective, IDisposable
{
    private static int s_hasJoined;

    private readonly IMpiLibrary _library;
    private bool _hasLeft;

    private MpiRanks(IMpiLibrary library, int rank, int size)
    {
        (_library, Rank, Size) = (library, rank, size);
        Library = $"{library.Name} ({FirstLine(library.Version())})";
    }

    /// <summary>Whether this process was started as one of several, as the environment says.</summary>
    public static bool IsLaunched => LaunchedRank is not null;

    /// <summary>The number of this process, as the environment says; null where it was started alone.</summary>
    public static int? LaunchedRank => Launch.Find(Environment.GetEnvironmentVariable)?.Rank;

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>Whether what started the ranks kills the others of a lost one before they can say which it was.</summary>
    internal bool AreKilledAtOnce => _library.KillsAtOnce;

    /// <summary>The MPI library and its version.</summary>
    public string Library { get; }

    /// <summary>Joins the others. The library is Open MPI's or MPICH's, after who started this process; the variable <c>GLIA_MPI</c> names another file.</summary>
    /// <exception cref="InvalidOperationException">The process was started alone, or has joined before: MPI can be begun once in a process, and not again after its end.</exception>
    /// <exception cref="MpiException">The library is not there or does not go with what started the process, or the others cannot be reached.</exception>
    public static MpiRanks Join()
    {
        Launch launch = Launch.Find(Environment.GetEnvironmentVariable) ?? throw new InvalidOperationException("This process was started alone. Start it with mpirun, mpiexec or srun.");
        IMpiLibrary library = MpiLoader.Load(launch, Environment.GetEnvironmentVariable(MpiLoader.Variable));
        if (Interlocked.Exchange(ref s_hasJoined, 1) != 0) throw new InvalidOperationException("This process has joined the others before, and MPI can be begun once in a process. Keep what the first Join gave, and use that.");
        Check(library, library.Begin(out int threadLevel), "MPI_Init_thread");
        if (threadLevel < IMpiLibrary.Serialized) throw new MpiException($"{library.Name} was built without support for programs with several threads (MPI_THREAD_SERIALIZED). Name another build of it in {MpiLoader.Variable}.");
        Check(library, library.Rank(out int rank), "MPI_Comm_rank");
        Check(library, library.Size(out int size), "MPI_Comm_size");
        if (launch.Size is { } expected && expected != size)
            throw new MpiException(string.Create(CultureInfo.InvariantCulture, $"This process was started as one of {expected}, but {library.Name} sees {size}: it is not the MPI that started it. Start with that library's mpirun, or name the right library's file in {MpiLoader.Variable}."));
        return new MpiRanks(library, rank, size);
    }

    /// <inheritdoc/>
    /// <exception cref="MpiException">The library says that it has failed. That another rank has died, it may never say, and wait.</exception>
    /// <exception cref="ObjectDisposedException">This rank has left.</exception>
    public unsafe void Sum(Span<float> values)
    {
        ObjectDisposedException.ThrowIf(_hasLeft, this);
        fixed (float* first = values) Check(_library, _library.Sum(first, values.Length), "MPI_Allreduce");
    }

    /// <inheritdoc/>
    /// <exception cref="MpiException">The library says that it has failed. That another rank has died, it may never say, and wait.</exception>
    /// <exception cref="ObjectDisposedException">This rank has left.</exception>
    public unsafe void Sum(Span<double> values)
    {
        ObjectDisposedException.ThrowIf(_hasLeft, this);
        fixed (double* first = values) Check(_library, _library.Sum(first, values.Length), "MPI_Allreduce");
    }

    /// <summary>Ends all ranks at once, this one too; for a rank that cannot go on, and for which the others would wait. What it has written before is read first. It does not return.</summary>
    /// <param name="exitCode">What the launcher is told; it may give its own caller another number.</param>
    /// <exception cref="ObjectDisposedException">This rank has left.</exception>
    [DoesNotReturn]
    public void Abort(int exitCode)
    {
        ObjectDisposedException.ThrowIf(_hasLeft, this);
        LastWords.WaitUntilRead();
        _library.Abort(exitCode);
        Environment.Exit(exitCode); // the standard lets a library return
    }

    /// <summary>Leaves, and waits until all others do: where one rank fails, call <see cref="Abort"/> before, or this waits for ever for those that wait for it.</summary>
    public void Dispose()
    {
        if (_hasLeft) return;
        _hasLeft = true;
        _library.End();
    }

    private static void Check(IMpiLibrary library, int error, string what)
    {
        if (error != 0) throw new MpiException($"{what} of {library.Name} failed: {library.Text(error)}.");
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Split(',', 2)[0].Trim();
}
