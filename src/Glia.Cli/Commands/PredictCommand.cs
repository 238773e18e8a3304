using System.CommandLine;
using System.Text.Json;
using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia predict</c>: reads pictures (rows E5 and E6).</summary>
internal sealed class PredictCommand : ToolCommand
{
    private const int BarWidth = 24;

    private readonly Argument<string> _model = new("MODEL") { Description = "A model file." };
    private readonly Argument<string[]> _files = new("FILE.png") { Description = "PNG pictures of one digit each: any size, dark on light or light on dark.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _raw = Opt.Flag("--raw", "Take the pixels as they are, instead of finding the ink and framing it as MNIST does.");

    public PredictCommand()
        : base("predict", "Read pictures: ten bars for each, the answer, and how sure it is.",
            new Example("glia predict digits.safetensors my-digit.png", "Read a digit that you drew or photographed, whatever its size and colours."),
            new Example("glia predict digits.safetensors scans/*.png --json", "Read many, as JSON."),
            new Example("glia predict digits.safetensors mnist-digit.png --raw", "A picture of 28 × 28 pixels, white on black, taken as it is."))
    {
        Add(_model);
        Add(_files);
        Group("How", _raw);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string model = input.GetRequiredValue(_model);
        string[] files = input.GetRequiredValue(_files);
        Network network = SavedModel.Load(model);
        if (network.ClassNames.Count == 0) throw ToolException.BadFile(model, "this model does not tell classes apart, so it cannot say what a picture shows.");
        bool raw = input.GetValue(_raw);

        // All pictures are read before the first answer, so that a bad one among them leaves no half of a result.
        Reading[] readings = [.. files.Select(file => Read(network, model, file, raw))];
        if (input.GetValue(GliaTool.Json)) WriteJson(console, model, network, readings);
        else foreach (Reading reading in readings) Write(console, network, reading);
        return ExitCodes.Ok;
    }

    /// <summary>One picture, what the network was given, and what it says.</summary>
    private sealed record Reading(string File, float[] Pixels, FeatureShape Shape, float[] Outputs, float[] Beliefs, int Answer, bool IsEmpty, bool IsUnsure, bool IsFamiliar, IReadOnlyList<InkWarning> Warnings);

    private static Reading Read(Network network, string model, string file, bool raw)
    {
        if (Directory.Exists(file)) throw ToolException.BadFile(file, "this is a folder; PNG files are needed.");
        if (!File.Exists(file)) throw ToolException.BadFile(file, "there is no such file.");
        RasterImage picture = Png.Read(file);
        FeatureShape shape = network.InputShape.Length == network.Inputs ? network.InputShape : FeatureShape.Row(network.Inputs);
        bool prepare = !raw && shape == HandwrittenDigits.Shape;
        InkPreparationResult? ink = prepare ? InkPreparation.Prepare(picture) : null;
        byte[] gray = ink?.Pixels ?? Raw(picture, shape, model, file, raw);
        var pixels = new float[gray.Length];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = gray[i];

        float[] outputs = network.Predict(pixels), beliefs = new float[network.ClassNames.Count];
        TargetEncoding encoding = network.Encoding ?? TargetEncoding.For(beliefs.Length, outputs.Length);
        encoding.Probabilities(outputs, beliefs);
        int answer = ink is { IsEmpty: true } ? -1 : encoding.Decode(outputs);
        bool isFamiliar = network.RejectOption?.IsFamiliar(pixels, network.InputShape) ?? true;
        return new Reading(file, pixels, shape, outputs, beliefs, answer < beliefs.Length ? answer : -1, ink is { IsEmpty: true }, network.IsUnsure(pixels, outputs), isFamiliar, ink?.Warnings ?? []);
    }

    private static byte[] Raw(RasterImage picture, FeatureShape shape, string model, string file, bool raw)
    {
        if (picture.Width == shape.Width && picture.Height == shape.Height) return picture.ToGray();
        string hint = raw && shape == HandwrittenDigits.Shape ? " Leave --raw out to have it prepared." : "";
        throw ToolException.BadFile(file, $"the picture has {picture}, but {model} takes {shape.Width} × {shape.Height}.{hint}");
    }

    private static void Write(ToolConsole console, Network network, Reading reading)
    {
        console.Out.MarkupLine($"  [bold]{Markup.Escape(reading.File)}[/]");
        string[] bars = [.. Bars(network, reading)];
        string[] picture = [];
        if (reading.Shape.IsImage)
        {
            (float[] pixels, FeatureShape shape) = Picture.WithoutRim(reading.Pixels, reading.Shape);
            picture = Picture.Lines(pixels, shape, console.HasColor, console.Width / 3);
        }

        string blank = picture.Length == 0 ? "" : new string(' ', Math.Min(PictureWidth(reading.Shape), console.Width / 3));
        for (int i = 0; i < Math.Max(bars.Length, picture.Length); i++)
        {
            string left = i < picture.Length ? picture[i] : blank;
            console.Out.MarkupLine($"  {left}{(picture.Length > 0 ? "   " : "")}{(i < bars.Length ? bars[i] : "")}".TrimEnd());
        }

        foreach (InkWarning warning in reading.Warnings) console.Out.MarkupLine($"  [yellow]{Markup.Escape(warning.Message)}[/]");
        console.Out.WriteLine();
    }

    private static int PictureWidth(FeatureShape shape) => shape == HandwrittenDigits.Shape ? 22 : shape.Width;

    private static IEnumerable<string> Bars(Network network, Reading reading)
    {
        const int most = 10;
        int width = network.ClassNames.Max(n => n.Length);
        IEnumerable<int> classes = Enumerable.Range(0, reading.Beliefs.Length);
        if (reading.Beliefs.Length > most) classes = classes.OrderByDescending(c => reading.Beliefs[c]).Take(most);
        foreach (int c in classes)
        {
            string line = $"{Markup.Escape(network.ClassNames[c].PadLeft(width))} {Bar.Solid(reading.Beliefs[c], BarWidth)} {Show.Percent(reading.Beliefs[c], 1),7}";
            yield return c == reading.Answer ? $"[bold green]{line}[/]" : line;
        }

        yield return Verdict(network, reading);
    }

    private static string Verdict(Network network, Reading reading)
    {
        if (reading.IsEmpty) return "[yellow]There is nothing to read.[/]";
        if (reading.Answer < 0) return "[yellow]The outputs speak for no class.[/]";
        int second = Enumerable.Range(0, reading.Beliefs.Length).Where(c => c != reading.Answer).MaxBy(c => reading.Beliefs[c]);
        string answer = Markup.Escape(network.ClassNames[reading.Answer]);
        float belief = reading.Beliefs[reading.Answer];
        if (network.RejectOption is not null) return Calibrated(reading, answer, Markup.Escape(network.ClassNames[second]));
        string sure = belief >= 0.9f ? "sure" : belief >= 0.6f ? "fairly sure" : "unsure";
        string other = belief >= 0.9f ? "" : $", or else {Markup.Escape(network.ClassNames[second])}";
        return $"It is [bold green]{answer}[/]{other} [dim]({sure})[/]";
    }

    /// <summary>What a network says that knows how sure it may be: its belief is a number to go by, and it may be unsure.</summary>
    private static string Calibrated(Reading reading, string answer, string second)
    {
        if (!reading.IsFamiliar) return $"[yellow]Unsure:[/] unlike all it knows; if anything, {answer}";
        return reading.IsUnsure ? $"[yellow]Unsure:[/] perhaps {answer}, or else {second}" : $"It is [bold green]{answer}[/] [dim]({Show.Percent(reading.Beliefs[reading.Answer], 1)} sure)[/]";
    }

    private static void WriteJson(ToolConsole console, string model, Network network, Reading[] readings) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("model", model);
        writer.WriteStartArray("predictions");
        foreach (Reading reading in readings) WriteJson(writer, network, reading);
        writer.WriteEndArray();
    });

    private static void WriteJson(Utf8JsonWriter writer, Network network, Reading reading)
    {
        writer.WriteStartObject();
        writer.WriteString("file", reading.File);
        writer.WriteString("answer", reading.Answer < 0 ? null : network.ClassNames[reading.Answer]);
        writer.Number("sure", reading.Answer < 0 ? 0 : reading.Beliefs[reading.Answer]);
        if (network.RejectOption is not null) writer.WriteBoolean("unsure", reading.IsUnsure);
        writer.Numbers("outputs", reading.Outputs);
        writer.WriteStartObject("probabilities");
        for (int c = 0; c < reading.Beliefs.Length; c++) writer.Number(network.ClassNames[c], reading.Beliefs[c]);
        writer.WriteEndObject();
        writer.WriteBoolean("empty", reading.IsEmpty);
        writer.WriteStartArray("warnings");
        foreach (InkWarning warning in reading.Warnings)
        {
            writer.WriteStartObject();
            writer.WriteString("code", warning.Code);
            writer.WriteString("message", warning.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
