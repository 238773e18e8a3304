using System.Globalization;
using System.Text;
using Glia.Datasets;
using Glia.Pages;
using Glia.Workbench;

namespace Glia.Studio.Runs;

/// <summary>What repeats a run without the studio: the command, and the program.</summary>
internal static class Repetition
{
    /// <summary>The command line of <c>glia train</c>, and a C# program of its own, that come to the same bits.</summary>
    public static (string Command, string Code) Of(RunSettings settings, RunRecord? record = null)
    {
        if (record?.Status == RunStatus.Failed) return ("", "");
        string command = Command(settings);
        string code = Program(settings, record);
        return (command, code);
    }

    private static string Command(RunSettings settings)
    {
        if (DataSource.Toy(settings.Choice.Data) is ToyPlane) return ""; // values are for the library: the tool learns classes
        List<string> words = ["glia", "train", .. settings.Choice.Arguments(), .. settings.RecipeSettings.Arguments()];
        if (settings.Seed != 1) words.AddRange(["--seed", settings.Seed.ToString(CultureInfo.InvariantCulture)]);
        return string.Join(' ', words.Select(Quote));
    }

    private static string Quote(string word) => word.Any(c => char.IsWhiteSpace(c) || c is '\'' or '"' or '$' or '\\' or '(' or ')' or '&' or ';' or '*') ? "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'" : word;

    private static string Program(RunSettings settings, RunRecord? record)
    {
        Recipe recipe = settings.Recipe;
        var text = new StringBuilder();
        text.Append("using Glia;\nusing Glia.Datasets;\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Data(settings, record)}\n");
        text.Append(CultureInfo.InvariantCulture, $"var network = new Network(train.FeatureCount, seed: {settings.Seed}{string.Concat(Layers(recipe, record).Select(l => $",\n    {l}"))})\n{{\n    Scaler = {ScalerText(recipe)},\n    Encoding = {EncodingText(recipe)},\n}};\n");
        text.Append(CultureInfo.InvariantCulture, $"var optimizer = {OptimizerText(recipe)};\n");
        string validation = settings.Choice.Validation > 0 ? ", Validation = validation" : "", augment = recipe.Augmentation is { } a ? $", Augmentation = PictureAugmentation.Parse(\"{a}\")" : "", order = recipe.Shuffle ? "" : ", Shuffle = false";
        text.Append(CultureInfo.InvariantCulture, $"var options = new TrainingOptions {{ Epochs = {recipe.Epochs}, BatchSize = {recipe.Batch}, Seed = {settings.Seed}{order}{validation}{augment} }};\n");
        text.Append(CultureInfo.InvariantCulture, $"new Trainer(network, train, optimizer, {LossText(recipe)}, options).Fit(Console.WriteLine);\n");
        text.Append("network.Save(\"model.safetensors\");\n");
        return text.ToString();
    }

    private static string Data(RunSettings settings, RunRecord? record)
    {
        DataChoice choice = settings.Choice;
        string train = DataSource.Toy(choice.Data) is { } toy
            ? $"var train = ToyData.{char.ToUpperInvariant(toy.Name[0])}{toy.Name[1..]}.Create({choice.Count}, {Float(choice.Noise)}, seed: {settings.Seed});"
            : choice.Data == DataSource.Generated ? $"var train = HandwrittenDigits.Generate({choice.Count}, seed: {settings.Seed});"
            : choice.Data == DataSource.MnistName ? "var (train, test) = Mnist.Load();"
            : Directory.Exists(choice.Data) ? $"var (train, test) = Split.Random(ImageFolder.Read({Literal(choice.Data)}), 0.1, seed: 1);"
            : $"var (train, test) = Split.Random(CsvData.Read({Literal(choice.Data)}), 0.1, seed: 1);";
        if (choice.Validation == 0) return train;
        string held = record is { Kind: DataKind.Digits or DataKind.Pictures } or null && DataSource.Toy(choice.Data) is null
            ? $"Split.HoldOutLast(train, {choice.Validation})"
            : $"Split.Random(train, (double){choice.Validation} / train.Count, seed: 1)";
        return $"{train}\n(train, var validation) = {held};";
    }

