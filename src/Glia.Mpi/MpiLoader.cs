using System.Runtime.InteropServices;

namespace Glia.Mpi;

/// <summary>Finds the MPI library that goes with the program that started this process.</summary>
internal static class MpiLoader
{
    /// <summary>The variable that names a library's file where it is not found by itself.</summary>
    public const string Variable = "GLIA_MPI";

    private static readonly string[] OpenMpiFiles = OperatingSystem.IsMacOS() ? ["libmpi.40.dylib", "libmpi.dylib"] : ["libmpi.so.40", "libmpi.so"];
    private static readonly string[] MpichFiles = OperatingSystem.IsMacOS() ? ["libmpi.12.dylib", "libmpich.12.dylib"] : ["libmpich.so.12", "libmpi.so.12", "libmpich.so"];
    private static readonly Lock Gate = new();
    private static nint _library; // a process has one

    static MpiLoader() => NativeLibrary.SetDllImportResolver(typeof(MpiLoader).Assembly, (name, _, _) => name is OpenMpi.File or Mpich.File ? _library : 0);

    /// <summary>Loads it.</summary>
    /// <param name="launch">Who started this process.</param>
    /// <param name="named">The file that the user names; null where none is.</param>
    /// <exception cref="MpiException">There is none.</exception>
    public static IMpiLibrary Load(Launch launch, string? named)
    {
        lock (Gate)
        {
            if (!string.IsNullOrEmpty(named)) return Try([named]) ?? throw new MpiException($"{Variable} names '{named}', which cannot be loaded as an MPI library. Give the path of libmpi.so.40 (Open MPI) or of libmpich.so.12 (MPICH).");
            return Try(launch.IsOpenMpi ? OpenMpiFiles : MpichFiles) ?? throw new MpiException(launch.IsOpenMpi
                ? $"This process was started by Open MPI, or by srun --mpi=pmix, but Open MPI's library (libmpi.so.40) is not found. Install it (Debian: apt-get install openmpi-bin), or name its file in {Variable}."
                : $"This process was started by MPICH, or by a program that speaks its protocol, but MPICH's library (libmpich.so.12) is not found. Install it (Debian: apt-get install mpich), or name its file in {Variable}.");
        }
    }

    private static IMpiLibrary? Try(string[] files)
    {
        foreach (string file in files)
        {
            if (!NativeLibrary.TryLoad(file, out nint library)) continue;
            _library = library;
            if (NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out _)) return new OpenMpi(library);
            if (NativeLibrary.TryGetExport(library, "MPI_Allreduce", out _)) return new Mpich();
        }

        return null;
    }
}
