using System.Text.Json;

namespace Glia.Cli;

/// <summary>What was measured, as JSON.</summary>
internal static class BenchJson
{
    public static void Write(Utf8JsonWriter writer, BenchResult result)
    {
        WriteMachine(writer, result);
        writer.WriteStartArray("peak");
        foreach (PeakResult peak in result.Peaks) WritePeak(writer, peak);
        writer.WriteEndArray();
        if (result.RoundTrip is { } trip) Pair(writer, "coreToCoreNanoseconds", trip.Median * 1e9, trip.Best * 1e9);
        writer.WriteStartArray("products");
        foreach (ProductResult product in result.Products) WriteProduct(writer, result, product);
        writer.WriteEndArray();
        writer.WriteStartArray("training");
        foreach (TrainResult training in result.Trainings) WriteTraining(writer, result, training);
        writer.WriteEndArray();
        WritePredictions(writer, result);
    }

    private static void WriteMachine(Utf8JsonWriter writer, BenchResult result)
    {
        MachineFacts machine = result.Machine;
        writer.WriteString("glia", GliaTool.Version);
        writer.WriteStartObject("machine");
        writer.WriteString("processor", machine.Processor);
        writer.WriteNumber("cores", machine.Cores);
        writer.WriteNumber("floatsAtOnce", machine.Floats);
        writer.WriteString("runtime", machine.Runtime);
        writer.WriteString("system", machine.System);
        writer.WriteNumber("threads", machine.Threads);
        writer.WriteEndObject();
        writer.WriteString("data", result.Data.Name);
        writer.WriteNumber("samples", result.Data.Data.Count);
        writer.WriteNumber("windows", result.Plan.Windows);
        writer.WriteNumber("windowMilliseconds", result.Plan.Window.TotalMilliseconds);
        writer.Number("seconds", result.Duration.TotalSeconds);
    }

    private static void WritePeak(Utf8JsonWriter writer, PeakResult peak)
    {
        writer.WriteStartObject();
        writer.WriteNumber("threads", peak.Threads);
        writer.Number("gflops", peak.Best / 1e9);
        writer.Number("unrest", peak.Unrest);
        Gflops(writer, "before", peak.Before);
        Gflops(writer, "after", peak.After);
        writer.WriteEndObject();
    }

    private static void WriteProduct(Utf8JsonWriter writer, BenchResult result, ProductResult product)
    {
        writer.WriteStartObject();
        writer.WriteString("product", product.Shape.Name);
        writer.WriteNumber("rows", product.Shape.Rows);
        writer.WriteNumber("depth", product.Shape.Depth);
        writer.WriteNumber("columns", product.Shape.Columns);
        writer.WriteNumber("threads", product.Threads);
        Gflops(writer, "gflops", product.Dense);
        writer.Number("ofPeak", result.OfPeak(product.Dense.Best, product.Threads));
        if (product.Digits is { } digits) Gflops(writer, "digitsGflops", digits);
        if (product.Faster is { } faster) writer.Number("faster", faster);
        writer.WriteEndObject();
    }

    private static void WriteTraining(Utf8JsonWriter writer, BenchResult result, TrainResult training)
    {
        double operations = training.Later.Best * training.Case.OperationsPerSample;
        writer.WriteStartObject();
        writer.WriteString("network", training.Case.Shape);
        writer.WriteNumber("batch", training.Case.Batch);
        writer.WriteString("optimizer", training.Case.Optimizer.Name);
        writer.WriteString("activation", training.Case.Hidden.Name);
        writer.WriteString("loss", training.Case.Loss.Name);
        writer.WriteNumber("threads", training.Threads);
        writer.WriteString("inputs", training.IsDense ? "dense" : "digits");
        writer.Number("firstEpoch", training.First);
        Pair(writer, "samplesPerSecond", training.Later.Median, training.Later.Best);
        writer.WriteNumber("operationsPerSample", training.Case.OperationsPerSample);
        writer.Number("gflops", operations / 1e9);
        writer.Number("ofPeak", result.OfPeak(operations, training.Threads));
        if (!training.IsDense) writer.Number("faster", result.Faster(training));
        writer.WriteEndObject();
    }

    private static void WritePredictions(Utf8JsonWriter writer, BenchResult result)
    {
        writer.Number("firstPredictionMicroseconds", result.FirstPrediction * 1e6);
        writer.WriteStartArray("prediction");
        foreach (PredictResult prediction in result.Predictions)
        {
            writer.WriteStartObject();
            writer.WriteString("network", prediction.Network);
            Pair(writer, "microseconds", prediction.One.Median * 1e6, prediction.One.Best * 1e6);
            writer.WriteStartArray("batches");
            foreach ((int threads, Rate samples) in prediction.Batches)
            {
                writer.WriteStartObject();
                writer.WriteNumber("samples", PredictBench.BatchSamples);
                writer.WriteNumber("threads", threads);
                Pair(writer, "samplesPerSecond", samples.Median, samples.Best);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Gflops(Utf8JsonWriter writer, string name, Rate rate) => Pair(writer, name, rate.Median / 1e9, rate.Best / 1e9);

    private static void Pair(Utf8JsonWriter writer, string name, double median, double best)
    {
        writer.WriteStartObject(name);
        writer.Number("median", median);
        writer.Number("best", best);
        writer.WriteEndObject();
    }
}