    private static IEnumerable<string> Layers(Recipe recipe, RunRecord? record)
    {
        foreach (int units in recipe.Hidden)
        {
            yield return DenseText(recipe, units.ToString(CultureInfo.InvariantCulture), recipe.Activation);
            if (recipe.Dropout > 0) yield return $"new Dropout({Float(recipe.Dropout)})";
        }

        bool isRegression = record is { Classes.Count: 0, Outputs: > 0 };
        string outputs = isRegression ? "train.TargetCount" : recipe.Targets.Encoding is BinaryCode ? "new BinaryCode().Outputs(train.ClassCount)" : "train.ClassCount";
        yield return DenseText(recipe, outputs, isRegression ? Activation.Identity : recipe.Loss is CrossEntropy ? Activation.Softmax : Activation.Sigmoid);
    }

    private static string DenseText(Recipe recipe, string units, Activation activation)
    {
        List<string> extras = [];
        if (!recipe.HasBiases) extras.Add("Bias = false");
        if (recipe.Weights is { } weights) extras.Add($"Weights = {InitializerText(weights)}");
        if (recipe.Biases.Name != Initializer.Zeros.Name) extras.Add($"Biases = {InitializerText(recipe.Biases)}");
        return $"new Dense({units}, {ActivationText(activation)})" + (extras.Count > 0 ? $" {{ {string.Join(", ", extras)} }}" : "");
    }

    private static string ActivationText(Activation activation) => $"Activation.Find({Literal(activation.Name)})!";

    private static string InitializerText(Initializer initializer) => $"Initializer.Find({Literal(initializer.Name)})!";

    private static string OptimizerText(Recipe recipe)
    {
        string rate = Float(recipe.Rate), momentum = Float(recipe.Momentum);
        string made = recipe.Optimizer.Name switch
        {
            "sgd" or "momentum" => $"new Sgd({rate}, {momentum})",
            "nesterov" => $"new Sgd({rate}, {momentum}, nesterov: true)",
            "rmsprop" => $"new RmsProp({rate})",
            "adamw" => $"new AdamW({rate})",
            _ => $"new Adam({rate})",
        };
        List<string> extras = [];
        if (recipe.Schedule is WarmupLinear warmup) extras.Add($"Schedule = {ScheduleText(warmup)}");
        else if (recipe.Schedule is not ConstantRate) extras.Add($"Schedule = Schedule.Find({Literal(recipe.Schedule.Name)})!");
        if (recipe.L1 > 0) extras.Add($"L1 = {Float(recipe.L1)}");
        if (recipe.L2 > 0) extras.Add($"L2 = {Float(recipe.L2)}");
        if (recipe.ClipNorm > 0) extras.Add($"ClipNorm = {Float(recipe.ClipNorm)}");
        return extras.Count > 0 ? $"{made} with {{ {string.Join(", ", extras)} }}" : made;
    }

    private static string ScheduleText(WarmupLinear schedule) => $"new WarmupLinear({schedule.Warmup.ToString("R", CultureInfo.InvariantCulture)})";

    private static string LossText(Recipe recipe) => recipe.Loss is CrossEntropy { LabelSmoothing: > 0 } smooth
        ? $"new CrossEntropy {{ LabelSmoothing = {Float(smooth.LabelSmoothing)} }}"
        : $"Loss.Find({Literal(recipe.Loss.Name)})!";

    private static string ScalerText(Recipe recipe) => recipe.Scaling.Name switch
    {
        "standardise" => "Scaler.Standardize(train, perFeature: !train.Shape.IsImage)",
        "deviation" => "Scaler.DivideByDeviation(train, perFeature: !train.Shape.IsImage)",
        "255" or "256" => $"Scaler.Divide({recipe.Scaling.Name})",
        "0.01-1" => "Scaler.Range(0, 255, 0.01f, 1)",
        "0.01-0.99" => "Scaler.Range(0, 255, 0.01f, 0.99f)",
        "-1-1" => "Scaler.Range(0, 255, -1, 1)",
        _ => "Scaler.None",
    };

    private static string EncodingText(Recipe recipe) => recipe.Targets.Name switch { "0-1" => "new OneHot()", "0.01-0.99" => "new OneHot(0.01f, 0.99f)", _ => "new BinaryCode()" };

    private static string Float(float value) => Num.Exact(value) + (Num.Exact(value).Contains('.', StringComparison.Ordinal) || Num.Exact(value).Contains('e', StringComparison.Ordinal) ? "f" : "");

    private static string Literal(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
