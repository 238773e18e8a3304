using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Glia.Datasets;
using Glia.Studio.Http;
using Glia.Workbench;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Runs;

/// <summary>
/// A whole run as one file: the model file, which the tool reads as well, with settings, scores and curve among its facts. Of small networks the file fits into a link. What is taken in is data
/// only, and is checked like everything else that comes from outside.
/// </summary>
internal static class SharedRun
{
    private const string Fact = "studio run", Type = "application/octet-stream";
    private const int MostCurvePoints = 200, MostLink = 6_000, MostUnpacked = 1 << 20;

    /// <summary>Sends the file.</summary>
    public static Task Send(HttpContext context, StudioRun run) => Api.File(context, Pack(run), Type, FileName(run.Record.Name));

    /// <summary>Sends what comes after the address in a link; nothing where the network is too large for one.</summary>
    public static Task SendLink(HttpContext context, StudioRun run)
    {
        string? link = run.Record.Parameters > MostLink ? null : LinkText(Pack(run));
        return Api.Write(context, new SharedLink(link is { Length: <= MostLink } ? link : null), StudioJson.Default.SharedLink);
    }

    /// <summary>Takes in a file, or what was in a link: a run with its model.</summary>
    /// <exception cref="InvalidFileException">It is no model.</exception>
    public static async Task<StudioRun> TakeIn(HttpContext context, RunStore runs)
    {
        byte[] bytes = await Api.Bytes(context, ServerLimits.LargeBody);
        if (context.Request.ContentType is "text/plain" or "text/plain;charset=UTF-8") bytes = Unpack(Encoding.ASCII.GetString(bytes));
        using var stream = new MemoryStream(bytes, writable: false);
        Network network = Network.Load(stream);
        RunRecord record = Read(network) is { } shared ? Checked(shared, network) : Described(network);
        var facts = network.TrainingSummary.Where(f => f.Key != Fact).ToDictionary(StringComparer.Ordinal);
        network.TrainingSummary = new SortedDictionary<string, string>(facts, StringComparer.Ordinal);
        RunFolder folder = runs.FolderOf(RunStore.NewId());
        record = record with { Id = Path.GetFileName(folder.Path), Name = runs.Unused(record.Name) };
        Directory.CreateDirectory(folder.Path);
        network.Save(folder.Model);
        folder.Write(record, CurveOf(bytes));
        return runs.Add(record);
    }

    private static byte[] Pack(StudioRun run)
    {
        Network network = run.Network().Clone();
        var facts = new SortedDictionary<string, string>(network.TrainingSummary.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [Fact] = JsonSerializer.Serialize(new SharedFacts(run.Record with { Message = null }, Thin(run.Curve)), SharedJson.Default.SharedFacts),
        };
        network.TrainingSummary = facts;
        using var stream = new MemoryStream();
        network.Save(stream);
        return stream.ToArray();
    }

    private static string[] Thin(Curve curve)
    {
        CurvePoint[] points = curve.All();
        int step = Math.Max(1, (points.Length + MostCurvePoints - 1) / MostCurvePoints);
        return [.. points.Where((_, i) => i % step == 0 || i == points.Length - 1).Select(p => p.ToCsv())];
    }

    private static RunRecord? Read(Network network) => Facts(network)?.Run;

    private static Curve CurveOf(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        return Facts(Network.Load(stream))?.Curve is { Length: <= MostCurvePoints + 1 } lines ? Curve.Read([CurvePoint.Head, .. lines]) : new Curve();
    }

