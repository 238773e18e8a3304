#:project ../src/Glia
#:project ../src/Glia.Datasets
#:project ../src/Glia.Live
#:project ../src/Glia.Mpi
#:property PublishAot=false
#:property NoWarn=$(NoWarn);MA0002;MA0009;MA0047

// Writes docs/api/: what is public in Glia, Glia.Datasets, Glia.Live and Glia.Mpi, a page for each room of the sources, from the XML documentation. With --check it writes nothing and tells what is out of date.
// Run from the root of the repository: dotnet run tools/ApiReference.cs
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string Folder = "docs/api";
Assembly[] packages = [typeof(Glia.Network).Assembly, typeof(Glia.Datasets.Mnist).Assembly, typeof(Glia.Live.LiveSession).Assembly, typeof(Glia.Mpi.MpiRanks).Assembly];
if (!File.Exists("Glia.slnx"))
{
    Console.Error.WriteLine("There is no Glia.slnx here. Run it from the root of the repository.");
    return 2;
}

var reference = new Reference(packages);
Dictionary<string, string> pages = reference.Pages();
foreach (string name in reference.Undocumented) Console.Error.WriteLine($"undocumented: {name}");
bool isCheck = args.Contains("--check");
int stale = 0;
Directory.CreateDirectory(Folder);
foreach (string file in Directory.GetFiles(Folder, "*.md").Select(f => Path.GetFileName(f)).Union(pages.Keys).Order(StringComparer.Ordinal))
{
    string path = Path.Combine(Folder, file), text = pages.GetValueOrDefault(file, "");
    if (File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text) continue;
    stale++;
    Console.WriteLine($"{Folder}/{file}");
    if (isCheck) continue;
    if (text.Length == 0) File.Delete(path);
    else File.WriteAllText(path, text);
}

Console.WriteLine(stale == 0 ? $"{Folder} is up to date: {pages.Count} pages." : isCheck ? $"{stale} pages are out of date. Refresh them: dotnet run tools/ApiReference.cs" : $"{stale} pages written.");
return reference.Undocumented.Count > 0 || (isCheck && stale > 0) ? 1 : 0;

/// <summary>A package's public types in a folder of its sources.</summary>
internal sealed record Room(string Package, string Name, IReadOnlyList<Type> Types)
{
    public string Title => Name.Length == 0 ? Package : $"{Package}: {Name}";

    public string File => (Name.Length == 0 ? Package : $"{Package}-{Name}").ToLowerInvariant().Replace('.', '-') + ".md";
}

