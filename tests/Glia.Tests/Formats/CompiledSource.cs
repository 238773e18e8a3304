using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Glia.Tests.Formats;

/// <summary>What an exported class predicts.</summary>
internal delegate float[] ExportedPredict(ReadOnlySpan<float> inputs);

/// <summary>C# files compiled on their own, by the compiler of the SDK and against the framework alone, every warning an error.</summary>
internal sealed class CompiledSource : IDisposable
{
    private readonly AssemblyLoadContext _context = new(null, isCollectible: true);
    private readonly System.Reflection.Assembly _assembly;

    public CompiledSource(IEnumerable<string> files)
    {
        string framework = RuntimeEnvironment.GetRuntimeDirectory(), root = Path.GetFullPath(Path.Combine(framework, "..", "..", ".."));
        string compiler = Directory.GetDirectories(Path.Combine(root, "sdk")).Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll")).Last(File.Exists);
        string library = Path.Combine(Path.GetTempPath(), $"glia-exported-{Guid.NewGuid():N}.dll");
        var start = new ProcessStartInfo(Path.Combine(root, "dotnet"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { compiler, "-nologo", "-target:library", "-langversion:12", "-warnaserror", "-nostdlib", $"-out:{library}" },
        };
        foreach (string name in new[] { "System.Private.CoreLib.dll", "System.Runtime.dll" }) start.ArgumentList.Add($"-r:{Path.Combine(framework, name)}");
        foreach (string file in files) start.ArgumentList.Add(file);
        try
        {
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output);
            using var stream = new MemoryStream(File.ReadAllBytes(library));
            _assembly = _context.LoadFromStream(stream);
        }
        finally
        {
            File.Delete(library);
        }
    }

    public ExportedPredict Predict(string type) => _assembly.GetType(type, throwOnError: true)!.GetMethod("Predict")!.CreateDelegate<ExportedPredict>();

    public bool SelfCheck(string type) => _assembly.GetType(type, throwOnError: true)!.GetMethod("SelfCheck")!.CreateDelegate<Func<bool>>()();

    public string[] Classes(string type) => (string[])_assembly.GetType(type, throwOnError: true)!.GetProperty("Classes")!.GetValue(null)!;

    public void Dispose() => _context.Unload();
}
