using Glia.Live;

namespace Glia.TestShared;

/// <summary>Takes packets through everything that a server does with them: reader, routes and patterns, and what is a message is written again and must be the same.</summary>
internal sealed class OscPassage : IOscSink
{
    private readonly OscWriter _writer = new();
    private readonly OscRouteTable<int> _routes = new(new[]
    {
        "/wek/inputs", "/wek/outputs", "/wekinator/control/startRecording", "/wekinator/control/outputs", "/a", "/output_1", "/aaaaaaaaaaaaaaaaaaaaaaaac",
    }.Select((address, i) => new OscRoute<int>(address, i)));

    /// <summary>Packets taken.</summary>
    public long Packets { get; private set; }

    /// <summary>Messages found in them.</summary>
    public long Messages { get; private set; }

    /// <summary>Arguments of those.</summary>
    public long Arguments { get; private set; }

    /// <summary>Routes that their addresses mean.</summary>
    public long Matches { get; private set; }

    /// <summary>Errors by kind.</summary>
    public Dictionary<OscError, long> Errors { get; } = [];

    /// <summary>One packet.</summary>
    public void Take(ReadOnlySpan<byte> packet)
    {
        Packets++;
        var self = this;
        OscPacket.Read(packet, ref self);
    }

    public void Message(in OscMessage message, OscTimeTag time)
    {
        Messages++;
        int count = 0;
        foreach (var argument in message)
        {
            count++;
            if (argument.IsNumber != argument.TryGetNumber(out _))
                throw new InvalidOperationException("IsNumber and TryGetNumber disagree.");
        }

        if (count != message.Count)
            throw new InvalidOperationException("Count is not the number of arguments.");

        Arguments += count;
        foreach (var route in _routes.Matching(message.Address))
            Matches += route.Handler >= 0 ? 1 : 0;
        WriteAgain(message);
    }

    public void Error(OscError error, ReadOnlySpan<byte> element)
    {
        Errors.TryGetValue(error, out long count);
        Errors[error] = count + 1;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Packets:N0} packets, {Messages:N0} messages, {Arguments:N0} arguments, {Matches:N0} matched routes, {Errors.Values.Sum():N0} errors"
        + string.Concat(Errors.OrderByDescending(each => each.Value).Select(each => $"\n  {each.Key.Code,-20}{each.Value,14:N0}"));

    // The bytes may differ (a missing type-tag string is written), the meaning may not.
    private void WriteAgain(in OscMessage message)
    {
        _writer.Clear();
        if (!OscMessage.TryParse(_writer.Message(message).Finish(), out var again, out var error))
            throw new InvalidOperationException($"What was read cannot be read again after writing: {error.Message}");
        if (!again.Address.SequenceEqual(message.Address) || !again.TypeTags.SequenceEqual(message.TypeTags))
            throw new InvalidOperationException("Address or type tags changed on the way.");

        var there = again.GetEnumerator();
        foreach (var argument in message)
        {
            if (!there.MoveNext() || !there.Current.Content.SequenceEqual(argument.Content))
                throw new InvalidOperationException("An argument changed on the way.");
        }
    }
}
