namespace Glia.Live;

/// <summary>Everywhere that messages go to.</summary>
internal sealed class OscOutputs(OscTraffic traffic) : IOscOutput
{
    private readonly Lock _gate = new();
    private IOscOutput[] _all = [];

    /// <summary>Sends there too from now on.</summary>
    public void Add(IOscOutput output)
    {
        lock (_gate) _all = [.. _all, output];
    }

    /// <summary>Sends there no more.</summary>
    public void Remove(IOscOutput output)
    {
        lock (_gate) _all = [.. _all.Where(o => o != output)];
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> packet)
    {
        traffic.CountOut(packet);
        foreach (IOscOutput output in _all) output.Send(packet);
    }
}
