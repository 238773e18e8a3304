using System.CommandLine;
using System.Globalization;

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
    public static Option<int?> Int(string name, string value, string description, int low, int high = int.MaxValue) => Int(name, value, description, new WholeRule(low, high));

    /// <summary>A whole number that <paramref name="rule"/> takes.</summary>
    public static Option<int?> Int(string name, string value, string description, WholeRule rule)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = value };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (rule.Find(text) is { } number) return number;
            result.AddError($"{name}: {rule.Refusal(text)}");
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
    public static Option<float?> Number(string name, string value, string description, string wanted, Func<float, bool> isGood) => Number(name, value, description, new NumberRule(wanted, isGood));

    /// <summary>A number that <paramref name="rule"/> takes.</summary>
    public static Option<float?> Number(string name, string value, string description, NumberRule rule)
    {
        var option = new Option<float?>(name) { Description = description, HelpName = value };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (rule.Find(text) is { } number) return number;
            result.AddError($"{name}: {rule.Refusal(text)}");
            return null;
        };
        return option;
    }

    /// <summary>One of a few names, found by <paramref name="find"/>; a near miss is told the name that was meant.</summary>
    public static Option<T?> Choice<T>(string name, string value, string description, IReadOnlyList<string> names, Func<string, T?> find)
        where T : class => Choice(name, value, description, new NamedChoice<T>(names, find));

    /// <summary>One of the names of <paramref name="choice"/>; a near miss is told the name that was meant.</summary>
    public static Option<T?> Choice<T>(string name, string value, string description, NamedChoice<T> choice)
        where T : class
    {
        var option = new Option<T?>(name) { Description = description, HelpName = value };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (choice.Find(text) is { } found) return found;
            result.AddError($"{name}: {choice.Refusal(text)}");
            return null;
        };
        option.CompletionSources.Add(_ => choice.Names.Select(n => new System.CommandLine.Completions.CompletionItem(n)));
        return option;
    }

    /// <summary>Widths of layers: <c>100</c> or <c>100,50</c>; <c>none</c> for no hidden layer.</summary>
    public static Option<WidthList?> Widths(string name, string description)
    {
        var option = new Option<WidthList?>(name) { Description = description, HelpName = "N[,N…]", Arity = ArgumentArity.ExactlyOne };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (LayerWidths.Find(text) is { } widths) return new(widths);
            result.AddError($"{name}: {LayerWidths.Refusal(text)}");
            return null;
        };
        return option;
    }

    /// <summary>Changes of pictures: <c>shift=1,rotation=10</c>; <c>none</c> for none.</summary>
    public static Option<string?> Augment(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "WHAT[,WHAT…]", Arity = ArgumentArity.ExactlyOne };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            try
            {
                _ = RecipeSettings.ParseAugment(text);
                return text;
            }
            catch (SettingException e)
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
}

/// <summary>Widths of hidden layers. A record, since the parser gives an empty array, not null, for an array that was not given.</summary>
internal sealed record WidthList(IReadOnlyList<int> Units);

/// <summary>Names that were listed.</summary>
internal sealed record NameList(string[] Names);

/// <summary>Ranges that were listed.</summary>
internal sealed record RangeList(ValueRange[] Ranges);