    private static SharedFacts? Facts(Network network)
    {
        if (!network.TrainingSummary.TryGetValue(Fact, out string? text)) return null;
        try
        {
            return JsonSerializer.Deserialize(text, SharedJson.Default.SharedFacts);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Of what the file says of itself, only words are believed; what the network is, it is asked itself.
    private static RunRecord Checked(RunRecord shared, Network network) => Shape(new RunRecord
    {
        Id = "",
        Name = shared.Name.Length is > 0 and <= 80 && !shared.Name.Any(char.IsControl) ? shared.Name : "shared",
        Created = DateTimeOffset.Now,
        Settings = shared.Settings.Count <= 40 && shared.Settings.All(s => s.Key.Length < 40 && s.Value.Length < 400) ? shared.Settings : [],
        Data = shared.Data.Length < 200 ? shared.Data : "",
        Status = RunStatus.Done,
        Epoch = Math.Clamp(shared.Epoch, 0, 100_000_000),
        Epochs = Math.Clamp(shared.Epoch, 0, 100_000_000),
        Loss = shared.Loss,
        Accuracy = shared.Accuracy,
        ValidationAccuracy = shared.ValidationAccuracy,
        TestAccuracy = shared.TestAccuracy,
        Seconds = double.IsFinite(shared.Seconds) ? Math.Max(0, shared.Seconds) : 0,
        Scores = [.. shared.Scores.Take(4).Where(s => s.Name.Length < 200)],
        Notes = [.. shared.Notes.Take(100).Where(n => n.Length < 400), "Taken in from a shared file."],
    }, network);

    /// <summary>A model that was made without the studio.</summary>
    private static RunRecord Described(Network network)
    {
        string data = network.TrainingSummary.GetValueOrDefault("data", "");
        bool isKnown = data is DataSource.Generated or DataSource.MnistName || DataSource.Toy(data) is not null;
        return Shape(new RunRecord
        {
            Id = "",
            Name = "model " + string.Join('-', network.Layers.OfType<Dense>().Select(d => d.Units)),
            Created = DateTimeOffset.Now,
            Settings = isKnown ? new(StringComparer.Ordinal) { ["data"] = data } : [],
            Data = isKnown ? data : "data of its own",
            Status = RunStatus.Done,
            Notes = ["Taken in as a model file: its settings are not known."],
        }, network);
    }

    private static RunRecord Shape(RunRecord record, Network network)
    {
        FeatureShape shape = network.InputShape.Length == network.Inputs ? network.InputShape : FeatureShape.Row(network.Inputs);
        return record with
        {
            Kind = shape.IsImage ? shape == HandwrittenDigits.Shape ? DataKind.Digits : DataKind.Pictures : network.Inputs == 2 ? DataKind.Points : DataKind.Table,
            Inputs = network.Inputs,
            Outputs = network.Outputs,
            Shape = string.Join('-', network.Layers.OfType<Dense>().Select(d => d.Units).Prepend(network.Inputs)),
            Parameters = network.ParameterCount,
            Classes = network.ClassNames,
            ReadsDigits = shape == HandwrittenDigits.Shape && network.ClassNames.SequenceEqual(HandwrittenDigits.ClassNames, StringComparer.Ordinal),
        };
    }

    private static string LinkText(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var deflate = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) deflate.Write(file);
        return System.Buffers.Text.Base64Url.EncodeToString(packed.ToArray());
    }

    private static byte[] Unpack(string link)
    {
        try
        {
            using var packed = new BrotliStream(new MemoryStream(System.Buffers.Text.Base64Url.DecodeFromChars(link.Trim())), CompressionMode.Decompress);
            var bytes = new byte[MostUnpacked];
            int length = packed.ReadAtLeast(bytes, MostUnpacked, throwOnEndOfStream: false);
            return length < MostUnpacked ? bytes[..length] : throw new StudioException(StatusCodes.Status413PayloadTooLarge, "What is in this link is larger than a link holds.");
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or InvalidOperationException)
        {
            throw new StudioException(StatusCodes.Status400BadRequest, "This link is damaged, or was not copied whole.", inner: e);
        }
    }

    private static string FileName(string name)
    {
        string plain = new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '-')]);
        return plain.Trim('-', '.') + ".glia-run.safetensors";
    }
}

/// <summary>What goes with a shared model.</summary>
internal sealed record SharedFacts(RunRecord Run, string[] Curve);

/// <summary>The part of a link after <c>#/runs?import=</c>; null where the network is too large for a link.</summary>
internal sealed record SharedLink(string? Text);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull, MaxDepth = 16)]
[System.Text.Json.Serialization.JsonSerializable(typeof(SharedFacts))]
internal sealed partial class SharedJson : System.Text.Json.Serialization.JsonSerializerContext;
