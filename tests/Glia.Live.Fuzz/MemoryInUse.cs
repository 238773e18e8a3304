using System.Diagnostics;

namespace Glia.Live.Fuzz;

/// <summary>What the process holds.</summary>
internal readonly record struct MemoryInUse(long Managed, long Resident)
{
    internal static MemoryInUse Now()
    {
        using var process = Process.GetCurrentProcess();
        return new MemoryInUse(GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }

    public override string ToString() => $"{Managed / 1024.0:N0} KiB managed, {Resident / 1048576.0:N1} MiB resident";
}
