using System.Globalization;
using System.Text;
using System.Text.Json;
using Glia.Datasets;

namespace Glia.ServeLoad;

/// <summary>Requests with generated digits, as bytes; random numbers for a model that does not take digits.</summary>
internal static class RequestBytes
{
    private const int Different = 64;

    public static async Task<byte[][]> CreateAsync(LoadPlan plan)
    {
        using var client = new HttpClient { BaseAddress = plan.Address };
        string facts = await client.GetStringAsync(new Uri($"/api/models/{plan.Model}", UriKind.Relative));
        int inputs = JsonDocument.Parse(facts).RootElement.GetProperty("inputs").GetInt32();
        return [.. Enumerable.Range(0, Different).Select(i => Request(plan, Body(plan, inputs, i)))];
    }

    private static string Body(LoadPlan plan, int inputs, int index)
    {
        string[] samples = [.. Enumerable.Range(index * plan.Samples, plan.Samples).Select(i => $"[{string.Join(',', Sample(inputs, i))}]")];
        return $"{{\"inputs\":{(samples.Length == 1 ? samples[0] : $"[{string.Join(',', samples)}]")}}}";
    }

    private static IEnumerable<string> Sample(int inputs, int index)
    {
        if (inputs == HandwrittenDigits.Shape.Length)
        {
            var pixels = new byte[inputs];
            HandwrittenDigits.Draw(seed: 1, index, pixels, out _);
            return pixels.Select(p => p.ToString(CultureInfo.InvariantCulture));
        }

        var random = new Random(index);
        return Enumerable.Range(0, inputs).Select(_ => random.NextSingle().ToString(CultureInfo.InvariantCulture));
    }

    private static byte[] Request(LoadPlan plan, string body) => Encoding.ASCII.GetBytes(
        $"POST /api/models/{plan.Model}/predict HTTP/1.1\r\nHost: {plan.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
