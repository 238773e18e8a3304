using System.CommandLine;
using Glia.Datasets;
using Glia.Pages;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia compare</c>: networks on the same samples, whether a difference means anything, and where they disagree.</summary>
internal sealed class CompareCommand : ToolCommand
{
    private const int Most = 8;

    private readonly Argument<string[]> _models = new("MODEL") { Description = $"Two to {Most} model files. Where it goes into detail, the first two are A and B.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _data = Opt.Text("--data", "WHAT", "generated, mnist, or a file or folder (IDX, CSV, PNGs by label). Default: generated.");
    private readonly Option<string?> _part = Opt.Choice<string>("--part", "PART", "Of data that have both: train or test. Default: test.", ["train", "test"], p => p is "train" or "test" ? p : null);
    private readonly Option<string?> _html = Opt.Text("--html", "FILE", "Write a page with the samples behind every number.");
    private readonly Option<string?> _sheet = Opt.Text("--sheet", "FILE.png", "Draw the samples that they disagree on most.");
    private readonly Option<bool> _force = Opt.Flag("--force", "Replace these files if they exist.");
    private readonly Option<int?> _threads = Opt.Int("--threads", "N", "Threads; 0 for one per core. The result does not depend on it. Default: 0.", 0, 256);

    public CompareCommand()
        : base("compare", "Compare models on the same samples: which is better, whether that is more than chance, and where they disagree.",
            new Example("glia compare small.safetensors large.safetensors --data mnist", "Two networks on MNIST's 10,000 test digits."),
            new Example("glia compare a.safetensors b.safetensors --data mnist --html compared.html", "The same as a page, with the digits that they read differently."),
            new Example("glia compare seed-*.safetensors --json", "Up to eight at once, as JSON."))
    {
        Add(_models);
        Group("Data", _data, _part);
        Group("Result", _html, _sheet, _force, _threads);
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        string[] models = input.GetRequiredValue(_models);
        string spec = input.GetValue(_data) ?? DataSource.Default;
        if (models.Length is < 2 or > Most) throw ToolException.BadOption("<MODEL>", $"two to {Most} models are compared, but {models.Length} {(models.Length == 1 ? "is" : "are")} named.");
        Network[] networks = [.. models.Select(SavedModel.Load)];
        for (int i = 1; i < models.Length; i++) CheckComparable(networks[0], models[0], networks[i], models[i]);
        string? html = input.GetValue(_html), sheet = input.GetValue(_sheet);
        CheckOutputs(html, sheet, input.GetValue(_force), [.. models, spec]);

        NamedData data = input.GetValue(_part) == "train" ? ToolData.Train(console, spec, DataSource.TrainCount, 1) : ToolData.Test(console, spec);
        for (int i = 0; i < models.Length; i++) SavedModel.CheckFits(networks[i], models[i], data);
        if (sheet is not null && !data.Data.Shape.IsImage) throw ToolException.BadOption(_sheet.Name, $"the samples of {data.Name} are not pictures, so there is nothing to draw.");

        string[] names = Distinct(models);
        ComparedNetwork[] compared = [.. models.Select((model, i) => new ComparedNetwork(((char)('A' + i)).ToString(), names[i], networks[i],
            Scoring.Evaluate(console, networks[i], model, data, input.GetValue(_threads) ?? 0), new FileInfo(model).Length))];
        var report = new ComparisonReport(data.Name, compared, data.Data);
        if (html is not null) PageFile.Write(html, report.Full());
        if (sheet is not null) Png.Write(sheet, DisagreementSheet.Draw(report.Pair, data.Data));
        if (input.GetValue(GliaTool.Json)) ComparisonJson.Write(console, data, models, compared, report, html, sheet);
        else Write(console, report, html, sheet);
        return ExitCodes.Ok;
    }

    /// <summary>Names without folders, where that leaves them different.</summary>
    private static string[] Distinct(string[] models)
    {
        string[] names = [.. models.Select(m => Path.GetFileName(m))];
        return names.Distinct(StringComparer.Ordinal).Count() == models.Distinct(StringComparer.Ordinal).Count() ? names : models;
    }

    private static void CheckComparable(Network first, string firstName, Network other, string otherName)
    {
        if (first.Inputs != other.Inputs)
            throw ToolException.BadFile(otherName, $"it takes {Show.Count(other.Inputs)} inputs, but {firstName} takes {Show.Count(first.Inputs)}. Only networks for the same samples compare.");
        if (first.ClassNames.Count > 0 && other.ClassNames.Count > 0 && !first.ClassNames.SequenceEqual(other.ClassNames, StringComparer.Ordinal))
            throw ToolException.BadFile(otherName, $"it tells apart the classes {SavedModel.Names(other.ClassNames)}, but {firstName} {SavedModel.Names(first.ClassNames)}. Only networks for the same classes compare.");
    }

    private void CheckOutputs(string? html, string? sheet, bool force, string[] inputs)
    {
        string[] files = [.. inputs.Where(File.Exists)];
        if (html is not null) OutputFile.CheckNew(_html.Name, html, force, files);
        if (sheet is not null) OutputFile.CheckNew(_sheet.Name, sheet, force, files);
        if (html is not null && sheet is not null && Path.GetFullPath(html) == Path.GetFullPath(sheet)) throw ToolException.BadOption(_sheet.Name, $"'{sheet}' is the page of {_html.Name}, too. Name another file.");
    }

    private static void Write(ToolConsole console, ComparisonReport report, string? html, string? sheet)
    {
        TerminalPage.Write(console, report.Short());
        if (html is null && sheet is null) return;
        console.Out.WriteLine();
        if (html is not null) console.Out.MarkupLine($"  Page with all of it: [green]{Markup.Escape(html)}[/]");
        if (sheet is not null) console.Out.MarkupLine($"  Sheet of the samples they disagree on most: [green]{Markup.Escape(sheet)}[/]");
    }
}
