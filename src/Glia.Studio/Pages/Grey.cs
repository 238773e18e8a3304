namespace Glia.Studio.Pages;

/// <summary>Pictures as the page takes them: bytes in base64.</summary>
internal static class Grey
{
    /// <summary>Raw features of 0 … 255, or of 0 … 1, as grey values.</summary>
    public static string Of(ReadOnlySpan<float> features)
    {
        float most = 0;
        foreach (float value in features) most = Math.Max(most, value);
        float scale = most <= 1 ? 255 : 1;
        var bytes = new byte[features.Length];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp((int)MathF.Round(features[i] * scale), 0, 255);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Values around zero: 128 is zero, 0 and 255 are ∓<paramref name="limit"/>.</summary>
    public static string Signed(ReadOnlySpan<float> values, double limit)
    {
        float scale = limit > 0 ? (float)(127 / limit) : 0;
        var bytes = new byte[values.Length];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp((int)MathF.Round(128 + (values[i] * scale)), 0, 255);
        return Convert.ToBase64String(bytes);
    }
}
