using System.Globalization;
using System.Text;
using System.Text.Unicode;
using System.Xml;
using System.Xml.Linq;
using Glia.Formats;

namespace Glia.Live;

/// <summary>The small XML files of a Wekinator project. No document type, no entities of its own, nothing from outside; elements that are not known are passed over.</summary>
internal sealed class WekinatorXml
{
    /// <summary>Most bytes of a file.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const int Deepest = 64, MostElements = 1 << 20;

    private readonly XElement _element;

    private WekinatorXml(string file, XElement element) => (File, _element) = (file, element);

    /// <summary>The file as the user gave it.</summary>
    public string File { get; }

    /// <summary>The element's name without its package: <c>OSCNumericOutput</c> for <c>wekimini.osc.OSCNumericOutput</c>.</summary>
    public string Name => Last(_element.Name.LocalName);

    /// <summary>The class that the element says it is of, without its package; null where it says none.</summary>
    public string? Class => _element.Attribute("class") is { } name ? Last(name.Value) : null;

    /// <summary>The elements in it, up to <paramref name="most"/>.</summary>
    public WekinatorXml[] Children(int most)
    {
        WekinatorXml[] children = [.. _element.Elements().Take(most + 1).Select(element => new WekinatorXml(File, element))];
        return children.Length <= most ? children : throw Invalid("count", $"<{Name}> has more than {most:N0} elements");
    }

    /// <summary>The first element of that name; null where there is none.</summary>
    public WekinatorXml? Child(string name) => _element.Element(name) is { } element ? new WekinatorXml(File, element) : null;

    /// <summary>The text of an element that must be there.</summary>
    public string Text(string name) => Child(name)?._element.Value.Trim() ?? throw Invalid("missing", $"<{name}> is missing in <{Name}>");

    /// <summary>The element's own text.</summary>
    public string OwnText => _element.Value.Trim();

    /// <summary>A whole number in an element; <paramref name="otherwise"/> where it is not there.</summary>
    public int Integer(string name, int least, int most, int? otherwise = null)
    {
        if (Child(name) is null && otherwise is { } value) return value;
        string text = Text(name);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw Invalid("number", $"<{name}> is {SafeText.Quote(text)}, and should be a whole number {least} … {most}");
    }

    /// <summary>A number in an element; <paramref name="otherwise"/> where it is not there.</summary>
    public float Single(string name, float otherwise)
    {
        if (Child(name) is null) return otherwise;
        string text = Text(name);
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number) ? number : throw Invalid("number", $"<{name}> is {SafeText.Quote(text)}, and should be a number");
    }

    /// <summary>The texts of the elements in an element that must be there.</summary>
    public string[] Texts(string name, int most) =>
        [.. (Child(name) ?? throw Invalid("missing", $"<{name}> is missing in <{Name}>")).Children(most).Select(child => child.OwnText)];

    public InvalidFileException Invalid(string rule, string what) => new(File, rule, $"{char.ToUpperInvariant(what[0])}{what[1..]}.");

    /// <summary>The root element, which must bear one of <paramref name="names"/>.</summary>
    /// <exception cref="InvalidFileException">It is no such file.</exception>
    public static WekinatorXml Parse(string file, byte[] content, params ReadOnlySpan<string> names) =>
        Parse(file, (Utf8.IsValid(content) ? Encoding.UTF8 : Encoding.Latin1).GetString(content), names);

    /// <inheritdoc cref="Parse(string, byte[], ReadOnlySpan{string})"/>
    public static WekinatorXml Parse(string file, string text, params ReadOnlySpan<string> names)
    {
        text = text.TrimStart('\uFEFF');
        CheckShape(file, text);
        using XmlReader reader = Open(text);
        var root = new WekinatorXml(file, XElement.Load(reader));
        return names.Contains(root.Name) ? root : throw new InvalidFileException(file, "root", $"It is about <{SafeText.Quote(root.Name).Trim('"')}>, and should be about <{string.Join("> or <", names)}>.");
    }

    /// <summary>Reads all of it once without keeping any, so that nothing deep or many-fold is built in memory.</summary>
    private static void CheckShape(string file, string text)
    {
        try
        {
            using XmlReader reader = Open(text);
            int elements = 0;
            while (reader.Read())
            {
                if (reader.Depth > Deepest) throw new InvalidFileException(file, "depth", $"Its elements stand more than {Deepest} deep in one another.");
                if (reader.NodeType == XmlNodeType.Element && ++elements > MostElements) throw new InvalidFileException(file, "count", $"It has more than {MostElements:N0} elements.");
            }
        }
        catch (XmlException cause)
        {
            throw new InvalidFileException(file, "xml", $"It is no XML that is read: {cause.Message}", cause);
        }
    }

    private static XmlReader Open(string text) =>
        XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostBytes, IgnoreComments = true, IgnoreProcessingInstructions = true });

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}
