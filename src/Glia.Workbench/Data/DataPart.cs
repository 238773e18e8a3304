namespace Glia.Workbench;

/// <summary>Which half of a source is wanted.</summary>
public enum DataPart
{
    /// <summary>What is learned from.</summary>
    Train,

    /// <summary>What is scored on.</summary>
    Test,
}
