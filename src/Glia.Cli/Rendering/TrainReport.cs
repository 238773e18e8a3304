using System.Text.Json;
using Glia.Datasets;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>What is said before and after a training.</summary>
internal sealed class TrainReport(ToolConsole console, TrainJob job)
{
    private Network Network => job.Trainer.Network;

    private string Source => Network.TrainingSummary.GetValueOrDefault("data", DataSource.Default);

    private bool IsGate => DataSource.Toy(Source) is ToyGate && job.Data.Test.Data.Count == 4;

    /// <summary>On what, which network, how.</summary>
    public void WriteHead()
    {
        console.Out.WriteLine();
        Fact("data", job.Data.Train.Name);
        if (job.Data.Test.Name.Length > 0) Fact("test", job.Data.Test.Name + (job.Data.Mnist is null ? "" : $"; {job.Data.Mnist.Name}"));
        Fact("network", $"{Shape(Network)}, {Functions(Network)}: {Show.Count(Network.ParameterCount)} numbers to learn");
        string[] recipe = job.Recipe is null ? Network.TrainingSummary.GetValueOrDefault("recipe", "").Split("; ") : [.. job.Recipe.Lines()];
        for (int i = 0; i < recipe.Length; i++) Fact(i == 0 ? "recipe" : "", recipe[i]);
        if (job.Recipe is null) Fact("resumed", job.Trainer.IsDone ? "after its last epoch, to be scored and saved" : $"in epoch {job.Trainer.EpochsDone + 1} of {job.Trainer.Options.Epochs}, step {Show.Count(job.Trainer.StepsDone)} of {Show.Count(job.Trainer.TotalSteps)}");
        foreach ((int i, string line) in job.Ranks?.Description(job.Trainer.Options.Threads).Index() ?? []) Fact(i == 0 ? "ranks" : "", line);
        if (job.Trainer.ResumeNotice is { } notice) Fact("note", notice);
        console.Out.WriteLine();
    }

    /// <summary>Scores, confusion matrix, worst mistakes, what next.</summary>
    public void WriteEnd(TrainOutcome outcome)
    {
        job.View.WriteCurve();
        console.Out.WriteLine();
        if (outcome.Result.StoppedEarly) console.Out.MarkupLine("  Stopped early: the validation loss got no better. The best weights were kept.");
        if (IsGate) ScoreGate(Test(outcome));
        else Score(Test(outcome), job.Data.Test.Name);
        if (outcome.Mnist is not null) Score(outcome.Mnist, job.Data.Mnist!.Name);
        if (outcome.Calibration is { } calibration)
        {
            console.Out.MarkupLine($"  Calibrated on {Markup.Escape(job.Data.Calibration!.Name)}: temperature {Show.Exact(MathF.Round(calibration.Temperature, 3))}.");
            console.Out.MarkupLine($"  Its sureness was off by {Show.Percent(calibration.Before.ExpectedCalibrationError)}, now by {Show.Percent(calibration.After.ExpectedCalibrationError)}; it is unsure below {Show.Percent(calibration.RejectOption.MinimumConfidence)}.");
        }

        console.Out.MarkupLine($"  Trained in {Show.Time(outcome.Duration)}. Saved to [green]{Markup.Escape(job.Out)}[/].");
        console.Out.WriteLine();
        (Evaluation evaluation, NamedData data) = outcome.Mnist is null ? (Test(outcome), job.Data.Test) : (outcome.Mnist, job.Data.Mnist!);
        if (outcome.Mnist is not null) console.Out.MarkupLine("  [bold]On MNIST's test digits[/]");
        if (IsGate) TruthTable.Write(console, Network, data.Data, evaluation);
        else ConfusionTable.Write(console, evaluation.Confusion);
        if (Network.Inputs == 2) WriteMap(evaluation, data.Data);
        Mistakes.Write(console, evaluation, data.Data);
        WriteNext(outcome);
    }