/// <summary>All pages, and what has no documentation.</summary>
internal sealed class Reference
{
    private readonly List<Room> _rooms = [];
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal); // id → page and anchor
    private readonly Docs _docs;

    public Reference(Assembly[] packages)
    {
        foreach (Assembly package in packages)
        {
            string name = package.GetName().Name!;
            _rooms.AddRange(package.GetExportedTypes().GroupBy(t => RoomOf(name, t)).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new Room(name, g.Key, [.. g.OrderBy(Names.Of, StringComparer.Ordinal)])));
        }

        foreach (Room room in _rooms)
            foreach (Type type in room.Types)
            {
                string link = $"{room.File}#{Names.Anchor(Names.Of(type))}";
                _links[Ids.Of(type)] = link;
                foreach (MemberInfo member in Members.Of(type)) _links.TryAdd(Ids.Of(member), link);
            }

        _docs = new Docs(packages, id => _links.GetValueOrDefault(id));
    }

    public List<string> Undocumented { get; } = [];

    public Dictionary<string, string> Pages()
    {
        var pages = new Dictionary<string, string>(StringComparer.Ordinal) { ["README.md"] = Index() };
        foreach (Room room in _rooms) pages.Add(room.File, Page(room));
        return pages;
    }

    private string Index()
    {
        var text = new StringBuilder("# The library, member by member\n\nEverything public in the packages, from the comments in the sources. Written by `dotnet run tools/ApiReference.cs`; a test holds it to them.\n");
        foreach (IGrouping<string, Room> package in _rooms.GroupBy(r => r.Package))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {package.Key}\n\n| room | what is in it |\n| --- | --- |\n");
            foreach (Room room in package)
                text.Append(CultureInfo.InvariantCulture, $"| [{(room.Name.Length == 0 ? "(the package itself)" : room.Name)}]({room.File}) | {string.Join(", ", room.Types.Select(t => $"[{Docs.Escape(Names.Of(t))}]({_links[Ids.Of(t)]})"))} |\n");
        }

        return text.ToString();
    }

    private string Page(Room room)
    {
        string spaces = string.Join(", ", room.Types.Select(t => $"`{t.Namespace}`").Distinct().Order(StringComparer.Ordinal));
        var text = new StringBuilder($"# {room.Title}\n\n[All of the library](README.md) · namespace {spaces}\n");
        foreach (Type type in room.Types) Write(text, type);
        return text.ToString();
    }

    private void Write(StringBuilder text, Type type)
    {
        XElement? doc = _docs.Of(type);
        if (doc is null) Undocumented.Add(Names.Of(type));
        text.Append(CultureInfo.InvariantCulture, $"\n## {Docs.Escape(Names.Of(type))}\n\n`{Signatures.Of(type)}`\n\n{Experiment(type)}{_docs.Text(doc?.Element("summary"))}\n");
        if (doc?.Element("remarks") is { } remarks) text.Append(CultureInfo.InvariantCulture, $"\n{_docs.Text(remarks)}\n");
        foreach (XElement example in doc?.Elements("example") ?? []) text.Append(CultureInfo.InvariantCulture, $"\n{_docs.Example(example)}\n");
        MemberInfo[] members = [.. Members.Of(type).Where(m => !Members.IsOfEverything(m) || _docs.Own(m) is not null)];
        if (members.Length > 0) text.Append('\n');
        foreach (MemberInfo member in members) Write(text, type, member, doc);
    }

    private void Write(StringBuilder text, Type type, MemberInfo member, XElement? typeDoc)
    {
        XElement? doc = _docs.Of(member);
        string summary = _docs.Text(doc?.Element("summary"));
        XElement? positional = typeDoc?.Elements("param").FirstOrDefault(p => p.Attribute("name")!.Value == member.Name);
        if (summary.Length == 0 && positional is not null) summary = _docs.Text(positional);
        else if (member is PropertyInfo && positional is not null && _docs.Text(positional) is { Length: > 0 } more && !summary.Contains(more, StringComparison.Ordinal)) summary += $"<br>{more}";
        bool isPrimary = member is ConstructorInfo && summary.Length > 0 && summary == _docs.Text(typeDoc?.Element("summary")); // a record's: its parameters are its properties
        bool isPlain = member is ConstructorInfo plain && plain.GetParameters().Length == 0; // the compiler's own
        if (summary.Length == 0 && !isPlain) Undocumented.Add($"{Names.Of(type)}.{member.Name}");
        text.Append(CultureInfo.InvariantCulture, $"- `{Signatures.Of(member)}`{(isPrimary || isPlain ? "" : $"<br>{Experiment(member)}{summary}")}");
        if (!isPrimary)
            foreach (XElement parameter in doc?.Elements("param") ?? []) text.Append(CultureInfo.InvariantCulture, $"<br>*{parameter.Attribute("name")!.Value}*: {_docs.Text(parameter)}");
        if (doc?.Element("returns") is { } returns) text.Append(CultureInfo.InvariantCulture, $"<br>Returns: {_docs.Text(returns)}");
        foreach (XElement exception in doc?.Elements("exception") ?? []) text.Append(CultureInfo.InvariantCulture, $"<br>Throws {_docs.Link(exception.Attribute("cref")!.Value)}: {_docs.Text(exception)}");
        text.Append('\n');
        foreach (XElement example in doc?.Elements("example") ?? []) text.Append(CultureInfo.InvariantCulture, $"\n{_docs.Example(example)}\n\n");
    }

    private static string Experiment(MemberInfo member) => member.GetCustomAttribute<ExperimentalAttribute>() is { } mark ? $"*Experimental ({mark.DiagnosticId}).* " : "";

    // A type's room is the folder of the source file that declares it.
    private static string RoomOf(string package, Type type)
    {
        Type outer = type;
        while (outer.DeclaringType is { } around) outer = around;
        string name = outer.Name.Split('`')[0], root = Path.Combine("src", package);
        var declaration = new Regex($@"^public .*\b(class|struct|interface|record|enum|delegate .*)\s+{name}\b", RegexOptions.Multiline, TimeSpan.FromSeconds(5));
        string[] files = [.. Sources(root).Where(f => declaration.IsMatch(File.ReadAllText(f)))];
        if (files.Length == 0) throw new InvalidOperationException($"No file of {root} declares {name}.");
        return files.Select(f => Path.GetDirectoryName(Path.GetRelativePath(root, f))!.Replace('\\', '/')).Order(StringComparer.Ordinal).First();
    }

    private static IEnumerable<string> Sources(string root) => Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("\\obj\\", StringComparison.Ordinal));
}

