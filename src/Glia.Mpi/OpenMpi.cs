using System.Runtime.InteropServices;

namespace Glia.Mpi;

/// <summary>Open MPI: handles are the addresses of objects that the library exports.</summary>
internal sealed unsafe partial class OpenMpi(nint library) : IMpiLibrary
{
    internal const string File = "glia-open-mpi"; // stands for the file that MpiLoader found

    private const int MostText = 8192;
    private readonly nint _world = NativeLibrary.GetExport(library, "ompi_mpi_comm_world");
    private readonly nint _float = NativeLibrary.GetExport(library, "ompi_mpi_float");
    private readonly nint _double = NativeLibrary.GetExport(library, "ompi_mpi_double");
    private readonly nint _sum = NativeLibrary.GetExport(library, "ompi_mpi_op_sum");
    private readonly nint _errorsReturn = NativeLibrary.GetExport(library, "ompi_mpi_errors_return");

    private static void* InPlace => (void*)1;

    public string Name => "Open MPI";

    public bool KillsAtOnce => false;

    public int Begin(out int threadLevel)
    {
        int error = MPI_Init_thread(null, null, IMpiLibrary.Serialized, out threadLevel);
        return error != 0 ? error : MPI_Comm_set_errhandler(_world, _errorsReturn);
    }

    public int Rank(out int rank) => MPI_Comm_rank(_world, out rank);

    public int Size(out int size) => MPI_Comm_size(_world, out size);

    public int Sum(float* values, int count) => MPI_Allreduce(InPlace, values, count, _float, _sum, _world);

    public int Sum(double* values, int count) => MPI_Allreduce(InPlace, values, count, _double, _sum, _world);

    public int End() => MPI_Finalize();

    public int Abort(int exitCode) => MPI_Abort(_world, exitCode);

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
    private static partial int MPI_Comm_set_errhandler(nint comm, nint handler);

    [LibraryImport(File)]
    private static partial int MPI_Comm_rank(nint comm, out int rank);

    [LibraryImport(File)]
    private static partial int MPI_Comm_size(nint comm, out int size);

    [LibraryImport(File)]
    private static partial int MPI_Allreduce(void* send, void* receive, int count, nint type, nint operation, nint comm);

    [LibraryImport(File)]
    private static partial int MPI_Finalize();

    [LibraryImport(File)]
    private static partial int MPI_Abort(nint comm, int code);

    [LibraryImport(File)]
    private static partial int MPI_Get_library_version(byte* text, out int length);

    [LibraryImport(File)]
    private static partial int MPI_Error_string(int error, byte* text, out int length);
}
