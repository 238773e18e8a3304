namespace Glia.Live;

/// <summary>Where messages go: a UDP address, a web page. It must be quick, and must not fail where nobody listens.</summary>
internal interface IOscOutput
{
    /// <summary>Sends one message.</summary>
    void Send(ReadOnlySpan<byte> packet);
}
