using Glia.Formats;
using Glia.Kernels;

namespace Glia;

// Saving and loading.
public sealed partial class Network
{
    /// <summary>A network whose numbers are all 0 until a file fills them in.</summary>
    internal Network(int inputs, ulong seed, Layer[] layers, bool isEmpty)
    {
        _ = isEmpty; // tells this constructor from the one that draws weights
        Inputs = inputs;
        Seed = seed;
        _layers = layers;
        Layers = Array.AsReadOnly(_layers);
        Layout = LayOut(inputs, layers, out int length);
        Outputs = Layout[^1].Out;
        Parameters = new FloatBuffer(length);
    }

    /// <summary>
    /// Saves the network, with scaler, encoding and class names, as a safetensors file that PyTorch can read too: tensors are named as in an <c>nn.Sequential</c> of
    /// the same layers (a dense layer and its activation count as two modules), weights of shape <c>(out, in)</c>. The old file is replaced only by a complete new
    /// one. The same network gives the same bytes.
    /// </summary>
    /// <param name="path">The file, by habit <c>name.safetensors</c>.</param>
    /// <exception cref="InvalidOperationException">The network cannot be saved so that it could be loaded again, for example because a weight is NaN.</exception>
    /// <exception cref="IOException">The file could not be written; what was there before is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed there; what was there before is untouched.</exception>
    public void Save(string path) => AtomicFile.Write(path, ModelFile.Writer(this));

    /// <summary>Saves the network to a stream.</summary>
    /// <exception cref="InvalidOperationException">The network cannot be saved so that it could be loaded again.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelFile.Write(stream, this);
    }

    /// <summary>Loads a network from a model file or a checkpoint. The file is data only: loading runs nothing that it could bring along.</summary>
    /// <param name="path">The file.</param>
    /// <param name="custom">The activations of your own that the network uses: <c>Activation.Of&lt;Mine&gt;()</c>.</param>
    /// <exception cref="InvalidFileException">The file is not a sound model; <see cref="InvalidFileException.Rule"/> names what it breaks.</exception>
    /// <exception cref="IOException">The file could not be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading is not allowed there.</exception>
    /// <exception cref="ArgumentException">One of <paramref name="custom"/> has the name of a built-in activation, or two have the same.</exception>
    public static Network Load(string path, params Activation[] custom) => Load(path, allowNonFinite: false, custom);

    /// <summary>Loads a network, even one whose weights are infinite or NaN, in order to look at it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="allowNonFinite">Whether to take weights that are infinite or NaN.</param>
    /// <param name="custom">The activations of your own that the network uses.</param>
    /// <exception cref="InvalidFileException">The file is not a sound model.</exception>
    /// <exception cref="IOException">The file could not be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading is not allowed there.</exception>
    /// <exception cref="ArgumentException">One of <paramref name="custom"/> has the name of a built-in activation, or two have the same.</exception>
    public static Network Load(string path, bool allowNonFinite, params Activation[] custom)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return ModelFile.Read(stream, path, allowNonFinite, custom);
    }

    /// <summary>Loads a network from a stream, which must hold the file from here to its end and nothing after it. Its length need not be known.</summary>
    /// <param name="stream">Where the file is read from.</param>
    /// <param name="custom">The activations of your own that the network uses.</param>
    /// <exception cref="InvalidFileException">The content is not a sound model.</exception>
    /// <exception cref="ArgumentException">One of <paramref name="custom"/> has the name of a built-in activation, or two have the same.</exception>
    public static Network Load(Stream stream, params Activation[] custom)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ModelFile.Read(stream, (stream as FileStream)?.Name ?? "the model", allowNonFinite: false, custom);
    }
}
