namespace Glia.Pages;

/// <summary>How something is meant, which decides its colour; the words must say it, too.</summary>
public enum Tone
{
    /// <summary>As it stands.</summary>
    Plain,

    /// <summary>Right, better, done.</summary>
    Good,

    /// <summary>Wrong, worse, failed.</summary>
    Bad,

    /// <summary>Beside the point.</summary>
    Faint,

    /// <summary>The point.</summary>
    Strong,
}
