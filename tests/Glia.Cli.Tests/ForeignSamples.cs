using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Glia.Cli.Tests;

/// <summary>Networks of other programs.</summary>
internal static class ForeignSamples
{
    /// <summary>The network that the slides print, as it is copied from Wekinator's console: with what stands around it.</summary>
    public const string Console = "2 connected inputs:\n- inputs-1\n- inputs-2\nWekinator Console\n\n" + Glia.Tests.Slides.Console + "\n\nOSC In  OSC Out";

    /// <summary>4-3-2 as <c>safetensors.torch.save_file</c> writes it: W1 all 0.5, b1 = (0, 1, −9), W2 = ((1, 2, 3), (−1, 0.5, 3)), b2 = (0.25, −0.25).</summary>
    public static byte[] Tensors()
    {
        const string header = """{"__metadata__":{"format":"pt"},"fc1.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"fc1.weight":{"dtype":"F32","shape":[3,4],"data_offsets":[12,60]},"fc2.bias":{"dtype":"F32","shape":[2],"data_offsets":[60,68]},"fc2.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[68,92]}}""";
        float[] numbers = [0, 1, -9, .. Enumerable.Repeat(0.5f, 12), 0.25f, -0.25f, 1, 2, 3, -1, 0.5f, 3];
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. Encoding.UTF8.GetBytes(header), .. MemoryMarshal.AsBytes<float>(numbers)];
    }

    public static string WriteConsole(TestFolder folder)
    {
        File.WriteAllText(folder.At("console.txt"), Console);
        return folder.At("console.txt");
    }

    public static string WriteTensors(TestFolder folder)
    {
        File.WriteAllBytes(folder.At("torch.safetensors"), Tensors());
        return folder.At("torch.safetensors");
    }
}
