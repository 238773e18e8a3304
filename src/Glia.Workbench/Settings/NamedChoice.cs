namespace Glia.Workbench;

/// <summary>A setting that is one of a few names.</summary>
/// <param name="Names">The names.</param>
/// <param name="Find">What has a name; null where nothing has it.</param>
/// <typeparam name="T">What the names stand for.</typeparam>
public sealed record NamedChoice<T>(IReadOnlyList<string> Names, Func<string, T?> Find)
    where T : class
{
    /// <summary>What is said of a text that is none of the names; a near miss is told the name that was meant.</summary>
    public string Refusal(string text)
    {
        string meant = Spelling.Nearest(text, Names) is { } near ? $" Did you mean '{near}'?" : "";
        return $"'{text}' is none of {string.Join(", ", Names)}.{meant}";
    }
}
