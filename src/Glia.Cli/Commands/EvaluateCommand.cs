using System.CommandLine;
using Glia.Datasets;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia evaluate</c>: every measure of a model on test data, and its worst mistakes (row E4).</summary>
internal sealed class EvaluateCommand : ToolCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model file." };
    private readonly Option<string?> _data = Opt.Text("--data", "WHAT", ToolData.Help);
    private readonly Option<string?> _part = Opt.Choice<string>("--part", "PART", "Of data that have both: train or test. Default: test.", ["train", "test"], p => p is "train" or "test" ? p : null);
    private readonly Option<string?> _mistakes = Opt.Text("--mistakes", "FILE.png", "Draw the worst mistakes as a sheet of pictures.");
    private readonly Option<string?> _html = Opt.Text("--html", "FILE", "Write a page to walk through: the confusion matrix with the samples behind every number, worst mistakes with their bars, every class, how sure it may be.");
    private readonly Option<bool> _reliability = Opt.Flag("--reliability", "Show how often it is right, against how sure it is.");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace these files if they exist.");
    private readonly Option<int?> _threads = Opt.Int("--threads", "N", "Threads; 0 for one per core. The result does not depend on it. Default: 0.", 0, 256);

    public EvaluateCommand()
        : base("evaluate", "Score a model on test data: accuracy, confusion matrix, every class, calibration, worst mistakes.",
            new Example("glia evaluate digits.safetensors --data mnist", "Score on MNIST's 10,000 test digits."),
            new Example("glia evaluate digits.safetensors --data mnist --mistakes mistakes.png", "The same, and a sheet with the 36 worst mistakes."),
            new Example("glia evaluate digits.safetensors --data mnist --html report.html", "A page: which digit is taken for which, and what these look like."),
            new Example("glia evaluate digits.safetensors --data my-digits.csv --json", "Every figure as JSON, for the samples of a CSV file."))
    {
        Add(_model);
        Group("Data", _data, _part);
        Group("Result", _html, _mistakes, _reliability, _force, _threads);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string model = input.GetRequiredValue(_model), spec = input.GetValue(_data) ?? DataSource.Default;
        string? sheet = input.GetValue(_mistakes), html = input.GetValue(_html);
        Network network = SavedModel.Load(model);
        CheckOutputs(html, sheet, input.GetValue(_force), [model, spec]);
        NamedData data = input.GetValue(_part) == "train" ? ToolData.Train(console, spec, DataSource.TrainCount, 1) : ToolData.Test(console, spec);
        SavedModel.CheckFits(network, model, data);
        if (sheet is not null && !data.Data.Shape.IsImage) throw ToolException.BadOption(_mistakes.Name, $"the samples of {data.Name} are not pictures, so there is nothing to draw.");

        Evaluation evaluation = Scoring.Evaluate(console, network, model, data, input.GetValue(_threads) ?? 0);
        if (html is not null) PageFile.Write(html, EvaluationReport.Of(Path.GetFileName(model), data.Name, evaluation, data.Data));
        if (sheet is not null) Png.Write(sheet, MistakeSheet.Draw(evaluation, data.Data));
        if (input.GetValue(GliaTool.Json)) WriteJson(console, model, network, data, evaluation, sheet, html);
        else Write(console, model, network, data, evaluation, input.GetValue(_reliability), sheet, html);
        return ExitCodes.Ok;
    }

    private void CheckOutputs(string? html, string? sheet, bool force, string[] inputs)
    {
        string[] files = [.. inputs.Where(File.Exists)];
        if (html is not null) OutputFile.CheckNew(_html.Name, html, force, files);
        if (sheet is not null) OutputFile.CheckNew(_mistakes.Name, sheet, force, files);
        if (html is not null && sheet is not null && Path.GetFullPath(html) == Path.GetFullPath(sheet)) throw ToolException.BadOption(_mistakes.Name, $"'{sheet}' is the page of {_html.Name}, too. Name another file.");
    }

    private static void Write(ToolConsole console, string model, Network network, NamedData data, Evaluation evaluation, bool reliability, string? sheet, string? html)
    {
        ConfusionMatrix confusion = evaluation.Confusion;
        console.Out.MarkupLine($"  [bold]{Markup.Escape(model)}[/] on {Markup.Escape(data.Name)}");
        console.Out.WriteLine();
        int wrong = confusion.Count - confusion.Correct;
        console.Out.MarkupLine($"  accuracy     [bold green]{Show.Percent(evaluation.Accuracy),-8}[/] {Show.Count(wrong)} of {Show.Count(evaluation.Count)} wrong");
        if (confusion.ClassNames.Count > 3) console.Out.MarkupLine($"  top 2, top 3 {Show.Percent(evaluation.TopKAccuracy(2))}, {Show.Percent(evaluation.TopKAccuracy(3))}  the class is among the first answers");
        console.Out.MarkupLine($"  log-loss     {Show.Loss(evaluation.LogLoss),-8} 0 is perfect, {Show.Loss(Math.Log(confusion.ClassNames.Count))} is guessing");
        console.Out.MarkupLine($"  calibration  {Show.Percent(evaluation.ExpectedCalibrationError),-8} how far its sureness is off, on average");
        if (network.RejectOption is not null)
            console.Out.MarkupLine($"  answered     {Show.Percent((double)evaluation.AnsweredCount / evaluation.Count),-8} of those {Show.Percent(evaluation.AnsweredAccuracy)} right; of the others it is unsure");
        console.Out.WriteLine();
        ConfusionTable.Write(console, confusion);
        console.Out.WriteLine();
        WriteClasses(console, confusion);
        if (reliability)
        {
            console.Out.WriteLine();
            ReliabilityTable.Write(console, evaluation.Reliability);
        }

        Mistakes.Write(console, evaluation, data.Data);
        if (sheet is null && html is null) return;
        console.Out.WriteLine();
        if (sheet is not null) console.Out.MarkupLine($"  Sheet of the worst mistakes: [green]{Markup.Escape(sheet)}[/]");
        if (html is not null) console.Out.MarkupLine($"  Page with the samples behind every number: [green]{Markup.Escape(html)}[/]");
    }

    private static void WriteClasses(ToolConsole console, ConfusionMatrix confusion)
    {
        var table = new TextTable("<class", "samples", "precision", "recall", "F1");
        for (int c = 0; c < confusion.ClassNames.Count; c++)
            table.Add(confusion.ClassNames[c], Show.Count(confusion.Support(c)), Show.Percent(confusion.Precision(c)), Show.Percent(confusion.Recall(c)), Show.Percent(confusion.F1(c)));
        table.Total("mean", Show.Count(confusion.Count), Show.Percent(confusion.MacroPrecision), Show.Percent(confusion.MacroRecall), Show.Percent(confusion.MacroF1));
        table.Write(console.Out);
    }

    private static void WriteJson(ToolConsole console, string model, Network network, NamedData data, Evaluation evaluation, string? sheet, string? html) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("model", model);
        EvaluationJson.Write(writer, "evaluation", data, evaluation, network.RejectOption is not null);
        writer.WriteStartArray("worstMistakes");
        foreach (Answer answer in evaluation.WorstMistakes().Take(36))
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", answer.Index);
            writer.WriteString("is", data.Data.ClassNames[answer.Actual]);
            writer.WriteString("looksLike", answer.Predicted < 0 ? null : data.Data.ClassNames[answer.Predicted]);
            writer.Number("sure", answer.Confidence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (sheet is not null) writer.WriteString("sheet", sheet);
        if (html is not null) writer.WriteString("page", html);
    });
}
