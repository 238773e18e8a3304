using Glia.Formats;

namespace Glia.Cli;

/// <summary>The epochs that a trial has done, kept in its checkpoint, so that weights and history can never disagree.</summary>
internal static class TrialHistory
{
    private const string Key = "history";

    public static void Put(Network network, IReadOnlyList<TrialEpoch> epochs)
    {
        SortedDictionary<string, string> facts = Copy(network);
        facts[Key] = JsonText.Write(json =>
        {
            json.WriteStartObject();
            TrialJson.WriteEpochs(json, epochs);
            json.WriteEndObject();
        });
        network.TrainingSummary = facts;
    }

    /// <summary>The epochs in a checkpoint's network; null where there are none.</summary>
    /// <exception cref="InvalidFileException">They are damaged.</exception>
    public static IReadOnlyList<TrialEpoch>? Find(string file, Network network) =>
        network.TrainingSummary.TryGetValue(Key, out string? text) ? TrialJson.ReadEpochs(JsonFields.Parse(file, Key, text)) : null;

    public static void Drop(Network network)
    {
        SortedDictionary<string, string> facts = Copy(network);
        facts.Remove(Key);
        network.TrainingSummary = facts;
    }

    private static SortedDictionary<string, string> Copy(Network network) => new(network.TrainingSummary.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
}
