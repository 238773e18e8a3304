using System.CommandLine;
using System.Text.Json;
using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia predict</c>: reads pictures (rows E5 and E6), and shows where a misread one went astray; numbers do as inputs, too.</summary>
internal sealed class PredictCommand : ToolCommand
{
    private const int BarWidth = 24;

    private readonly Argument<string> _model = new("MODEL") { Description = "A model file." };
    private readonly Argument<string[]> _files = new("FILE.png|NUMBERS") { Description = "PNG pictures of one digit each: any size, dark on light or light on dark. Or a network's inputs as numbers: 0.9,0.1,0.8.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _raw = Opt.Flag("--raw", "Take the pixels as they are, instead of finding the ink and framing it as MNIST does.");
    private readonly Option<string?> _stages = Opt.Text("--stages", "SHEET.png", "Draw every stage of the preparation as a sheet of pictures, with the network's answer to each: where was it misread?");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace the sheet if it exists.");

    public PredictCommand()
        : base("predict", "Read pictures, or numbers: every output, the answer, and how sure it is.",
            new Example("glia predict digits.safetensors my-digit.png", "Read a digit that you drew or photographed, whatever its size and colours."),
            new Example("glia predict digits.safetensors my-digit.png --stages sheet.png", "Why was it misread? A sheet of what the network sees, from the picture to the framed digit."),
            new Example("glia predict digits.safetensors scans/*.png --json", "Read many, as JSON."),
            new Example("glia predict xor.safetensors 0,0 0,1 1,0 1,1", "Numbers as inputs: the outputs and the answer for each."),
            new Example("glia predict digits.safetensors mnist-digit.png --raw", "A picture of 28 × 28 pixels, white on black, taken as it is."))
    {
        Add(_model);
        Add(_files);
        Group("How", _raw);
        Group("Result", _stages, _force);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string model = input.GetRequiredValue(_model);
        string[] files = input.GetRequiredValue(_files);
        Network network = SavedModel.Load(model);
        if (files.Any(InputNumbers.IsMeant)) return AnswerNumbers(input, console, network, model, files);
        if (network.ClassNames.Count == 0) throw ToolException.BadFile(model, "this model does not tell classes apart, so it cannot say what a picture shows.");
        bool raw = input.GetValue(_raw);
        string? sheet = input.GetValue(_stages);
        if (sheet is not null) CheckStages(network, model, sheet, files, raw, input.GetValue(_force));

        // All pictures are read before the first answer, so that a bad one among them leaves no half of a result.
        Reading[] readings = [.. files.Select(file => Read(network, model, file, raw))];
        if (sheet is not null) Png.Write(sheet, StageSheet.Draw(network, [.. readings.Select(r => (r.File, r.Ink!))]));
        if (input.GetValue(GliaTool.Json)) WriteJson(console, model, network, readings, sheet);
        else Write(console, network, readings, sheet);
        return ExitCodes.Ok;
    }

    private int AnswerNumbers(ParseResult input, ToolConsole console, Network network, string model, string[] texts)
    {
        const string argument = "<FILE.png|NUMBERS>";
        if (texts.FirstOrDefault(text => !InputNumbers.IsMeant(text)) is { } picture) throw ToolException.BadOption(argument, $"'{picture}' is no numbers, but others are. Give pictures or numbers, not both.");
        if (input.GetValue(_raw)) throw ToolException.BadOption(_raw.Name, "it is for pictures, but the inputs are numbers. Leave it out.");
        if (input.GetValue(_stages) is not null) throw ToolException.BadOption(_stages.Name, "it is for pictures, but the inputs are numbers. Leave it out.");
        InputNumbers[] numbers = [.. texts.Select(text => InputNumbers.Parse(argument, text, network, model))];
        if (input.GetValue(GliaTool.Json)) NumberAnswers.WriteJson(console, model, network, numbers);
        else NumberAnswers.Write(console, network, numbers);
        return ExitCodes.Ok;
    }

    private void CheckStages(Network network, string model, string sheet, string[] files, bool raw, bool force)
    {
        if (raw) throw ToolException.BadOption(_stages.Name, "with --raw the pixels are taken as they are, so there are no stages. Leave one of the two out.");
        if (network.InputShape != HandwrittenDigits.Shape) throw ToolException.BadOption(_stages.Name, $"{model} does not take digits of 28 × 28 pixels, so its pictures are not prepared and there are no stages.");
        if (files.Length > StageSheet.MostPictures) throw ToolException.BadOption(_stages.Name, $"a sheet holds {StageSheet.MostPictures} pictures, but there are {files.Length}. Give fewer at a time.");
        OutputFile.CheckNew(_stages.Name, sheet, force, [model, .. files]);
    }

    /// <summary>One picture, what the network was given, and what it says.</summary>
    private sealed record Reading(string File, byte[] Pixels, FeatureShape Shape, Opinion Opinion, InkPreparationResult? Ink)
    {
        public bool IsEmpty => Ink is { IsEmpty: true };

        public int Answer => IsEmpty ? -1 : Opinion.Answer;

        public float[] Beliefs => Opinion.Beliefs;

        public IReadOnlyList<InkWarning> Warnings => Ink?.Warnings ?? [];
    }

    private static Reading Read(Network network, string model, string file, bool raw)
    {
        PictureInput picture = PictureInput.Read(network, model, file, raw);
        return new Reading(file, picture.Pixels, picture.Shape, Opinion.Of(network, picture.Pixels), picture.Ink);
    }

    private static void Write(ToolConsole console, Network network, Reading[] readings, string? sheet)
    {
        foreach (Reading reading in readings) Write(console, network, reading);
        if (sheet is not null) console.Out.MarkupLine($"  Sheet of the stages: [green]{Markup.Escape(sheet)}[/]");
    }

    private static void Write(ToolConsole console, Network network, Reading reading)
    {
        console.Out.MarkupLine($"  [bold]{Markup.Escape(reading.File)}[/]");
        string[] bars = [.. Bars(network, reading)];
        string[] picture = [];
        if (reading.Shape.IsImage)
        {
            (float[] pixels, FeatureShape shape) = Picture.WithoutRim(Array.ConvertAll(reading.Pixels, p => (float)p), reading.Shape);
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
        string answer = Markup.Escape(network.ClassNames[reading.Answer]);
        string second = Markup.Escape(network.ClassNames[reading.Opinion.Second]);
        if (reading.Opinion.IsUnsure is not null) return Calibrated(reading.Opinion, answer, second);
        Sureness sure = reading.Opinion.Sureness;
        string other = sure == Sureness.Sure ? "" : $", or else {second}";
        return $"It is [bold green]{answer}[/]{other} [dim]({sure.Word})[/]";
    }

    /// <summary>What a network says that knows how sure it may be: its belief is a number to go by, and it may be unsure.</summary>
    private static string Calibrated(Opinion opinion, string answer, string second)
    {
        if (!opinion.IsFamiliar) return $"[yellow]Unsure:[/] unlike all it knows; if anything, {answer}";
        return opinion.IsUnsure == true ? $"[yellow]Unsure:[/] perhaps {answer}, or else {second}" : $"It is [bold green]{answer}[/] [dim]({Show.Percent(opinion.Belief, 1)} sure)[/]";
    }

    private static void WriteJson(ToolConsole console, string model, Network network, Reading[] readings, string? sheet) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("model", model);
        writer.WriteStartArray("predictions");
        foreach (Reading reading in readings) WriteJson(writer, network, reading, sheet is not null);
        writer.WriteEndArray();
        if (sheet is not null) writer.WriteString("sheet", sheet);
    });

