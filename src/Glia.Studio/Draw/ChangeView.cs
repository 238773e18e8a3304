using Glia.Pages;
using Glia.Studio.Http;

namespace Glia.Studio.Draw;

/// <summary>The smallest change found that makes the network answer another class.</summary>
/// <param name="Label">The class.</param>
/// <param name="IsFound">Whether there is one.</param>
/// <param name="Pixels">The pixels changed, bytes in base64.</param>
/// <param name="Change">What was added (above 0) to each or taken away, floats in base64.</param>
/// <param name="Changed">How many pixels changed.</param>
/// <param name="Words">How much was added and taken away, and what the network then says.</param>
internal sealed record ChangeView(int Label, bool IsFound, string Pixels, string Change, int Changed, string Words)
{
    public static ChangeView Of(Reader reader, float[] inputs, int? label)
    {
        Network network = reader.Network;
        var inspection = new NetworkInspection(network, reader.Name, null, "", InputBounds.For(network), [], []);
        int now = NetworkAnswer.Of(network, inputs).Label, wanted = label ?? inspection.RunnerUp(inputs);
        if (wanted == now) throw StudioException.Bad("label", $"The network's answer is {network.ClassNames[now]} already. Ask for another class.");
        CounterfactualResult change = inspection.Change(inputs, wanted);
        byte[] pixels = [.. change.Inputs.Select(v => (byte)Math.Clamp(MathF.Round(v), 0, 255))];
        string words = change.IsFound
            ? $"{ChangeBlocks.Words(inspection, change)}: now it is {NetworkAnswer.Of(network, change.Inputs.ToArray())}."
            : $"No change within the range of the pixels was found that makes it {network.ClassNames[wanted]}.";
        return new(wanted, change.IsFound, Convert.ToBase64String(pixels), LookView.Base64(change.Change), change.ChangedCount, words);
    }
}
