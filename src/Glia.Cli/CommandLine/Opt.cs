using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Glia.Datasets;

namespace Glia.Cli;

/// <summary>Makes options whose errors say what is wanted. Values not given are null, so that a command can tell them from those that were.</summary>
internal static class Opt
{
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    public static Option<string?> Text(string name, string value, string description, params string[] aliases)
    {
        var option = new Option<string?>(name, aliases) { Description = description, HelpName = value };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (text.Length == 0) result.AddError($"{name}: a value is needed, but it is empty.");
            return text;
        };
        return option;
    }

    /// <summary>A text that may be given more than once; none where it is not given.</summary>
    public static Option<string[]> List(string name, string value, string description) => new(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore };

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Option<int?> Int(string name, string value, string description, int low, int high = int.MaxValue)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = value };
        string wanted = high == int.MaxValue ? $"a whole number, {low} or more" : $"a whole number from {low} to {high}";
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= low && number <= high) return number;
            result.AddError($"{name}: '{text}' is not {wanted}.");
            return null;
        };
        return option;
    }

    /// <summary>A seed: a whole number from 0 to 2⁶⁴ − 1.</summary>
    public static Option<ulong?> Seed(string name, string description)
    {
        var option = new Option<ulong?>(name) { Description = description, HelpName = "N" };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)) return seed;
            result.AddError($"{name}: '{text}' is not a whole number from 0 to {ulong.MaxValue}.");
            return null;
        };
        return option;
    }

    /// <summary>A number for which <paramref name="isGood"/> holds; <paramref name="wanted"/> says which these are.</summary>
    public static Option<float?> Number(string name, string value, string description, string wanted, Func<float, bool> isGood)
    {
        var option = new Option<float?>(name) { Description = description, HelpName = value };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number) && isGood(number)) return number;
            result.AddError($"{name}: '{text}' is not {wanted}.");
            return null;
        };
        return option;
    }

    /// <summary>One of a few names, found by <paramref name="find"/>; a near miss is told the name that was meant.</summary>
    public static Option<T?> Choice<T>(string name, string value, string description, IReadOnlyList<string> names, Func<string, T?> find)
        where T : class
    {
        var option = new Option<T?>(name) { Description = description, HelpName = value };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (find(text) is { } found) return found;
            string meant = Spelling.Nearest(text, names) is { } near ? $" Did you mean '{near}'?" : "";
            result.AddError($"{name}: '{text}' is none of {string.Join(", ", names)}.{meant}");
            return null;
        };
        option.CompletionSources.Add(_ => names.Select(n => new System.CommandLine.Completions.CompletionItem(n)));
        return option;
    }

    /// <summary>Widths of layers: <c>100</c> or <c>100,50</c>; <c>none</c> for no hidden layer.</summary>
    public static Option<LayerWidths?> Widths(string name, string description)
    {
        var option = new Option<LayerWidths?>(name) { Description = description, HelpName = "N[,N…]", Arity = ArgumentArity.ExactlyOne };
        option.CustomParser = result => ParseWidths(name, result);
        return option;
    }

    /// <summary>Changes of pictures: <c>shift=1,rotation=10</c>; <c>none</c> for none.</summary>
    public static Option<AugmentChoice?> Augment(string name, string description)
    {
        var option = new Option<AugmentChoice?>(name) { Description = description, HelpName = "WHAT[,WHAT…]", Arity = ArgumentArity.ExactlyOne };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (text == "none") return new(null);
            try
            {
                return new(PictureAugmentation.Parse(text));
            }
            catch (FormatException e)
            {
                result.AddError($"{name}: {e.Message}");
                return null;
            }
        };
        return option;
    }

    /// <summary>Names with commas between them, each once.</summary>
    public static Option<NameList?> Names(string name, string description)
    {
        var option = new Option<NameList?>(name) { Description = description, HelpName = "NAME,NAME…", Arity = ArgumentArity.ExactlyOne };
        option.CustomParser = result =>
        {
            string[] names = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
            if (!names.Contains("") && names.Distinct(StringComparer.Ordinal).Count() == names.Length) return new(names);
            result.AddError($"{name}: '{result.Tokens[0].Value}' is not a list of different names with commas between them, such as cat,dog.");
            return null;
        };
        return option;
    }

    /// <summary>Ranges of numbers: <c>0..10</c>, or one after another, <c>0..10,-1..1</c>.</summary>
    public static Option<RangeList?> Ranges(string name, string description)
    {
        var option = new Option<RangeList?>(name) { Description = description, HelpName = "LOW..HIGH[,…]", Arity = ArgumentArity.ExactlyOne };
        option.CustomParser = result =>
        {
            ValueRange?[] ranges = [.. result.Tokens[0].Value.Split(',').Select(ParseRange)];
            if (!ranges.Contains(null)) return new([.. ranges.Select(range => range!.Value)]);
            result.AddError($"{name}: '{result.Tokens[0].Value}' is no range from a smaller number to a larger one, such as 0..10, nor a list of them with commas between.");
            return null;
        };
        return option;
    }

    private static ValueRange? ParseRange(string text)
    {
        string[] ends = text.Split("..");
        bool isRange = ends.Length == 2 && float.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out float low)
            && float.TryParse(ends[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float high) && low < high && float.IsFinite(high - low);
        return isRange ? new(float.Parse(ends[0], CultureInfo.InvariantCulture), float.Parse(ends[1], CultureInfo.InvariantCulture)) : null;
    }

    private static LayerWidths? ParseWidths(string name, ArgumentResult result)
    {
        const int most = 65_536;
        string text = result.Tokens[0].Value;
        if (text == "none") return new([]);
        string[] parts = text.Split(',');
        var widths = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out widths[i]) && widths[i] is >= 1 and <= most) continue;
            result.AddError($"{name}: '{text}' is not a list of layer widths such as 100 or 100,50 (each 1 to {most}), nor 'none'.");
            return null;
        }

        return new(widths);
    }
}

/// <summary>What was said of changing pictures, which may be: not at all.</summary>
internal sealed record AugmentChoice(PictureAugmentation? Augmentation);

/// <summary>Widths of hidden layers. A record, since the parser gives an empty array, not null, for an array that was not given.</summary>
internal sealed record LayerWidths(int[] Units);

/// <summary>Names that were listed.</summary>
internal sealed record NameList(string[] Names);

/// <summary>Ranges that were listed.</summary>
internal sealed record RangeList(ValueRange[] Ranges);
