using System.Text.Json;

namespace Glia.Formats;

/// <summary>How far a training has come, how it runs and on which data, as it stands in a checkpoint.</summary>
internal static class TrainingJson
{
    public static string Write(TrainingState state) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", state.Epoch);
        json.WriteNumber("position", state.Position);
        json.WriteNumber("step", state.Step);
        json.WriteDouble("lossSum", state.LossSum);
        json.WriteNumber("correct", state.Correct);
        json.WriteDouble("plateauBest", state.Plateau.Best);
        json.WriteNumber("plateauWaited", state.Plateau.Waited);
        json.WriteDouble("plateauFactor", state.Plateau.Factor);
        json.WriteDouble("bestLoss", state.BestLoss);
        json.WriteNumber("epochsSinceBest", state.EpochsSinceBest);
        json.WriteBoolean("stopped", state.Stopped);
        json.WriteEndObject();
    });

    public static TrainingState ReadState(JsonFields fields)
    {
        fields.Only("epoch", "position", "step", "lossSum", "correct", "plateauBest", "plateauWaited", "plateauFactor", "bestLoss", "epochsSinceBest", "stopped");
        return new TrainingState
        {
            Epoch = fields.Integer("epoch", 0),
            Position = fields.Integer("position", 0),
            Step = fields.Long("step"),
            LossSum = fields.Double("lossSum"),
            Correct = fields.Integer("correct", 0),
            Plateau = new PlateauState(fields.Double("plateauBest"), fields.Integer("plateauWaited", 0), fields.Double("plateauFactor")),
            BestLoss = fields.Double("bestLoss"),
            EpochsSinceBest = fields.Integer("epochsSinceBest", 0),
            Stopped = fields.Flag("stopped"),
        };
    }

    /// <summary>The options that decide the result, and how often checkpoints are written.</summary>
    public static string Write(TrainingOptions options) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("epochs", options.Epochs);
        json.WriteNumber("batchSize", options.BatchSize);
        json.WriteNumber("seed", options.Seed);
        json.WriteBoolean("shuffle", options.Shuffle);
        json.WriteNumber("checkpointEverySteps", options.CheckpointEverySteps);
        if (options.Augmentation is { } augmentation) json.WriteString("augmentation", augmentation.Description);
        if (options.EarlyStopping is { } stopping)
        {
            json.WriteStartObject("earlyStopping");
            json.WriteNumber("patience", stopping.Patience);
            json.WriteDouble("minimumImprovement", stopping.MinimumImprovement);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    public static TrainingOptions ReadOptions(JsonFields fields)
    {
        fields.Only("epochs", "batchSize", "seed", "shuffle", "checkpointEverySteps", "augmentation", "earlyStopping");
        JsonFields? stopping = fields.Has("earlyStopping") ? fields.Object("earlyStopping").Only("patience", "minimumImprovement") : null;
        return new TrainingOptions
        {
            Epochs = fields.Integer("epochs", 1),
            BatchSize = fields.Integer("batchSize", 0),
            Seed = fields.Unsigned("seed"),
            Shuffle = fields.Flag("shuffle"),
            CheckpointEverySteps = fields.Integer("checkpointEverySteps", 0),
            Augmentation = fields.Has("augmentation") ? new NamedAugmentation(fields.Text("augmentation")) : null,
            EarlyStopping = stopping is null ? null : new EarlyStopping(stopping.Integer("patience", int.MinValue), stopping.Double("minimumImprovement")),
        };
    }

    public static string Write(DataFingerprint data, DataFingerprint? validation) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        WriteData(json, "training", data);
        if (validation is not null) WriteData(json, "validation", validation);
        json.WriteEndObject();
    });

    public static (DataFingerprint Data, DataFingerprint? Validation) ReadData(JsonFields fields)
    {
        fields.Only("training", "validation");
        return (ReadData(fields, "training"), fields.Has("validation") ? ReadData(fields, "validation") : null);
    }

    private static void WriteData(Utf8JsonWriter json, string name, DataFingerprint data)
    {
        json.WriteStartObject(name);
        json.WriteNumber("samples", data.Samples);
        json.WriteNumber("features", data.Features);
        json.WriteNumber("classes", data.Classes);
        json.WriteNumber("targets", data.Targets);
        json.WriteString("sha256", data.Hash);
        json.WriteEndObject();
    }

    private static DataFingerprint ReadData(JsonFields fields, string name)
    {
        JsonFields data = fields.Object(name).Only("samples", "features", "classes", "targets", "sha256");
        return new(data.Integer("samples", 1), data.Integer("features", 1), data.Integer("classes", 0), data.Integer("targets", 0), data.Text("sha256"));
    }
}
