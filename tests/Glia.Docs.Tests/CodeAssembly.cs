using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Glia.Docs.Tests;

/// <summary>
/// All C# blocks of all pages as one assembly, made by the compiler of the SDK in one run: each block is a method in a namespace of its own, types beside it, and <c>#line</c> says where it stands,
/// so that errors and exceptions name page and line. Usings of a page's earlier blocks hold for the later ones. A block that goes on is one method with those before it.
/// </summary>
internal sealed partial class CodeAssembly
{
    private static readonly Lazy<CodeAssembly> One = new(() => new CodeAssembly());

    // CS1998: no await; CS1587: a comment on what is a local here; CS8321: a local function that is only shown.
    private const string Allowed = "CS1998,CS1587,CS8321,CS1591";
    private readonly Assembly _assembly;

    private CodeAssembly()
    {
        var source = new StringBuilder();
        foreach (DocPage page in Repository.Pages) Append(source, page);
        string folder = Directory.CreateTempSubdirectory("glia-docs-code-").FullName;
        try
        {
            string file = Path.Combine(folder, "Blocks.cs"), library = Path.Combine(folder, "Blocks.dll");
            File.WriteAllText(file, source.ToString());
            Network.Load(Supplies.At("digits.safetensors")).ExportCSharp(Path.Combine(folder, "Digits.cs")); // what 'glia export' gives a program
            Compile(file, library);
            _assembly = Assembly.Load(File.ReadAllBytes(library), File.ReadAllBytes(Path.ChangeExtension(library, ".pdb")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The method that runs a block and those that go on from it.</summary>
    public static Func<Task> Method(DocBlock block) => One.Value._assembly.GetType($"{Namespace(block)}.Block", throwOnError: true)!.GetMethod("Run")!.CreateDelegate<Func<Task>>();

    private static string Namespace(DocBlock block) => $"Pages.{NoWord().Replace(block.Page, "_")}.Line{block.Line}";

    private static void Append(StringBuilder source, DocPage page)
    {
        var usings = new List<string> { "using Glia;", "using Glia.Datasets;", "using static Glia.Activation;" };
        if (page.Name.StartsWith("docs/api/glia-live", StringComparison.Ordinal)) usings.Add("using Glia.Live;"); // the reference to that package
        if (page.Name.StartsWith("docs/api/glia-mpi", StringComparison.Ordinal)) usings.Add("using Glia.Mpi;");
        DocBlock[] blocks = [.. page.Blocks.Where(b => b is { IsCSharp: true, Kind: BlockKind.Code })];
        for (int first = 0; first < blocks.Length;)
        {
            int end = first + 1;
            while (end < blocks.Length && blocks[end].GoesOn) end++;
            BlockParts[] parts = [.. blocks[first..end].Select(BlockParts.Of)];
            usings.AddRange(parts.SelectMany(p => p.Usings).Except(usings, StringComparer.Ordinal));
            source.AppendLine("#line default").AppendLine("#pragma warning restore GLIA001, GLIA002"); // a page says itself what it uses that is experimental
            source.AppendLine($"namespace {Namespace(blocks[first])}").AppendLine("{");
            foreach (string name in usings) source.AppendLine(name);
            source.AppendLine("using static Glia.Docs.Tests.Names;").AppendLine("public static class Block").AppendLine("{").AppendLine("public static async System.Threading.Tasks.Task Run()").AppendLine("{");
            foreach (BlockParts part in parts) source.Append(part.Statements);
            source.AppendLine("#line default").AppendLine("}").AppendLine("}");
            foreach (BlockParts part in parts) source.Append(part.Types);
            source.AppendLine("#line default").AppendLine("}");
            first = end;
        }
    }

    private static void Compile(string file, string library)
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string compiler = Compiler(Path.Combine(root, "sdk"));
        string[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(f => Path.GetFileName(f) is { } name && (name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.StartsWith("Glia", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))];
        string implicitUsings = Path.Combine(Path.GetDirectoryName(file)!, "Usings.cs"), response = Path.Combine(Path.GetDirectoryName(file)!, "csc.rsp");
        string[] namespaces = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];
        File.WriteAllLines(implicitUsings, namespaces.Select(n => $"global using {n};"));
        File.WriteAllLines(response, ["-nologo", "-target:library", "-langversion:latest", "-nullable:enable", "-optimize+", "-debug:portable", "-warnaserror", $"-nowarn:{Allowed}", $"-out:\"{library}\"", .. references.Select(r => $"-r:\"{r}\""), $"\"{file}\"", $"\"{implicitUsings}\"", $"\"{Path.Combine(Path.GetDirectoryName(file)!, "Digits.cs")}\""]);
        using Process process = Process.Start(new ProcessStartInfo(Path.Combine(root, "dotnet"), [compiler, "-noconfig", "-nostdlib", $"@{response}"]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Repository.Root })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"The blocks of the pages do not compile:\n{output.Replace(Path.GetDirectoryName(file)! + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}");
    }

    /// <summary>The compiler of the newest SDK for this .NET: 10.0.1xx comes before 10.0.2xx, and 9.0.3xx, which reads as more, knows other C#.</summary>
    internal static string Compiler(string sdks)
    {
        string[] compilers = [.. Directory.GetDirectories(sdks)
            .Select(folder => (Folder: folder, Version: Version.TryParse(Path.GetFileName(folder).Split('-')[0], out Version? version) ? version : new Version(0, 0)))
            .Where(sdk => sdk.Version.Major == Environment.Version.Major)
            .OrderBy(sdk => sdk.Version)
            .Select(sdk => Path.Combine(sdk.Folder, "Roslyn", "bincore", "csc.dll"))
            .Where(File.Exists)];
        Assert.True(compilers.Length > 0, $"In {sdks} there is no SDK of .NET {Environment.Version.Major} with a compiler. There are: {string.Join(", ", Directory.GetDirectories(sdks).Select(Path.GetFileName))}.");
        return compilers[^1];
    }

    [GeneratedRegex(@"\W", RegexOptions.None, 1000)]
    private static partial Regex NoWord();
}

/// <summary>A block taken apart: usings, statements, and types, which a method cannot hold.</summary>
internal sealed partial record BlockParts(IReadOnlyList<string> Usings, string Statements, string Types)
{
    public static BlockParts Of(DocBlock block)
    {
        var usings = new List<string>();
        StringBuilder statements = new(), types = new();
        bool isType = false;
        for (int i = 0; i < block.Lines.Count; i++)
        {
            string line = block.Lines[i];
            if (!isType && Using().IsMatch(line))
            {
                usings.Add(line.Trim());
                continue;
            }

            bool begins = !isType && Type().IsMatch(line);
            isType |= begins;
            StringBuilder to = isType ? types : statements;
            to.AppendLine($"#line {block.Line + i} \"{block.Page}\"").AppendLine(Adapt(line, block));
            if (isType && (line.StartsWith('}') || (begins && line.TrimEnd().EndsWith(';')))) isType = false;
        }

        return new BlockParts(usings, statements.ToString(), types.ToString());
    }

    // Ports that a page names are another's as often as not, and a web application that runs for ever is asked once and stopped.
    private static string Adapt(string line, DocBlock block)
    {
        line = LocalAddress().Replace(line, m => $"Address({m.Groups["port"].Value}{(m.Groups["path"].Length > 0 ? $", \"{m.Groups["path"].Value}\"" : "")})");
        line = line.Replace("LiveHost.Start(session)", "LiveHost.Start(session, FreePort)", StringComparison.Ordinal);
        return block.Asked is { } asked ? line.Replace("app.Run();", $"await Ask(app, \"{asked.Replace("\"", "\\\"", StringComparison.Ordinal)}\");", StringComparison.Ordinal) : line;
    }

    [GeneratedRegex(@"^using (static )?[\w.]+;", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Using();

    [GeneratedRegex(@"^((public|internal|file|sealed|static|readonly|abstract|partial|ref) )*(class|struct|interface|enum|record|record struct|record class) \w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Type();

    [GeneratedRegex(@"""http://127\.0\.0\.1:(?<port>\d+)(?<path>/[^""]*)?""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LocalAddress();
}