    public void WriteJson(TrainOutcome outcome) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("model", job.Out);
        writer.WriteString("data", job.Data.Train.Name);
        writer.WriteNumber("samples", job.Data.Train.Data.Count);
        writer.WriteNumber("seed", job.Training.Seed);
        writer.WriteString("network", Shape(Network));
        writer.WriteNumber("parameters", Network.ParameterCount);
        WriteRecipe(writer);
        WriteEpochs(writer, outcome.Result);
        writer.WriteBoolean("stoppedEarly", outcome.Result.StoppedEarly);
        writer.Number("seconds", outcome.Duration.TotalSeconds);
        WriteCalibration(writer, outcome.Calibration);
        EvaluationJson.Write(writer, "test", job.Data.Test, Test(outcome), Network.RejectOption is not null);
        if (IsGate) TruthTable.WriteJson(writer, Network, job.Data.Test.Data, Test(outcome));
        if (outcome.Mnist is not null) EvaluationJson.Write(writer, "mnist", job.Data.Mnist!, outcome.Mnist, Network.RejectOption is not null);
    });

    private void WriteRecipe(Utf8JsonWriter writer)
    {
        Trainer trainer = job.Trainer;
        writer.WriteStartObject("recipe");
        writer.WriteString("preset", Network.TrainingSummary.GetValueOrDefault("preset"));
        writer.WriteString("optimizer", trainer.Optimizer.Name);
        writer.WriteNumber("learningRate", trainer.Optimizer.LearningRate);
        writer.WriteString("schedule", trainer.Optimizer.Schedule.Name);
        writer.WriteString("loss", trainer.Loss.Name);
        writer.WriteNumber("batch", trainer.Options.BatchSize);
        writer.WriteNumber("epochs", trainer.Options.Epochs);
        writer.WriteString("augmentation", trainer.Options.Augmentation?.Description);
        writer.WriteNumber("l1", trainer.Optimizer.L1);
        writer.WriteNumber("l2", trainer.Optimizer.L2);
        writer.WriteString("scaler", Network.Scaler?.Name);
        writer.WriteEndObject();
    }

    private void WriteCalibration(Utf8JsonWriter writer, Calibration? calibration)
    {
        if (calibration is null) return;
        writer.WriteStartObject("calibration");
        writer.WriteString("data", job.Data.Calibration!.Name);
        writer.WriteNumber("samples", calibration.Count);
        writer.Number("temperature", calibration.Temperature);
        writer.Number("unsureBelow", calibration.RejectOption.MinimumConfidence);
        writer.Number("logLossBefore", calibration.Before.LogLoss);
        writer.Number("logLossAfter", calibration.After.LogLoss);
        writer.Number("errorBefore", calibration.Before.ExpectedCalibrationError);
        writer.Number("errorAfter", calibration.After.ExpectedCalibrationError);
        writer.WriteEndObject();
    }

    private static void WriteEpochs(Utf8JsonWriter writer, TrainingResult result)
    {
        writer.WriteStartArray("epochs");
        foreach (EpochReport epoch in result.Epochs)
        {
            writer.WriteStartObject();
            writer.WriteNumber("epoch", epoch.Epoch);
            writer.Number("loss", epoch.Loss);
            writer.Number("accuracy", epoch.Accuracy);
            writer.Number("validationLoss", epoch.ValidationLoss);
            writer.Number("validationAccuracy", epoch.ValidationAccuracy);
            writer.Number("learningRate", epoch.LearningRate);
            writer.Number("seconds", epoch.Duration.TotalSeconds);
            writer.Number("samplesPerSecond", epoch.SamplesPerSecond);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void Score(Evaluation evaluation, string name) =>
        console.Out.MarkupLine($"  [bold green]{Show.Percent(evaluation.Accuracy)}[/] right on {Markup.Escape(name)}: {Show.Count(evaluation.Count - evaluation.Confusion.Correct)} wrong");

    /// <summary>A truth table has no other rows to test on.</summary>
    private void ScoreGate(Evaluation evaluation) => console.Out.MarkupLine(
        $"  [bold green]{evaluation.Confusion.Correct} of {evaluation.Count}[/] right. There are no other points: it is tested on the four that it learned from.");

    private void WriteMap(Evaluation evaluation, Dataset data)
    {
        console.Out.WriteLine();
        console.Out.MarkupLine("  [bold]What it answers where[/]");
        DecisionMap.Write(console, Network, data, evaluation);
    }

    // This tool trains on classes only, so that there is an evaluation.
    private static Evaluation Test(TrainOutcome outcome) => outcome.Test!;

    private void Fact(string name, string value) => console.Out.MarkupLine($"  [dim]{name,-8}[/] {Markup.Escape(value)}");

    private void WriteNext(TrainOutcome outcome)
    {
        console.Out.WriteLine();
        console.Out.MarkupLine("  [bold]What next[/]");
        foreach ((string line, string meaning) in Suggestions(outcome))
        {
            console.Out.MarkupLine($"  [dim]{Markup.Escape(meaning)}[/]");
            console.Out.MarkupLine($"    [green]{Markup.Escape($"{console.Command} {line}")}[/]");
        }
    }

    private IEnumerable<(string Line, string Meaning)> Suggestions(TrainOutcome outcome)
    {
        string model = Shell.Quote(job.Out), source = Source;
        if (DataSource.Toy(source) is { } toy) return ToySuggestions(toy, model, outcome);
        return Suggestions(outcome, model, source);
    }

    private IEnumerable<(string Line, string Meaning)> ToySuggestions(ToyData toy, string model, TrainOutcome outcome)
    {
        yield return ($"predict {model} {(toy is ToyGate ? "1,0" : "0.5,-0.5")}", "Ask it about a point of your own:");
        yield return ($"explain {model} {(toy is ToyGate ? "1,0" : "0.5,-0.5")} --target {Network.ClassNames[^1]}", "See every number of one training step:");
        if (Test(outcome).Accuracy < 1) yield return ($"train --data {toy} --seed 2", "Try other starting weights:");
        else if (toy is ToyGate) yield return ($"train --data {toy} --layers 2 --activation sigmoid --lr 0.5 --epochs 3000 --seed 7", "How few neurons are enough?");
        else yield return ($"train --data {toy} --layers 4 --noise 0.1", "Make it harder, with fewer neurons and blurred points:");
    }

    private IEnumerable<(string Line, string Meaning)> Suggestions(TrainOutcome outcome, string model, string source)
    {
        bool isGenerated = source == DataSource.Generated, hasMnist = outcome.Mnist is not null;
        if (Network.InputShape == new FeatureShape(28, 28)) yield return ($"predict {model} my-digit.png", "Read a digit that you have written and photographed or drawn:");
        string data = hasMnist ? DataSource.MnistName : Network.TrainingSummary.GetValueOrDefault("test data", source);
        if (Network.InputShape.IsImage) yield return ($"evaluate {model} --data {Shell.Quote(data)} --html report.html", "See which class it takes for which, and what these look like, as a page:");
        if (isGenerated && !hasMnist) yield return ("data fetch mnist", "Fetch the real digits of MNIST (11 MB), to train on those:");
        else if (isGenerated) yield return ("train --data mnist", "Train on MNIST's real digits instead of generated ones:");
        else if (Network.Layers.Count < 3) yield return ($"train --data {Shell.Quote(source)} --layers 256 --dropout 0.2 --epochs 20", "Make it better with more neurons, dropout and time:");
    }

    private static string Shape(Network network) => string.Join("-", network.Layers.OfType<Dense>().Select(d => d.Units).Prepend(network.Inputs));

    private static string Functions(Network network) => string.Join(", ", network.Layers.OfType<Dense>().Select(d => d.Activation.Name));
}
