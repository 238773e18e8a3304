using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Glia.Cli.Tests;

/// <summary>Which fields a manifest may have, which it must have, and of what type: what an API server would refuse, or silently leave out, is found without one.</summary>
internal sealed partial class KubernetesSchema
{
    private readonly Dictionary<string, (string Version, string Spec)> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> _types = new(StringComparer.Ordinal);

    public KubernetesSchema(IEnumerable<string> lines)
    {
        foreach (string[] words in lines.Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ')))
        {
            if (words[0] == "kind") _kinds.Add(words[1], (words[2], words[3]));
            else _types.Add(words[0], words[1..].Select(w => w.Split(':', 2)).ToDictionary(w => w[0], w => w[1], StringComparer.Ordinal));
        }
    }

    /// <summary>What is wrong with a manifest; nothing where it is sound.</summary>
    public IEnumerable<string> Errors(YamlMappingNode manifest)
    {
        string kind = Text(manifest, "kind");
        if (!_kinds.TryGetValue(kind, out (string Version, string Spec) known)) return [$"the kind '{kind}' is unknown"];
        if (Text(manifest, "apiVersion") != known.Version) return [$"the apiVersion of {kind} is {known.Version}"];
        return Errors(kind, manifest, new(StringComparer.Ordinal) { ["apiVersion"] = "text!", ["kind"] = "text!", ["metadata"] = "Meta!", ["spec"] = known.Spec + "!" });
    }

    private IEnumerable<string> Errors(string at, YamlMappingNode node, Dictionary<string, string> fields)
    {
        foreach ((string field, string type) in fields)
            if (type.EndsWith('!') && !node.Children.ContainsKey(field)) yield return $"{at}.{field} is missing";
        foreach ((YamlNode name, YamlNode value) in node.Children)
        {
            string here = $"{at}.{name}";
            if (!fields.TryGetValue($"{name}", out string? type)) yield return $"{here} is no field of Kubernetes that is known here";
            else
                foreach (string error in Errors(here, value, type.TrimEnd('!'))) yield return error;
        }
    }

    private IEnumerable<string> Errors(string at, YamlNode node, string type)
    {
        if (type.StartsWith('[')) return node is YamlSequenceNode list ? list.SelectMany((item, i) => Errors($"{at}[{i}]", item, type[1..^1])) : [$"{at} is no list"];
        if (type == "{}") return node is YamlMappingNode map ? map.Children.SelectMany(c => Errors($"{at}.{c.Key}", c.Value, "text")) : [$"{at} is no map"];
        if (_types.TryGetValue(type, out Dictionary<string, string>? fields)) return node is YamlMappingNode inner ? Errors(at, inner, fields) : [$"{at} is no {type}"];
        return node is YamlScalarNode scalar && IsOf(type, scalar) ? [] : [$"{at}: '{node}' is no {type}"];
    }

    private static bool IsOf(string type, YamlScalarNode scalar)
    {
        string text = scalar.Value ?? "";
        bool isPlain = scalar.Style == ScalarStyle.Plain;
        return type switch
        {
            "int" => isPlain && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            "bool" => isPlain && text is "true" or "false",
            "text" => text.Length > 0 && !(isPlain && NotText().IsMatch(text)),
            "name" => Name().IsMatch(text),
            "quantity" => Quantity().IsMatch(text),
            _ => throw new InvalidOperationException($"The type '{type}' is not described."),
        };
    }

    private static string Text(YamlMappingNode node, string field) => node.Children.TryGetValue(field, out YamlNode? value) ? $"{value}" : "";

    // What YAML takes for a number, a truth value or nothing unless it stands in quotes.
    [GeneratedRegex("^([-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)(e[-+]?[0-9]+)?|0[ox][0-9a-f]+|true|false|yes|no|on|off|null|~|)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex NotText();

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex("^[0-9]+(m|Ki|Mi|Gi)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Quantity();
}
