using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Glia.Cli.Tests;

/// <summary>Networks of other programs.</summary>
internal static class ForeignSamples
{
    /// <summary>The network that the slides print, as it is copied from Wekinator's console: with what stands around it.</summary>
    public const string Console = """
        2 connected inputs:
        - inputs-1
        - inputs-2
        Wekinator Console

        Linear Node 0
        Inputs  Weights
        Threshold -1.0250419483473248
        Node 1  -0.44202742764364666
        Node 2  0.9437104257517794
        Node 3  1.6800153270522482

        Sigmoid Node 1
        Inputs  Weights
        Threshold -0.25261438391037117
        Attrib inputs-1 -0.1607929085402259
        Attrib inputs-2  0.21623345413401185

        Sigmoid Node 2
        Inputs  Weights
        Threshold -0.3597013708237622
        Attrib inputs-1  0.7657597550320627
        Attrib inputs-2 -0.6999576883215309

        Sigmoid Node 3
        Inputs  Weights
        Threshold -0.2723875195828816
        Attrib inputs-1  1.0692894484256477
        Attrib inputs-2 -1.1467422754222916

        Class
        Input
        Node 0

        OSC In  OSC Out
        """;

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
