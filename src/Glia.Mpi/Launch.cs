using System.Globalization;

namespace Glia.Mpi;

/// <summary>What the program that started this process says of it in the environment: <c>mpirun</c>, <c>mpiexec</c> or <c>srun</c>.</summary>
/// <param name="IsOpenMpi">Whether it speaks the protocol of Open MPI, rather than that of MPICH.</param>
/// <param name="Rank">The number of this process.</param>
/// <param name="Size">How many it has started; null where it does not say.</param>
internal sealed record Launch(bool IsOpenMpi, int Rank, int? Size)
{
    /// <summary>What is said; null where this process was started alone.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    public static Launch? Find(Func<string, string?> variable)
    {
        // PMIx is what Slurm speaks to Open MPI (srun --mpi=pmix); PMI, what everybody speaks to MPICH.
        if (Number(variable("OMPI_COMM_WORLD_RANK")) is { } open) return new(true, open, Number(variable("OMPI_COMM_WORLD_SIZE")));
        if (Number(variable("PMIX_RANK")) is { } pmix) return new(true, pmix, Number(variable("SLURM_STEP_NUM_TASKS")));
        if (Number(variable("PMI_RANK")) is { } pmi) return new(false, pmi, Number(variable("PMI_SIZE")));
        return null;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