/// <summary>What others see of a type.</summary>
internal static class Members
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly string[] OfEverything = ["ToString", "Equals", "GetHashCode", "Dispose"], Generated = ["Deconstruct", "op_Equality", "op_Inequality", "PrintMembers", "EqualityContract", "<Clone>$"];

    public static IEnumerable<MemberInfo> Of(Type type)
    {
        if (type.IsEnum) return type.GetFields(BindingFlags.Public | BindingFlags.Static);
        if (typeof(Delegate).IsAssignableFrom(type)) return [];
        return type.GetMembers(All).Where(m => m is not TypeInfo && IsSeen(type, m)).OrderBy(Rank).ThenBy(m => m.Name, StringComparer.Ordinal).ThenBy(Ids.Of, StringComparer.Ordinal);
    }

    private static int Rank(MemberInfo member) => member switch { ConstructorInfo => 0, FieldInfo => 1, PropertyInfo => 2, EventInfo => 3, _ => 4 };

    private static bool IsSeen(Type type, MemberInfo member)
    {
        if (Generated.Contains(member.Name, StringComparer.Ordinal)) return false;
        return member switch
        {
            MethodInfo m => IsOpen(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && !m.IsDefined(typeof(CompilerGeneratedAttribute)),
            ConstructorInfo c => !c.IsStatic && IsOpen(c) && !IsCopy(type, c) && !type.IsAbstract,
            PropertyInfo p => p.GetAccessors(nonPublic: true).Any(IsOpen),
            FieldInfo f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly,
            EventInfo e => IsOpen(e.AddMethod!),
            _ => false,
        };
    }

    /// <summary>Whether so many types have it that it is worth a line only where something is said of it.</summary>
    public static bool IsOfEverything(MemberInfo member) => OfEverything.Contains(member.Name, StringComparer.Ordinal);

    public static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsCopy(Type type, ConstructorInfo constructor) => constructor.GetParameters() is [{ } one] && one.ParameterType == type;
}

/// <summary>Names as they are written in C#.</summary>
internal static partial class Names
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(char)] = "char",
        [typeof(string)] = "string", [typeof(object)] = "object", [typeof(void)] = "void", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
    };

    public static string Of(Type type) => Of(type, null);

    /// <param name="type">The type.</param>
    /// <param name="nullability">Which references in it may be null, where that is known.</param>
    /// <param name="from">Whose type it is, which knows the names of tuples' elements; null where there is nobody.</param>
    public static string Of(Type type, NullabilityInfo? nullability, ICustomAttributeProvider? from) =>
        Of(type, nullability, new Queue<string?>(from?.GetCustomAttributes(typeof(TupleElementNamesAttribute), false).OfType<TupleElementNamesAttribute>().FirstOrDefault()?.TransformNames ?? []));

    private static string Of(Type type, NullabilityInfo? nullability, Queue<string?>? names = null)
    {
        if (type.IsByRef) type = type.GetElementType()!;
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value, null, names) + "?";
        string mark = nullability is { } n && !type.IsValueType && (n.ReadState == NullabilityState.Nullable || n.WriteState == NullabilityState.Nullable) ? "?" : "";
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword + mark;
        if (type.IsArray) return $"{Of(type.GetElementType()!, nullability?.ElementType, names)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (type.IsGenericParameter) return type.Name;
        Type[] arguments = type.GetGenericArguments();
        string name = type.Name.Split('`')[0];
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
        {
            string?[] own = [.. arguments.Select(_ => names is { Count: > 0 } ? names.Dequeue() : null)]; // the names of a tuple's elements stand before those within them
            return $"({string.Join(", ", arguments.Select((a, i) => $"{Of(a, nullability?.GenericTypeArguments.ElementAtOrDefault(i), names)} {own[i]}".TrimEnd()))})";
        }

        string full = type.DeclaringType is { } outer ? $"{Of(outer)}.{name}" : name;
        arguments = arguments[(type.DeclaringType?.GetGenericArguments().Length ?? 0)..]; // a nested type repeats those around it
        return arguments.Length == 0 ? full + mark : $"{full}<{string.Join(", ", arguments.Select((a, i) => Of(a, nullability?.GenericTypeArguments.ElementAtOrDefault(i), names)))}>{mark}";
    }

    /// <summary>The anchor of a heading, as repositories make it.</summary>
    public static string Anchor(string heading) => NoWord().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoWord();
}

