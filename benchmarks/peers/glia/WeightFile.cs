using System.Runtime.InteropServices;
using Glia.Datasets;

namespace Glia.Peers;

/// <summary>
/// A trained network for all peers to predict with, so that their answers can be compared: for each layer the weights, (out, in) row after row, then the
/// biases; nothing but 32-bit floats.
/// </summary>
internal static class WeightFile
{
    public static void Write(string file, PeerCase task, string data)
    {
        Dataset train = Mnist.LoadTrain(data);
        Network network = task.CreateNetwork(seed: 1);
        network.Fit(train, new Adam(), new CrossEntropy(), epochs: 2);
        using FileStream stream = File.Create(file);
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            WeightMatrix weights = network.Weights(layer);
            for (int unit = 0; unit < weights.Out; unit++) stream.Write(MemoryMarshal.AsBytes<float>(weights.Row(unit)));
            stream.Write(MemoryMarshal.AsBytes(network.Biases(layer)));
        }
    }

    public static void Read(string file, Network network)
    {
        using FileStream stream = File.OpenRead(file);
        for (int layer = 0; layer < network.Layers.Count; layer++)
        {
            WeightMatrix weights = network.Weights(layer);
            var values = new float[weights.Out, weights.In];
            stream.ReadExactly(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref values[0, 0], values.Length)));
            weights.Set(values);
            stream.ReadExactly(MemoryMarshal.AsBytes(network.Biases(layer)));
        }
    }
}
