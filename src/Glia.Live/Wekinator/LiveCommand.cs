namespace Glia.Live;

/// <summary>Does what a message asks for.</summary>
internal delegate void LiveCommand(in OscMessage message);