/// <summary>Declarations, without bodies.</summary>
internal static class Signatures
{
    public static string Of(Type type)
    {
        if (type.IsEnum) return $"enum {Names.Of(type)}";
        bool isRecord = type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);
        if (typeof(Delegate).IsAssignableFrom(type) && type.GetMethod("Invoke") is { } invoke) return $"delegate {Names.Of(invoke.ReturnType)} {Names.Of(type)}({Parameters(invoke)})";
        string kind = type.IsInterface ? "interface" : type.IsValueType ? $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{(isRecord ? "record " : "")}struct"
            : $"{(type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(isRecord ? "record" : "class")}";
        IEnumerable<Type> above = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) ? [b] : [];
        string[] bases = [.. above.Concat(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? [])).Where(i => i.IsPublic && i != typeof(IEquatable<>).MakeGenericType(Open(type)) && !IsEquatable(i)).Select(Names.Of).Distinct().Order(StringComparer.Ordinal)];
        return $"{kind} {Names.Of(type)}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo c => $"{c.DeclaringType!.Name.Split('`')[0]}({Parameters(c)})",
        FieldInfo { DeclaringType.IsEnum: true } f => f.Name,
        FieldInfo f => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{(f.IsInitOnly ? "readonly " : "")}{Names.Of(f.FieldType, new NullabilityInfoContext().Create(f), f)} {f.Name}{(f.IsLiteral ? $" = {Literal(f.GetRawConstantValue(), f.FieldType)}" : "")}",
        PropertyInfo p => Property(p),
        EventInfo e => $"event {Names.Of(e.EventHandlerType!)} {e.Name}",
        MethodInfo m => Method(m),
        _ => throw new ArgumentException($"{member} has no signature here."),
    };

    private static bool IsEquatable(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEquatable<>);

    private static Type Open(Type type) => type.IsByRefLike || type.IsAbstract && type.IsSealed ? typeof(object) : type;

    private static string Property(PropertyInfo property)
    {
        MethodInfo any = property.GetMethod ?? property.SetMethod!;
        string set = property.SetMethod is { } s && Members.IsOpen(s) ? s.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;" : "";
        string name = property.GetIndexParameters().Length > 0 ? $"this[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}]" : property.Name;
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Modifiers(any)}{required}{(any.ReturnType.IsByRef ? "ref " : "")}{Names.Of(property.PropertyType, new NullabilityInfoContext().Create(property), property)} {name} {{{(property.GetMethod is { } g && Members.IsOpen(g) ? " get;" : "")}{set} }}";
    }

    private static string Method(MethodInfo method)
    {
        string arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        string returned = Names.Of(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter), method.ReturnParameter);
        string name = method.Name switch { "op_Implicit" => $"implicit operator {returned}", "op_Explicit" => $"explicit operator {returned}", _ when method.Name.StartsWith("op_", StringComparison.Ordinal) => $"{returned} operator {method.Name[3..]}", _ => $"{returned} {method.Name}" };
        return $"{Modifiers(method)}{name}{arguments}({Parameters(method)})";
    }

    private static string Modifiers(MethodInfo method) => $"{(method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "")}{(method.IsStatic ? method.IsAbstract ? "static abstract " : "static " : method.DeclaringType!.IsInterface ? "" : method.IsAbstract ? "abstract " : method.GetBaseDefinition() != method ? "override " : method.IsVirtual && !method.IsFinal ? "virtual " : "")}";

    private static string Parameters(MethodBase method) => (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string way = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref " : "";
        string value = parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue, parameter.ParameterType)}" : "";
        return $"{way}{Names.Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter), parameter)} {parameter.Name}{value}";
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string s => $"\"{s}\"",
        bool b => b ? "true" : "false",
        float f => f.ToString(CultureInfo.InvariantCulture) + "f",
        _ when type.IsEnum => $"{type.Name}.{Enum.ToObject(type, value)}",
        IFormattable n => n.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}

