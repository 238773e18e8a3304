namespace Glia.Live;

/// <summary>An example as it is compared: downsampled, and with the lengths of what has just come that could be the same gesture, faster or slower.</summary>
/// <param name="Gesture">Index of the gesture, from 0.</param>
/// <param name="Frames">Shape <c>(frames, inputs)</c>.</param>
/// <param name="Lengths">Indices into the matcher's lengths.</param>
internal sealed record GestureTemplate(int Gesture, float[] Frames, int[] Lengths);
