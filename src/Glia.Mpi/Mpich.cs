using System.Runtime.InteropServices;

namespace Glia.Mpi;

/// <summary>MPICH, and what has its binary interface (Intel MPI, Cray MPI, MVAPICH): handles are numbers, fixed since the MPICH ABI Compatibility Initiative (2013).</summary>
internal sealed unsafe partial class Mpich : IMpiLibrary
{
    internal const string File = "glia-mpich"; // stands for the file that MpiLoader found

    private const int MostText = 8192;
    private const int World = 0x44000000, Float = 0x4c00040a, Double = 0x4c00080b, Addition = 0x58000003, ErrorsReturn = 0x54000001;

    private static void* InPlace => (void*)-1;

    public string Name => "MPICH";

    public bool KillsAtOnce => true;

    public int Begin(out int threadLevel)
    {
        int error = MPI_Init_thread(null, null, IMpiLibrary.Serialized, out threadLevel);
        return error != 0 ? error : MPI_Comm_set_errhandler(World, ErrorsReturn);
    }

    public int Rank(out int rank) => MPI_Comm_rank(World, out rank);

    public int Size(out int size) => MPI_Comm_size(World, out size);

    public int Sum(float* values, int count) => MPI_Allreduce(InPlace, values, count, Float, Addition, World);

    public int Sum(double* values, int count) => MPI_Allreduce(InPlace, values, count, Double, Addition, World);

    public int End() => MPI_Finalize();

    public int Abort(int exitCode) => MPI_Abort(World, exitCode);

    public string Version()
    {
        byte* text = stackalloc byte[MostText];
        return MPI_Get_library_version(text, out int length) == 0 ? NativeText.Of(text, length) : Name;
    }

    public string Text(int error)
    {
        byte* text = stackalloc byte[MostText];
        return MPI_Error_string(error, text, out int length) == 0 ? NativeText.Of(text, length) : NativeText.Unknown(error);
    }

    [LibraryImport(File)]
    private static partial int MPI_Init_thread(int* count, byte*** arguments, int required, out int provided);

    [LibraryImport(File)]
    private static partial int MPI_Comm_set_errhandler(int comm, int handler);

    [LibraryImport(File)]
    private static partial int MPI_Comm_rank(int comm, out int rank);

    [LibraryImport(File)]
    private static partial int MPI_Comm_size(int comm, out int size);

    [LibraryImport(File)]
    private static partial int MPI_Allreduce(void* send, void* receive, int count, int type, int operation, int comm);

    [LibraryImport(File)]
    private static partial int MPI_Finalize();

    [LibraryImport(File)]
    private static partial int MPI_Abort(int comm, int code);

    [LibraryImport(File)]
    private static partial int MPI_Get_library_version(byte* text, out int length);

    [LibraryImport(File)]
    private static partial int MPI_Error_string(int error, byte* text, out int length);
}
