namespace Glia.Live;

/// <summary>What an output is.</summary>
public enum OutputKind
{
    /// <summary>A number.</summary>
    Value,

    /// <summary>One of several classes, 1 … n.</summary>
    Class,
}
