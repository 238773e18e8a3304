namespace Glia.Live;

/// <summary>The words that stand for type tags in <see cref="OscText"/>: whole ones, and those before hexadecimal digits.</summary>
internal static class OscTextWords
{
    /// <summary>Each tag, its word, and how many bytes follow in hexadecimal; -1 for any number.</summary>
    internal static readonly (char Tag, string Word, int Bytes)[] All =
    [
        ('T', "true", 0), ('F', "false", 0), ('N', "nil", 0), ('I', "impulse", 0), ('[', "[", 0), (']', "]", 0),
        ('b', "blob:", -1), ('t', "time:", 8), ('c', "char:", 4), ('r', "rgba:", 4), ('m', "midi:", 4),
    ];

    /// <summary>The word of a tag.</summary>
    internal static string Of(char tag) => Array.Find(All, each => each.Tag == tag).Word;
}
