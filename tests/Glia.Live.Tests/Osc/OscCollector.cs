namespace Glia.Live.Tests;

/// <summary>Writes down what a packet holds.</summary>
internal sealed class OscCollector : IOscSink
{
    public List<string> Seen { get; } = [];

    public static List<string> Read(ReadOnlySpan<byte> packet)
    {
        var collector = new OscCollector();
        OscPacket.Read(packet, ref collector);
        return collector.Seen;
    }

    public void Message(in OscMessage message, OscTimeTag time)
    {
        string numbers = "";
        foreach (var argument in message)
            numbers += argument.TryGetNumber(out double number) ? $" {number}" : $" {argument.Tag}";
        Seen.Add($"{System.Text.Encoding.UTF8.GetString(message.Address)}{numbers} @{time.Value}");
    }

    public void Error(OscError error, ReadOnlySpan<byte> element) => Seen.Add($"error: {error.Code}");
}

/// <summary>Counts what a packet holds, and allocates nothing.</summary>
internal struct OscCounter : IOscSink
{
    public int Messages;
    public int Errors;
    public double Sum;

    public void Message(in OscMessage message, OscTimeTag time)
    {
        Messages++;
        foreach (var argument in message)
        {
            if (argument.TryGetNumber(out double number))
                Sum += number;
        }
    }

    public void Error(OscError error, ReadOnlySpan<byte> element) => Errors++;
}