    private static void WriteJson(Utf8JsonWriter writer, Network network, Reading reading, bool withStages)
    {
        writer.WriteStartObject();
        writer.WriteString("file", reading.File);
        writer.WriteString("answer", reading.Answer < 0 ? null : network.ClassNames[reading.Answer]);
        writer.Number("sure", reading.Answer < 0 ? 0 : reading.Beliefs[reading.Answer]);
        if (reading.Opinion.IsUnsure is { } isUnsure) writer.WriteBoolean("unsure", isUnsure);
        writer.Numbers("outputs", reading.Opinion.Outputs);
        writer.Probabilities(network, reading.Opinion);
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
        if (withStages) WriteStages(writer, network, reading);
        writer.WriteEndObject();
    }

    private static void WriteStages(Utf8JsonWriter writer, Network network, Reading reading)
    {
        writer.WriteStartArray("stages");
        foreach (InkStage stage in reading.Ink!.Stages)
        {
            if (stage.Pixels is null) continue;
            Opinion opinion = Opinion.Of(network, stage.Pixels);
            bool isNothing = stage.Pixels.All(p => p == stage.Pixels[0]);
            writer.WriteStartObject();
            writer.WriteString("stage", stage.Name);
            writer.WriteBoolean("inverted", stage.IsInverted);
            writer.WriteString("answer", isNothing || opinion.Answer < 0 ? null : network.ClassNames[opinion.Answer]);
            writer.Number("sure", isNothing ? 0 : opinion.Belief);
            writer.Probabilities(network, opinion);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
