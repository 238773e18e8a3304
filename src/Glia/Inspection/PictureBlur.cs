namespace Glia;

/// <summary>Smooths a picture with a Gaussian, along its rows and then its columns; outside is what lies at the rim.</summary>
internal sealed class PictureBlur
{
    private readonly FeatureShape _shape;
    private readonly float[] _kernel, _row;

    /// <param name="shape">The picture.</param>
    /// <param name="deviation">Standard deviation of the Gaussian in pixels, above 0.</param>
    public PictureBlur(FeatureShape shape, double deviation)
    {
        _shape = shape;
        int reach = (int)Math.Ceiling(3 * deviation);
        double[] weights = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(d => StableMath.Exp(-d * d / (2 * deviation * deviation)))];
        double sum = weights.Sum();
        _kernel = [.. weights.Select(w => (float)(w / sum))];
        _row = new float[shape.Length];
    }

    /// <summary>Smooths <paramref name="pixels"/>, shape <c>(height · width)</c>, in their place.</summary>
    public void Apply(Span<float> pixels)
    {
        Along(pixels, _row, 1, _shape.Width, _shape.Width, _shape.Height);
        Along(_row, pixels, _shape.Width, _shape.Height, 1, _shape.Width);
    }

    private void Along(ReadOnlySpan<float> from, Span<float> to, int step, int length, int lineStep, int lines)
    {
        int reach = _kernel.Length / 2;
        for (int line = 0; line < lines; line++)
        {
            for (int i = 0; i < length; i++)
            {
                float sum = 0;
                for (int k = -reach; k <= reach; k++)
                    sum = MathF.FusedMultiplyAdd(_kernel[k + reach], from[(line * lineStep) + (Math.Clamp(i + k, 0, length - 1) * step)], sum);
                to[(line * lineStep) + (i * step)] = sum;
            }
        }
    }
}
