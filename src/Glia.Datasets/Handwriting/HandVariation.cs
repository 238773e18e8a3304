namespace Glia.Datasets;

/// <summary>How far one writing of a digit strays from its prototype. Lengths are in units of the digit's height unless they say pixels.</summary>
internal sealed record HandVariation
{
    /// <summary>The variation that the published digits have.</summary>
    public static readonly HandVariation Default = new();

    /// <summary>Deviation of each point of a stroke.</summary>
    public double PointJitter { get; init; } = 0.045;

    /// <summary>How much further than the others the first and the last point of a stroke stray: pens are set down and lifted early or late.</summary>
    public double EndJitter { get; init; } = 1.5;

    /// <summary>Deviation of each node of the 4 × 4 grid that bends the whole digit.</summary>
    public double Warp { get; init; } = 0.13;

    /// <summary>Mean slant to the right: x per y.</summary>
    public double SlantMean { get; init; } = 0.08;

    /// <summary>Deviation of the slant.</summary>
    public double Slant { get; init; } = 0.22;

    /// <summary>Deviation of the width's scale.</summary>
    public double Aspect { get; init; } = 0.2;

    /// <summary>Deviation of the rotation, in radians (small angles).</summary>
    public double Rotation { get; init; } = 0.1;

    /// <summary>Thinnest pen: its diameter in pixels of the finished picture.</summary>
    public double PenThin { get; init; } = 1.5;

    /// <summary>Thickest pen: its diameter in pixels of the finished picture.</summary>
    public double PenThick { get; init; } = 4.4;

    /// <summary>Share of digits written with a broad pen.</summary>
    public double BroadShare { get; init; } = 0.06;

    /// <summary>What a broad pen adds to the diameter, at most, in pixels.</summary>
    public double BroadExtra { get; init; } = 2.5;

    /// <summary>Relative deviation of the pen's width along a stroke.</summary>
    public double Pressure { get; init; } = 0.18;

    /// <summary>Narrowest soft edge in pixels.</summary>
    public double EdgeMin { get; init; } = 0.8;

    /// <summary>Widest soft edge in pixels.</summary>
    public double EdgeMax { get; init; } = 1.3;
}
