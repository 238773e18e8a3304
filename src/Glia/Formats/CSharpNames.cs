using System.Text;

namespace Glia;

/// <summary>Names of the class that a network becomes in C#.</summary>
/// <param name="Class">The class, such as <c>Digits</c>.</param>
/// <param name="Namespace">Its namespace, such as <c>My.App</c>; null for none.</param>
public sealed record CSharpNames(string Class, string? Namespace = null)
{
    // Names that the class itself uses: a class of that name would hide them, or could not have them as members.
    private static readonly string[] Taken =
        ["Predict", "SelfCheck", "Classes", "Checks", "Bits", "Dense", "Softmax", "Exp", "Sigmoid", "Tanh", "Erf", "Log", "Scale", "Shift", "Array", "ArgumentException", "BitConverter", "ReadOnlySpan", "System"];

    private static readonly string[] Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate", "do", "double", "else", "enum", "event",
        "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string",
        "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
        "record", "var", "file", "required", "scoped", "dynamic", "notnull", "unmanaged", "nint", "nuint", "field", "extension", "partial", "where", "async", "await",
    ];

    /// <summary>A name made of that of a file: <c>my-digits.cs</c> becomes <c>MyDigits</c>.</summary>
    public static CSharpNames FromFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = new StringBuilder();
        bool isStart = true;
        foreach (char c in Path.GetFileNameWithoutExtension(path))
        {
            bool isPart = char.IsAsciiLetterOrDigit(c);
            if (isPart && name.Length == 0 && char.IsAsciiDigit(c)) name.Append("Network");
            if (isPart) name.Append(isStart ? char.ToUpperInvariant(c) : c);
            isStart = !isPart;
        }

        string text = name.Length == 0 ? "Network" : name.ToString();
        return new CSharpNames(IsClass(text) ? text : text + "Network");
    }

    /// <summary>True where a class may be named so: a C# name, no word of the language, none that the class itself needs.</summary>
    public static bool IsClass(string name) => IsName(name) && !Taken.Contains(name, StringComparer.Ordinal) && !IsNumbers(name);

    /// <summary>True where a namespace may be named so: C# names with dots between them.</summary>
    public static bool IsNamespace(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Split('.').All(IsName) && !name.Split('.').Contains("System", StringComparer.Ordinal);
    }

    /// <summary>Refuses names that do not compile.</summary>
    /// <exception cref="ArgumentException">The message says which.</exception>
    internal void Check()
    {
        if (!IsClass(Class)) throw new ArgumentException($"{SafeName(Class)} cannot be the name of the class. Take letters and digits that begin with a letter, and no word that C# or the class itself uses.");
        if (Namespace is not null && !IsNamespace(Namespace)) throw new ArgumentException($"{SafeName(Namespace)} cannot be the name of a namespace. Take names of letters and digits with dots between them.");
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 200 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_') && !Keywords.Contains(name, StringComparer.Ordinal);

    // W1, B1 …: the arrays of numbers.
    private static bool IsNumbers(string name) => name[0] is 'W' or 'B' && name.Length > 1 && name.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string SafeName(string name) => Formats.SafeText.Quote(name);
}
