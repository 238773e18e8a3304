using System.Globalization;

namespace Glia.Datasets;

/// <summary>One kind of change that pictures go through while they are trained on; <see cref="PictureAugmentation"/> puts several together.</summary>
public abstract record PictureChange
{
    private protected PictureChange()
    {
    }

    /// <summary>Name and settings, as <c>glia train --augment</c> takes them.</summary>
    public abstract string Description { get; }

    /// <summary>Finds out before the first step whether pictures of this shape can be changed so.</summary>
    /// <exception cref="ArgumentException">They cannot.</exception>
    internal virtual void Check(FeatureShape shape)
    {
    }

    internal abstract void Apply(PictureCanvas canvas, ref Xoshiro256 random);

    /// <inheritdoc/>
    public override string ToString() => Description;

    private protected static string Words(string name, params ReadOnlySpan<float> settings)
    {
        string text = name;
        for (int i = 0; i < settings.Length; i++) text += (i == 0 ? '=' : '/') + settings[i].ToString("R", CultureInfo.InvariantCulture);
        return text;
    }

    private protected static float Check(float value, float least, float most, string name) =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"The value must lie between {least} and {most}."));

    /// <summary>A draw from −<paramref name="most"/> … <paramref name="most"/>, every value equally likely.</summary>
    private protected static double Draw(ref Xoshiro256 random, float most) => random.NextDouble(-most, most);
}
