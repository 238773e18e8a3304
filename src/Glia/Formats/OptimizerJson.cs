using System.Text.Json;

namespace Glia.Formats;

/// <summary>Optimiser, schedule and loss as they stand in a checkpoint: names from a closed set and their settings.</summary>
internal static class OptimizerJson
{
    /// <summary>An optimiser with its schedule.</summary>
    /// <exception cref="InvalidOperationException">The schedule is not one of the built-in ones.</exception>
    public static string Write(Optimizer optimizer) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", optimizer is Sgd ? "sgd" : optimizer.Name);
        json.WriteSingle("learningRate", optimizer.LearningRate);
        switch (optimizer)
        {
            case Sgd sgd:
                json.WriteSingle("momentum", sgd.Momentum);
                json.WriteBoolean("nesterov", sgd.Nesterov);
                break;
            case RmsProp prop:
                json.WriteSingle("decay", prop.Decay);
                json.WriteSingle("epsilon", prop.Epsilon);
                break;
            case Adam adam:
                WriteAdam(json, adam.Beta1, adam.Beta2, adam.Epsilon);
                break;
            case AdamW decaying:
                WriteAdam(json, decaying.Beta1, decaying.Beta2, decaying.Epsilon);
                json.WriteSingle("weightDecay", decaying.WeightDecay);
                break;
            default:
                throw new InvalidOperationException($"The optimiser {optimizer.Name} cannot be saved.");
        }

        json.WriteSingle("l1", optimizer.L1);
        json.WriteSingle("l2", optimizer.L2);
        json.WriteSingle("clipNorm", optimizer.ClipNorm);
        json.WriteSingle("clipValue", optimizer.ClipValue);
        json.WriteSingle("maxNorm", optimizer.MaxNorm);
        json.WriteStartObject("schedule");
        WriteSchedule(json, optimizer.Schedule);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteAdam(Utf8JsonWriter json, float beta1, float beta2, float epsilon)
    {
        json.WriteSingle("beta1", beta1);
        json.WriteSingle("beta2", beta2);
        json.WriteSingle("epsilon", epsilon);
    }

    public static Optimizer Read(JsonFields fields)
    {
        string name = fields.Text("name");
        float rate = fields.AnySingle("learningRate");
        Optimizer optimizer = fields.Build<Optimizer>(() => name switch
        {
            "sgd" => new Sgd(rate, fields.AnySingle("momentum"), fields.Flag("nesterov")),
            "rmsprop" => new RmsProp(rate, fields.AnySingle("decay"), fields.AnySingle("epsilon")),
            "adam" => new Adam(rate, fields.AnySingle("beta1"), fields.AnySingle("beta2"), fields.AnySingle("epsilon")),
            "adamw" => new AdamW(rate, fields.AnySingle("weightDecay"), fields.AnySingle("beta1"), fields.AnySingle("beta2"), fields.AnySingle("epsilon")),
            _ => throw fields.Invalid("unknown-optimizer", $"the optimiser {SafeText.Quote(name)} is unknown"),
        });
        return fields.Build(() => optimizer with
        {
            L1 = fields.AnySingle("l1"),
            L2 = fields.AnySingle("l2"),
            ClipNorm = fields.AnySingle("clipNorm"),
            ClipValue = fields.AnySingle("clipValue"),
            MaxNorm = fields.AnySingle("maxNorm"),
            Schedule = ReadSchedule(fields.Object("schedule")),
        });
    }

    /// <summary>A loss.</summary>
    public static string Write(Loss loss) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", loss.Name);
        if (loss is Huber huber) json.WriteDouble("delta", huber.Delta);
        if (loss is CrossEntropy entropy)
        {
            json.WriteSingle("labelSmoothing", entropy.LabelSmoothing);
            if (entropy.ClassWeights is { } weights) json.WriteNumbers("classWeights", [.. weights]);
        }

        json.WriteEndObject();
    });

    public static Loss ReadLoss(JsonFields fields)
    {
        string name = fields.Text("name");
        Loss loss = Loss.All.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal))
            ?? throw fields.Invalid("unknown-loss", $"the loss {SafeText.Quote(name)} is unknown");
        return loss switch
        {
            Huber => fields.Build(() => new Huber(fields.Double("delta"))),
            CrossEntropy => fields.Build(() => new CrossEntropy
            {
                LabelSmoothing = fields.AnySingle("labelSmoothing"),
                ClassWeights = fields.Has("classWeights") ? fields.Singles("classWeights") : null,
            }),
            _ => loss,
        };
    }

    private static void WriteSchedule(Utf8JsonWriter json, Schedule schedule)
    {
        json.WriteString("name", schedule.Name);
        switch (schedule)
        {
            case ConstantRate:
                break;
            case StepDecay step:
                json.WriteNumber("everyEpochs", step.EveryEpochs);
                json.WriteDouble("decay", step.Decay);
                break;
            case ExponentialDecay exponential:
                json.WriteDouble("perEpoch", exponential.PerEpoch);
                break;
            case CosineDecay cosine:
                json.WriteDouble("final", cosine.Final);
                break;
            case OneCycle cycle:
                json.WriteDouble("warmUp", cycle.Warmup);
                json.WriteDouble("startDivisor", cycle.StartDivisor);
                json.WriteDouble("finalDivisor", cycle.FinalDivisor);
                break;
            case WarmupLinear warmup:
                json.WriteDouble("warmUp", warmup.Warmup);
                break;
            case ReduceOnPlateau plateau:
                json.WriteNumber("patience", plateau.Patience);
                json.WriteDouble("decay", plateau.Decay);
                json.WriteDouble("minimumImprovement", plateau.MinimumRelativeImprovement);
                break;
            default:
                throw new InvalidOperationException($"The schedule {schedule.Name} is your own, so a checkpoint cannot hold it. Use a built-in schedule, or train without checkpoints.");
        }
    }

    private static Schedule ReadSchedule(JsonFields fields)
    {
        string name = fields.Text("name");
        return fields.Build<Schedule>(() => name switch
        {
            "constant" => new ConstantRate(),
            "step" => new StepDecay(fields.Integer("everyEpochs", int.MinValue), fields.Double("decay")),
            "exponential" => new ExponentialDecay(fields.Double("perEpoch")),
            "cosine" => new CosineDecay(fields.Double("final")),
            "one-cycle" => new OneCycle(fields.Double("warmUp"), fields.Double("startDivisor"), fields.Double("finalDivisor")),
            "warmup-linear" => new WarmupLinear(fields.Double("warmUp")),
            "plateau" => new ReduceOnPlateau(fields.Integer("patience", int.MinValue), fields.Double("decay"), fields.Double("minimumImprovement")),
            _ => throw fields.Invalid("unknown-schedule", $"the schedule {SafeText.Quote(name)} is unknown"),
        });
    }
}
