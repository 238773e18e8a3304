using System.Globalization;
using System.Text.RegularExpressions;
using Glia.Studio.Serving;

namespace Glia.Studio.Tests.Serving;

/// <summary>The figures: each line is one that Prometheus reads, and they tell what happened.</summary>
public sealed partial class MeterTests
{
    [Fact]
    public async Task Figures_tell_what_was_asked_and_answered()
    {
        await using PredictionServer server = await PredictionServer.StartAsync(ServeFixture.Models, new ServeOptions { Port = 0 }, _ => { });
        using HttpClient client = ServeFixture.ClientOf(server);
        for (int i = 0; i < 5; i++) await Ask.Post(client, "curve", "{\"inputs\":[[1,2],[3,4]]}");
        await Ask.Post(client, "large", Ask.Json([.. Enumerable.Range(0, 6).Select(Ask.Digit)]));
        await Ask.Post(client, "curve", "{");
        await Ask.Post(client, "nothing", "{}");
        await Ask.Get(client, "/nowhere");
        Dictionary<string, double> figures = Parse((await Ask.Get(client, "/metrics")).Text);
        Assert.Equal(6, figures["glia_requests_total{route=\"predict\",status=\"200\"}"]);
        Assert.Equal(1, figures["glia_requests_total{route=\"predict\",status=\"400\"}"]);
        Assert.Equal(1, figures["glia_requests_total{route=\"predict\",status=\"404\"}"]);
        Assert.Equal(1, figures["glia_requests_total{route=\"other\",status=\"404\"}"]);
        Assert.Equal((6, 6), (figures["glia_predict_duration_seconds_count"], figures["glia_predict_duration_seconds_bucket{le=\"+Inf\"}"]));
        Assert.Equal((10, 11, 16), (figures["glia_batch_samples_bucket{le=\"1\"}"], figures["glia_batch_samples_bucket{le=\"8\"}"], figures["glia_batch_samples_sum"]));
        Assert.Equal((0, 1), (figures["glia_queue_length{model=\"large\"}"], figures["glia_requests_in_flight"]));
        Assert.Equal(1, figures["glia_model_info{model=\"curve\",version=\"1\"}"]);
        Assert.True(figures["process_resident_memory_bytes"] > 1e6);
        double[] buckets = [.. figures.Where(f => f.Key.StartsWith("glia_predict_duration_seconds_bucket", StringComparison.Ordinal)).Select(f => f.Value)];
        Assert.Equal(buckets.Order(), buckets);
    }

    [Fact]
    public void A_histogram_is_right_to_within_a_tenth()
    {
        for (int index = 0; index < 200; index++)
        {
            long start = index == 0 ? 0 : LatencyHistogram.End(index - 1), end = LatencyHistogram.End(index);
            Assert.Equal((index, index), (LatencyHistogram.IndexOf(start), LatencyHistogram.IndexOf(end - 1)));
            if (start > 16) Assert.True(end <= start * 1.13);
        }

        var histogram = new LatencyHistogram();
        for (int i = 1; i <= 1000; i++) histogram.Add(i);
        Assert.InRange(histogram.Read().Quantile(0.5), 500, 560);
        Assert.InRange(histogram.Read().Quantile(0.99), 990, 1100);
        Assert.Equal(0, histogram.Read().Since(histogram.Read()).Quantile(0.5));
        histogram.Add(long.MaxValue);
        Assert.Equal(1001, histogram.Read().Total);
    }

    private static Dictionary<string, double> Parse(string text)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#'))
            {
                Assert.Matches(Comment(), line);
                continue;
            }

            Match match = Figure().Match(line);
            Assert.True(match.Success, line);
            figures.Add(match.Groups[1].Value, double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        }

        return figures;
    }

    [GeneratedRegex(@"^# (HELP [a-z_]+ .+|TYPE [a-z_]+ (counter|gauge|histogram))$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^([a-z_]+(?:\{[a-z]+="[^"\\]*"(?:,[a-z]+="[^"\\]*")*\})?) ([-+0-9.eE]+)$""")]
    private static partial Regex Figure();
}
