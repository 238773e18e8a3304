namespace Glia.Mpi;

/// <summary>What is used of an MPI library (MPI 3.1). Open MPI and MPICH have the same functions, but handles of different sizes; every function returns 0, or a number that <see cref="Text"/> explains.</summary>
internal unsafe interface IMpiLibrary
{
    /// <summary><c>MPI_THREAD_SERIALIZED</c>: several threads, one at a time. The number is the same in both libraries.</summary>
    const int Serialized = 2;

    /// <summary>Its name, for people.</summary>
    string Name { get; }

    /// <summary>Whether its launcher kills the other ranks of a lost one before they can say which it was.</summary>
    bool KillsAtOnce { get; }

    /// <summary><c>MPI_Init_thread</c> with <c>MPI_THREAD_SERIALIZED</c>, and errors that are returned.</summary>
    int Begin(out int threadLevel);

    int Rank(out int rank);

    int Size(out int size);

    /// <summary><c>MPI_Allreduce</c>, in place, of floats.</summary>
    int Sum(float* values, int count);

    /// <summary>The same of doubles.</summary>
    int Sum(double* values, int count);

    /// <summary><c>MPI_Finalize</c>: waits for the other ranks.</summary>
    int End();

    /// <summary><c>MPI_Abort</c>: ends all ranks.</summary>
    int Abort(int exitCode);

    /// <summary><c>MPI_Get_library_version</c>.</summary>
    string Version();

    /// <summary><c>MPI_Error_string</c>.</summary>
    string Text(int error);
}
