using Glia.Formats;
using Utf8 = System.Text.UTF8Encoding;

namespace Glia;

// Networks for other programs, and from them: Weka and Wekinator, C#, ONNX, PyTorch.
public sealed partial class Network
{
    /// <summary>
    /// Reads a network as Weka's MultilayerPerceptron prints it, which is what Wekinator shows under "Display in console": any number of layers, sigmoid or linear outputs. Other text before
    /// and after it is passed over. Names of inputs are kept in <see cref="TrainingSummary"/> as <c>input names</c>.
    /// </summary>
    /// <param name="path">The text file.</param>
    /// <param name="ranges">What the text leaves out: the ranges of inputs and outputs. Without them the network is what was printed, and takes and gives values normalised to −1 … 1.</param>
    /// <exception cref="InvalidFileException">The text is no network whose nodes form layers; the message gives the line.</exception>
    /// <exception cref="ArgumentException">The ranges do not go with the network.</exception>
    /// <exception cref="IOException">The file could not be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading is not allowed there.</exception>
    public static Network ImportWeka(string path, WekaRanges? ranges = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (stream.Length > WekaText.MostBytes) throw new InvalidFileException(path, "too-large", $"The file has {stream.Length} bytes; a printed network has at most {WekaText.MostBytes}.");
        using var reader = new StreamReader(stream, new Utf8(false));
        return WekaText.Read(path, reader.ReadToEnd(), ranges ?? WekaRanges.Unknown);
    }

    /// <summary>Reads a network from the text that Weka's MultilayerPerceptron prints, as <see cref="ImportWeka"/> does from a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ranges">What the text leaves out: the ranges of inputs and outputs; null for the network as it was printed.</param>
    /// <exception cref="InvalidFileException">The text is no network whose nodes form layers; the message gives the line.</exception>
    /// <exception cref="ArgumentException">The ranges do not go with the network.</exception>
    public static Network FromWekaText(string text, WekaRanges? ranges = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WekaText.Read("the text", text, ranges ?? WekaRanges.Unknown);
    }

    /// <summary>
    /// The network as Weka prints one: sigmoid hidden layers, linear or sigmoid outputs. The scaler is no part of that text: it holds the network between the normalisations.
    /// Reading it again gives the same weights and biases, to the bit.
    /// </summary>
    /// <exception cref="InvalidOperationException">The network has other activations, for which the text has no words, or numbers that are infinite or NaN.</exception>
    public string ToWekaText() => WekaText.Write(this);

    /// <summary>Writes the network to a file as Weka prints one, the text of <see cref="ToWekaText"/>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidOperationException">The text has no words for the network's activations.</exception>
    /// <exception cref="IOException">The file could not be written; what was there before is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed there; what was there before is untouched.</exception>
    public void ExportWeka(string path)
    {
        byte[] text = new Utf8(false).GetBytes(WekaText.Write(this));
        AtomicFile.Write(path, stream => stream.Write(text));
    }

    /// <summary>
    /// The network as C# source: a static class with <c>Predict(ReadOnlySpan&lt;float&gt;)</c> that needs nothing but .NET 8, and gives the bits that this library gives for one sample, on every
    /// machine; and <c>SelfCheck()</c>, which compares the outputs of stored samples with those that were stored with them. Temperature and scaler are in it; the
    /// <see cref="RejectOption"/> is not.
    /// </summary>
    /// <param name="names">Names of the class and its namespace.</param>
    /// <exception cref="InvalidOperationException">The network has an activation of your own, more than two million weights, or numbers that are infinite or NaN.</exception>
    /// <exception cref="ArgumentException">A name does not compile.</exception>
    public string ToCSharp(CSharpNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        using var text = new StringWriter();
        CSharpFile.Writer(this, names)(text);
        return text.ToString();
    }

    /// <summary>Writes the network to a file as C# source, that of <see cref="ToCSharp"/>.</summary>
    /// <param name="path">The file, by habit <c>Name.cs</c>.</param>
    /// <param name="names">Names of the class and its namespace; by default the class is named after the file.</param>
    /// <exception cref="InvalidOperationException">The network cannot be written in C#; the message says why.</exception>
    /// <exception cref="ArgumentException">A name does not compile.</exception>
    /// <exception cref="IOException">The file could not be written; what was there before is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed there; what was there before is untouched.</exception>
    public void ExportCSharp(string path, CSharpNames? names = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Action<TextWriter> write = CSharpFile.Writer(this, names ?? CSharpNames.FromFile(path));
        AtomicFile.Write(path, stream =>
        {
            using var text = new StreamWriter(stream, new Utf8(false), 1 << 16, leaveOpen: true);
            write(text);
        });
    }

    /// <summary>
    /// Writes the network as ONNX (IR version 8, operator set 13): input <c>inputs</c>, raw values of shape <c>(batch, in)</c>, output <c>outputs</c>, shape <c>(batch, out)</c>. Scaler and
    /// temperature are nodes of the graph; class names and samples with their outputs lie in its metadata. Outputs agree with this library's to about six digits.
    /// </summary>
    /// <exception cref="InvalidOperationException">The network has an activation of your own, more than 2 GB of weights, or numbers that are infinite or NaN.</exception>
    /// <exception cref="IOException">The file could not be written; what was there before is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed there; what was there before is untouched.</exception>
    public void ExportOnnx(string path) => AtomicFile.Write(path, OnnxFile.Writer(this));

    /// <summary>Writes the network as ONNX to a stream, the bytes of <see cref="ExportOnnx(string)"/>.</summary>
    /// <exception cref="InvalidOperationException">The network cannot be written as ONNX; the message says why.</exception>
    public void ExportOnnx(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        OnnxFile.Writer(this)(stream);
    }

    /// <summary>
    /// Reads a plain network of linear layers that PyTorch saved as safetensors, <c>safetensors.torch.save_file(model.state_dict(), path)</c>. Numbers of 16 and 64 bits become 32-bit
    /// floats.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="layers">What the file does not say: the activations, the scaler.</param>
    /// <exception cref="InvalidFileException">The file holds something else than a chain of linear layers; the message names the tensor.</exception>
    /// <exception cref="ArgumentException">The scaler does not go with the network's inputs.</exception>
    /// <exception cref="IOException">The file could not be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading is not allowed there.</exception>
    public static Network ImportPyTorch(string path, PyTorchLayers layers)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(layers);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return PyTorchModel.Read(stream, path, layers);
    }

    /// <summary>Reads a plain network of linear layers that PyTorch saved as safetensors from a stream, which must hold the file from here to its end.</summary>
    /// <exception cref="InvalidFileException">The content is something else than a chain of linear layers.</exception>
    /// <exception cref="ArgumentException">The scaler does not go with the network's inputs.</exception>
    public static Network ImportPyTorch(Stream stream, PyTorchLayers layers)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(layers);
        return PyTorchModel.Read(stream, (stream as FileStream)?.Name ?? "the file", layers);
    }
}
