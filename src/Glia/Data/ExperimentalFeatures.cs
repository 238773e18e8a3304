namespace Glia;

/// <summary>The ids of what is experimental: it works and is tested, but members of it may still change with any version. Whoever uses it says so by suppressing the id.</summary>
internal static class ExperimentalFeatures
{
    /// <summary>Training by several processes.</summary>
    public const string Ranks = "GLIA001";

    /// <summary>Data that are drawn when they are wanted.</summary>
    public const string DrawnData = "GLIA002";

    /// <summary>Replaying the logs of live sessions, and matching gestures without one.</summary>
    public const string LiveParts = "GLIA003";
}
