namespace Glia.Live;

/// <summary>Takes what <see cref="OscPacket.Read"/> finds in a datagram, in order.</summary>
public interface IOscSink
{
    /// <summary>A message.</summary>
    /// <param name="message">The message, which holds as long as the datagram's bytes.</param>
    /// <param name="time">The time tag of the innermost bundle around it; <see cref="OscTimeTag.Immediately"/> where there is none. Nobody has waited for it.</param>
    void Message(in OscMessage message, OscTimeTag time);

    /// <summary>A part that could not be read.</summary>
    /// <param name="error">What is wrong with it.</param>
    /// <param name="element">Its bytes.</param>
    void Error(OscError error, ReadOnlySpan<byte> element);
}
