using static Glia.Activation;

namespace Glia.Tests;

/// <summary>The lecture slides' two networks, for every test project that asserts their numbers.</summary>
internal static class Slides
{
    /// <summary>The sample of row B3.</summary>
    public static float[] Input => [0.9f, 0.1f, 0.8f];

    /// <summary>What its first output is to be, and the others not.</summary>
    public static float[] Target => [0.99f, 0.01f, 0.01f];

    /// <summary>The 3-3-3 network of row B3, without biases.</summary>
    public static Network Network()
    {
        var net = new Network(3, 1, new Dense(3, Sigmoid) { Bias = false }, new Dense(3, Sigmoid) { Bias = false });
        net.Weights(0).Set(new[,] { { 0.9f, 0.3f, 0.4f }, { 0.2f, 0.8f, 0.2f }, { 0.1f, 0.5f, 0.6f } });
        net.Weights(1).Set(new[,] { { 0.3f, 0.7f, 0.5f }, { 0.6f, 0.5f, 0.2f }, { 0.8f, 0.1f, 0.9f } });
        return net;
    }

    /// <summary>The network of row F3 as Wekinator prints it.</summary>
    public const string Console = """
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
        """;
}
