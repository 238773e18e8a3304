using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Glia.Kernels;

namespace Glia.Cli;

/// <summary>What the figures were measured on.</summary>
/// <param name="Processor">Its name.</param>
/// <param name="Cores">Those that .NET may use; two threads of one core count as two.</param>
/// <param name="Floats">Floats that the kernels take at once.</param>
/// <param name="Runtime">.NET and its version.</param>
/// <param name="System">Operating system and architecture.</param>
/// <param name="Threads">Threads that were used at most.</param>
internal sealed record MachineFacts(string Processor, int Cores, int Floats, string Runtime, string System, int Threads)
{
    public static MachineFacts Read(int threads) => new(
        ProcessorName(), Environment.ProcessorCount, (int)SimdWidths.Best, RuntimeInformation.FrameworkDescription, $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}", threads);

    private static string ProcessorName() => Brand() ?? FromLinux() ?? $"{RuntimeInformation.ProcessArchitecture} processor";

    /// <summary>What an x86 processor calls itself: 48 letters in three answers.</summary>
    private static string? Brand()
    {
        const int first = unchecked((int)0x80000002);
        if (!X86Base.IsSupported || (uint)X86Base.CpuId(unchecked((int)0x80000000), 0).Eax < unchecked((uint)first) + 2) return null;
        var letters = new byte[48];
        Span<int> words = MemoryMarshal.Cast<byte, int>(letters.AsSpan());
        for (int i = 0; i < 3; i++) (words[4 * i], words[(4 * i) + 1], words[(4 * i) + 2], words[(4 * i) + 3]) = X86Base.CpuId(first + i, 0);
        string name = Encoding.ASCII.GetString(letters).Replace('\0', ' ').Trim();
        return name.Length > 0 ? name : null;
    }

    private static string? FromLinux()
    {
        const string file = "/proc/cpuinfo";
        return File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[^1].Trim() : null;
    }
}
