using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Glia.Kernels;

namespace Glia;

/// <summary>Raw features on their way into a workspace: scaled, and from bytes to floats where they are kept as bytes.</summary>
internal static class InputLoader
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Load(Elementwise elementwise, Scaler? scaler, ReadOnlySpan<float> raw, Span<float> scaled)
    {
        CheckLength(raw.Length, scaled.Length);
        if (scaler is null)
        {
            raw.CopyTo(scaled);
            return;
        }

        if (!scaler.IsUniform)
        {
            scaler.Apply(raw, scaled);
            return;
        }

        ref float source = ref MemoryMarshal.GetReference(raw);
        elementwise.Scale(ref source, scaler.Scale[0], scaler.Shift[0], ref scaled[0], raw.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Load(Elementwise elementwise, Scaler? scaler, ReadOnlySpan<byte> raw, Span<float> scaled)
    {
        CheckLength(raw.Length, scaled.Length);
        if (scaler is { IsUniform: false })
        {
            for (int i = 0; i < raw.Length; i++) scaled[i] = raw[i];
            scaler.Apply(scaled, scaled);
            return;
        }

        float scale = scaler is null ? 1 : scaler.Scale[0], shift = scaler is null ? 0 : scaler.Shift[0];
        ref byte source = ref MemoryMarshal.GetReference(raw);
        elementwise.ScaleBytes(ref source, scale, shift, ref scaled[0], raw.Length);
    }

    /// <summary>What the bytes of these data are multiplied with; null where they are not bytes, or where a zero would not remain the only zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float? ScaleOfBytes(Dataset data, Scaler? scaler)
    {
        if (!data.IsBytes || scaler is { IsUniform: false }) return null;
        if (scaler is null) return 1;
        return scaler.Shift[0] == 0 && float.IsNormal(scaler.Scale[0]) ? scaler.Scale[0] : null;
    }

    // The kernels do not check where they write.
    public static void CheckLength(int features, int inputs)
    {
        if (features != inputs) throw new ArgumentException($"The network takes {inputs} inputs, but the sample has {features} features.");
    }
}