/// <summary>The names that the compiler gives members in the XML file (C# standard, annex D.4).</summary>
internal static class Ids
{
    public static string Of(MemberInfo member) => member switch
    {
        Type t => $"T:{Full(t)}",
        FieldInfo f => $"F:{Full(f.DeclaringType!)}.{f.Name}",
        EventInfo e => $"E:{Full(e.DeclaringType!)}.{e.Name}",
        PropertyInfo p => $"P:{Full(p.DeclaringType!)}.{p.Name}{Parameters(p.GetIndexParameters())}",
        ConstructorInfo c => $"M:{Full(c.DeclaringType!)}.#ctor{Parameters(c.GetParameters())}",
        MethodInfo m => $"M:{Full(m.DeclaringType!)}.{m.Name}{(m.IsGenericMethod ? $"``{m.GetGenericArguments().Length}" : "")}{Parameters(m.GetParameters())}{(m.Name is "op_Implicit" or "op_Explicit" ? $"~{Of(m.ReturnType)}" : "")}",
        _ => throw new ArgumentException($"{member} has no name here."),
    };

    private static string Full(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string Parameters(ParameterInfo[] parameters) => parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(p => Of(p.ParameterType)))})";

    private static string Of(Type type)
    {
        if (type.IsByRef) return Of(type.GetElementType()!) + "@";
        if (type.IsArray) return Of(type.GetElementType()!) + (type.GetArrayRank() == 1 ? "[]" : $"[{string.Join(',', Enumerable.Repeat("0:", type.GetArrayRank()))}]");
        if (type.IsGenericParameter) return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        if (!type.IsGenericType) return type.FullName!.Replace('+', '.');
        string open = type.GetGenericTypeDefinition().FullName!.Split('`')[0].Replace('+', '.');
        return $"{open}{{{string.Join(',', type.GetGenericArguments().Select(Of))}}}";
    }
}

