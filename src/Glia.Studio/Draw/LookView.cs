using System.Runtime.InteropServices;
using Glia.Datasets;
using Glia.Workbench;

namespace Glia.Studio.Draw;

/// <summary>What a network says to a picture, and every number on the way there. Floats and pixels are base64, little endian.</summary>
/// <param name="Version">The run's, when the network was taken.</param>
/// <param name="IsEmpty">Whether there is no ink to look at; there is then no answer and no layer.</param>
/// <param name="Pixels">What the network was given: bytes, row by row.</param>
/// <param name="Outputs">The outputs, as the last layer gives them.</param>
/// <param name="Beliefs">How much it believes in each class, 0 … 1.</param>
/// <param name="Answer">The class; −1 for none.</param>
/// <param name="Second">The class that comes next; −1 for none.</param>
/// <param name="Sureness">sure, fairly sure or unsure.</param>
/// <param name="IsRefused">Whether a calibrated network had better not answer; null where it cannot tell.</param>
/// <param name="IsFamiliar">Whether there is about as much ink as in the pictures that it knows.</param>
/// <param name="Warnings">What may make the picture hard to read, in sentences.</param>
/// <param name="Layers">The outputs of each layer with weights, floats.</param>
/// <param name="Links">The strongest connections into each layer with weights.</param>
/// <param name="Stages">How the picture was prepared; null unless asked for, or where it was not.</param>
internal sealed record LookView(
    long Version, bool IsEmpty, string Pixels, float[] Outputs, float[] Beliefs, int Answer, int Second, string Sureness, bool? IsRefused, bool IsFamiliar, IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Layers, IReadOnlyList<StrongLinks> Links, IReadOnlyList<StageView>? Stages)
{
    private const int MostLinks = 64;

    /// <summary>Asks the network.</summary>
    /// <param name="reader">The network.</param>
    /// <param name="input">The picture as it is given it.</param>
    /// <param name="focus">A neuron whose own connections are wanted instead of the strongest; null for none.</param>
    /// <param name="withStages">Whether the preparation's stages are wanted.</param>
    public static LookView Of(Reader reader, PictureInput input, (int Layer, int Unit)? focus, bool withStages)
    {
        IReadOnlyList<StageView>? stages = withStages && input.Ink is { } ink ? StageView.All(ink) : null;
        string pixels = Convert.ToBase64String(input.Pixels);
        IReadOnlyList<string> warnings = [.. input.Ink?.Warnings.Select(w => w.Message) ?? []];
        if (input.IsEmpty) return new(reader.Version, true, pixels, [], [], -1, -1, "", null, true, warnings, [], [], stages);
        float[] inputs = reader.Inputs(input.Pixels);
        ForwardTrace trace = ForwardTrace.Of(reader.Network, inputs, reader.Network.Temperature, out _); // a snapshot, which nobody changes
        Opinion opinion = Opinion.Of(reader.Network, inputs);
        LayerTrace[] layers = [.. trace.Layers.Where(l => l.Dense is not null)];
        return new(reader.Version, false, pixels, [.. trace.Outputs], opinion.Beliefs, opinion.Answer, opinion.Beliefs.Length > 1 ? opinion.Second : -1, opinion.Sureness.Word, opinion.IsUnsure, opinion.IsFamiliar, warnings,
            [.. layers.Select(l => Base64(l.Outputs))], [.. layers.Select((l, i) => LinksInto(layers, i, focus))], stages);
    }

    /// <summary>Floats as the page takes them.</summary>
    public static string Base64(IReadOnlyList<float> values) => Convert.ToBase64String(MemoryMarshal.AsBytes<float>(values as float[] ?? [.. values]));

    private static StrongLinks LinksInto(LayerTrace[] layers, int index, (int Layer, int Unit)? focus)
    {
        if (focus is not { } at) return StrongLinks.Of(layers[index], MostLinks);
        if (layers[index].Index == at.Layer) return StrongLinks.Of(layers[index], MostLinks, to: at.Unit);
        return index > 0 && layers[index - 1].Index == at.Layer ? StrongLinks.Of(layers[index], MostLinks, from: at.Unit) : StrongLinks.None;
    }
}

/// <summary>One stage of the ink preparation as a grey picture.</summary>
/// <param name="Name">original, grey, background, ink, cleaned or framed.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Pixels">Bytes in base64, row by row.</param>
internal sealed record StageView(string Name, int Width, int Height, string Pixels)
{
    private const int MostSide = 140;

    public static IReadOnlyList<StageView> All(InkPreparationResult ink) =>
    [
        Of("original", ink.Original), Of("gray", ink.Gray), Of("background", ink.Background), Of("ink", ink.Ink), Of("cleaned", ink.Cleaned), Of("framed", ink.Framed),
    ];

    private static StageView Of(string name, RasterImage picture)
    {
        double scale = Math.Min(1, (double)MostSide / Math.Max(picture.Width, picture.Height));
        var shape = new FeatureShape(Math.Max(1, (int)Math.Round(picture.Height * scale)), Math.Max(1, (int)Math.Round(picture.Width * scale)));
        return new(name, shape.Width, shape.Height, Convert.ToBase64String(PictureFit.To(picture, shape)));
    }
}
