namespace Glia.Studio.Maps;

/// <summary>Maps, bytes in base64, row by row from the top.</summary>
/// <param name="Side">Width and height of the answer's map.</param>
/// <param name="NeuronSide">Width and height of the neurons' maps.</param>
/// <param name="Low">x and y of the lower left corner.</param>
/// <param name="High">x and y of the upper right corner.</param>
/// <param name="Layers">For each dense layer a map of each neuron: 128 is zero.</param>
/// <param name="Answer">The answer: of one output its value, of several the class and how sure.</param>
/// <param name="Range">What byte 0 and byte 255 of the answer stand for; for several classes 0 and their number.</param>
/// <param name="Weights">Of each dense layer; none where there are too many to be shown.</param>
/// <param name="Version">Changes with the network.</param>
internal sealed record MapView(int Side, int NeuronSide, float[] Low, float[] High, string[][] Layers, string Answer, float[] Range, MapWeights[] Weights, long Version);

/// <summary>The numbers of one layer.</summary>
/// <param name="Layer">Its index among the network's layers.</param>
/// <param name="Rows">One row per neuron: its weights.</param>
/// <param name="Biases">One per neuron; none where the layer has none.</param>
internal sealed record MapWeights(int Layer, float[][] Rows, float[] Biases);