/// <summary>The compiler's XML files, as Markdown.</summary>
internal sealed partial class Docs
{
    private const int CompilersIndent = 12; // of the lines of a comment in its file
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);
    private readonly Func<string, string?> _page;

    public Docs(Assembly[] packages, Func<string, string?> page)
    {
        _page = page;
        foreach (Assembly package in packages)
            foreach (XElement member in XDocument.Load(Path.ChangeExtension(package.Location, ".xml")).Descendants("member")) _members[member.Attribute("name")!.Value] = member;
    }

    /// <summary>What is said of a member itself; null where that is nothing, or only inherited.</summary>
    public XElement? Own(MemberInfo member) => _members.GetValueOrDefault(Ids.Of(member)) is { } own && own.Elements().Any(e => e.Name.LocalName != "inheritdoc") ? own : null;

    /// <summary>A member's documentation, or that of what it implements or overrides; null for none.</summary>
    public XElement? Of(MemberInfo member)
    {
        XElement? own = _members.GetValueOrDefault(Ids.Of(member));
        if (own?.Element("inheritdoc") is not { } inherits) return own;
        return Inherited(member, inherits) is { } inherited ? Merged(own, inherited) : own;
    }

    // What is said of a member itself goes before what it inherits: another summary replaces that one, other errors come to those.
    private static XElement Merged(XElement own, XElement inherited)
    {
        XElement[] said = [.. own.Elements().Where(e => e.Name.LocalName != "inheritdoc")];
        bool IsSaid(XElement e) => said.Any(s => s.Name == e.Name && s.Attribute("name")?.Value == e.Attribute("name")?.Value && s.Attribute("cref")?.Value == e.Attribute("cref")?.Value);
        return new XElement("member", inherited.Elements().Where(e => !IsSaid(e)).Concat(said));
    }

    private XElement? Inherited(MemberInfo member, XElement inherits)
    {
        if (inherits.Attribute("cref") is { } from) return _members.GetValueOrDefault(from.Value);
        foreach (Type above in Above(member is Type t ? t : member.DeclaringType!))
        {
            IEnumerable<MemberInfo> twins = member is Type ? [above] : above.GetMember(member.Name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);
            foreach (MemberInfo twin in twins.Where(m => m is Type || Tail(m) == Tail(member)))
                if (Of(twin is Type { IsGenericType: true } g ? g.GetGenericTypeDefinition() : twin) is { } doc) return doc;
        }

        return null;
    }

    public string Text(XElement? element) => element is null ? "" : Spaces().Replace(string.Concat(element.Nodes().Where(n => n is not XElement { Name.LocalName: "code" or "example" }).Select(Node)), " ").Trim();

    public string Example(XElement example)
    {
        string code = (example.Element("code") ?? example).Value.Trim('\n', '\r').TrimEnd();
        string[] lines = code.Split('\n');
        int indent = lines[0].StartsWith(' ') ? lines[0].Length - lines[0].TrimStart().Length : CompilersIndent;
        string text = example.Element("code") is null ? "" : Text(example);
        return $"{(text.Length > 0 ? text + "\n\n" : "")}```csharp\n{string.Join('\n', lines.Select(l => l[Math.Min(indent, l.Length - l.TrimStart().Length)..].TrimEnd()))}\n```";
    }

    /// <summary>A member's name, as a link to where it stands.</summary>
    public string Link(string id)
    {
        string name = NameOf(id), code = $"`{name}`";
        return _page(id) is { } page ? $"[{code}]({page})" : code;
    }

    public static string Escape(string text) => Special().Replace(text, @"\$0").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static IEnumerable<Type> Above(Type type)
    {
        for (Type? b = type.BaseType; b is not null; b = b.BaseType) yield return b;
        foreach (Type i in type.GetInterfaces()) yield return i;
    }

    // The name and the parameters' types, without the type that declares it.
    private static string Tail(MemberInfo member) => Ids.Of(member).Split('(', 2) is [_, { } parameters] ? $"{member.Name}({parameters}" : member.Name;

    private static string NameOf(string id)
    {
        string path = id[2..].Split('(')[0].Split('~')[0];
        string[] parts = path.Split('.');
        string Plain(string part) => part.Split('`')[0];
        return id[0] is 'T' or 'N' || parts.Length < 2 ? id[0] == 'N' ? path : Plain(parts[^1]) : parts[^1] == "#ctor" ? Plain(parts[^2]) : $"{Plain(parts[^2])}.{Plain(parts[^1])}";
    }

    private string Node(XNode node) => node switch
    {
        XText text => Escape(text.Value),
        XElement { Name.LocalName: "c" } c => $"`{c.Value}`",
        XElement { Name.LocalName: "see" or "seealso" } see when see.Attribute("cref") is { } cref => Link(cref.Value),
        XElement { Name.LocalName: "see" } see when see.Attribute("href") is { } href => $"[{Escape(see.Value.Length > 0 ? see.Value : href.Value)}]({href.Value})",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("langword")?.Value ?? see.Value}`",
        XElement { Name.LocalName: "paramref" or "typeparamref" } name => $"*{name.Attribute("name")!.Value}*",
        XElement { Name.LocalName: "i" } i => $"*{Text(i)}*",
        XElement { Name.LocalName: "b" } b => $"**{Text(b)}**",
        XElement { Name.LocalName: "br" } => "<br>",
        XElement { Name.LocalName: "para" } para => $"<br>{Text(para)}",
        XElement { Name.LocalName: "list" } list => string.Concat(list.Elements("item").Select(i => i.Element("term") is { } term ? $"<br>{Text(term)}: {Text(i.Element("description"))}" : $"<br>{Text(i.Element("description") ?? i)}")),
        XElement other => string.Concat(other.Nodes().Select(Node)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\\`*_\[\]|~]")]
    private static partial Regex Special();
}
