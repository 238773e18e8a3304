using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Glia.Studio.Serving;

/// <summary>The figures in Prometheus' text format, version 0.0.4.</summary>
internal static class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(ServingMeter meter, ServedModels models)
    {
        var text = new StringBuilder();
        Head(text, "glia_requests_total", "counter", "Requests by route and status.");
        foreach ((string route, int status, long count) in meter.Requests) Line(text, $"glia_requests_total{{route=\"{route}\",status=\"{status}\"}}", count);
        Gauge(text, "glia_requests_in_flight", "Requests being worked on, this one among them.", meter.InFlight);
        WriteLatency(text, meter.Latency.Read());
        WriteModels(text, models);
        WriteBatches(text, meter);
        using Process process = Process.GetCurrentProcess();
        Gauge(text, "process_resident_memory_bytes", "Memory of the process that is in use.", process.WorkingSet64);
        Head(text, "process_cpu_seconds_total", "counter", "Processor time of the process.");
        Line(text, "process_cpu_seconds_total", process.TotalProcessorTime.TotalSeconds);
        Gauge(text, "process_start_time_seconds", "When the process began, in seconds since 1970.", new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1e3);
        Gauge(text, "dotnet_gc_heap_bytes", "Managed memory.", GC.GetTotalMemory(false));
        return text.ToString();
    }

    private static void WriteLatency(StringBuilder text, LatencyCounts counts)
    {
        const string name = "glia_predict_duration_seconds";
        const int first = 3, last = 23; // doublings of a microsecond: 16 µs to 16 s
        Head(text, name, "histogram", "How long requests took that were answered with predictions.");
        long seen = 0;
        int at = 0;
        for (int doubling = first; doubling <= last; doubling++)
        {
            long end = 2L << doubling;
            for (; at < counts.Counts.Length && LatencyHistogram.End(at) <= end; at++) seen += counts.Counts[at];
            Line(text, string.Create(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"{end / 1e6}\"}}"), seen);
        }

        long total = counts.Total;
        Line(text, $"{name}_bucket{{le=\"+Inf\"}}", total);
        Line(text, $"{name}_sum", counts.Sum / 1e6);
        Line(text, $"{name}_count", total);
    }

    private static void WriteModels(StringBuilder text, ServedModels models)
    {
        ServedModel[] ready = [.. models.Ready.OrderBy(m => m.Served.Id, StringComparer.Ordinal)];
        Head(text, "glia_queue_length", "gauge", "Requests that wait for a model.");
        foreach (ServedModel model in ready) Line(text, $"glia_queue_length{{model=\"{model.Id}\"}}", model.Queue.Length);
        Head(text, "glia_model_info", "gauge", "The version of a model that was asked for.");
        foreach (ServedModel model in ready) Line(text, $"glia_model_info{{model=\"{model.Id}\",version=\"{model.Version}\"}}", 1);
    }

    private static void WriteBatches(StringBuilder text, ServingMeter meter)
    {
        const string name = "glia_batch_samples";
        Head(text, name, "histogram", "Samples that went through a network in one pass.");
        long seen = 0;
        for (int step = 0; step < meter.Batches.Count - 1; step++) Line(text, $"{name}_bucket{{le=\"{1 << step}\"}}", seen += meter.Batches[step]);
        seen += meter.Batches[^1];
        Line(text, $"{name}_bucket{{le=\"+Inf\"}}", seen);
        Line(text, $"{name}_sum", meter.Samples);
        Line(text, $"{name}_count", seen);
    }

    private static void Gauge(StringBuilder text, string name, string help, double value)
    {
        Head(text, name, "gauge", help);
        Line(text, name, value);
    }

    private static void Head(StringBuilder text, string name, string type, string help) => text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private static void Line(StringBuilder text, string name, double value) => text.Append(name).Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
