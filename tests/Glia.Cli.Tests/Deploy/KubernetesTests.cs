using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Glia.Cli.Tests;

/// <summary>The manifests in deploy/kubernetes: sound by the API's rules, true to each other, and to the tool, which takes their command lines.</summary>
public sealed class KubernetesTests : IDisposable
{
    private const int DrainSeconds = 5; // of glia serve at most, see docs/serve.md

    private static readonly string Manifests = Path.Combine(AppContext.BaseDirectory, "Deploy");

    private readonly TestFolder _folder = new();

    public static TheoryData<string> Files => [.. Directory.GetFiles(Manifests, "*.yaml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static YamlNode Sweep => All("sweep.yaml").Single();

    private static YamlNode Serve => All("serve.yaml")[0];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AllManifestsAreLookedAt() => Assert.Equal(["collect.yaml", "serve.yaml", "sweep.yaml", "volume.yaml"], Files.Select(f => f.Data));

    [Theory]
    [MemberData(nameof(Files))]
    public void AManifestIsSoundByTheRulesOfTheApi(string file)
    {
        KubernetesSchema schema = Schema();
        foreach (YamlNode manifest in All(file)) Assert.Empty(schema.Errors((YamlMappingNode)manifest));
    }

    [Theory]
    [InlineData("  backoffLimitPerIndex: 3", "  backoffLimitPerIndx: 3", "Job.spec.backoffLimitPerIndx is no field")]
    [InlineData("  completions: 12", "  completions: \"12\"", "Job.spec.completions: '12' is no int")]
    [InlineData("\"2\", --trial", "2, --trial", "args[8]: '2' is no text")]
    [InlineData("status: \"True\"", "status: True", "status: 'True' is no text")]
    [InlineData("apiVersion: batch/v1", "apiVersion: batch/v1beta1", "the apiVersion of Job is batch/v1")]
    [InlineData("          image: glia\n", "", "containers[0].image is missing")]
    [InlineData("memory: 1Gi", "memory: 1 GB", "memory: '1 GB' is no quantity")]
    [InlineData("  name: glia-sweep", "  name: Glia_sweep", "metadata.name: 'Glia_sweep' is no name")]
    public void AMistakeInAManifestIsFound(string right, string wrong, string expected)
    {
        string text = File.ReadAllText(Path.Combine(Manifests, "sweep.yaml"));
        Assert.Contains(right, text, StringComparison.Ordinal);
        YamlNode manifest = Parse(text.Replace(right, wrong, StringComparison.Ordinal)).Single();
        Assert.Contains(Schema().Errors((YamlMappingNode)manifest), e => e.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void NamesThatAreReferredToAreThere()
    {
        YamlNode[] all = [.. Files.SelectMany(f => All(f.Data))];
        string[] claims = [.. all.Where(m => Text(m, "kind") == "PersistentVolumeClaim").Select(m => Text(m, "metadata", "name"))];
        foreach (YamlNode pod in all.Select(m => Find(m, "spec", "template", "spec")).OfType<YamlNode>())
        {
            string[] volumes = [.. List(pod, "volumes").Select(v => Text(v, "name"))];
            YamlNode container = Assert.Single(List(pod, "containers"));
            string[] mounts = [.. List(container, "volumeMounts").Select(m => Text(m, "name"))];
            Assert.Equal(volumes.Order(StringComparer.Ordinal), mounts.Order(StringComparer.Ordinal)); // each is mounted, and nothing else
            foreach (YamlNode volume in List(pod, "volumes").Where(v => Find(v, "persistentVolumeClaim") is not null)) Assert.Contains(Text(volume, "persistentVolumeClaim", "claimName"), claims);
        }

        foreach (YamlNode rule in all.SelectMany(m => List(m, "spec", "podFailurePolicy", "rules")).Where(r => Find(r, "onExitCodes") is not null)) Assert.Equal("glia", Text(rule, "onExitCodes", "containerName"));
        string[] labels = Labels(Serve, "spec", "template", "metadata", "labels");
        YamlNode[] others = All("serve.yaml");
        Assert.Equal(labels, Labels(Serve, "spec", "selector", "matchLabels"));
        Assert.Equal(labels, Labels(others[1], "spec", "selector"));
        Assert.Equal(labels, Labels(others[2], "spec", "selector", "matchLabels"));
        YamlNode port = Assert.Single(List(Container(Serve), "ports"));
        Assert.Equal(Text(port, "name"), Text(List(others[1], "spec", "ports").Single(), "targetPort"));
        foreach (string probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" }) Assert.Equal(Text(port, "name"), Text(Container(Serve), probe, "httpGet", "port"));
        string secret = Text(List(Serve, "spec", "template", "spec", "volumes").Single(v => Text(v, "name") == "key"), "secret", "secretName");
        Assert.Contains($"kubectl create secret generic {secret} --from-literal=key=", File.ReadAllText(Path.Combine(Manifests, "serve.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void PodsHaveNoMoreRightsThanTheyNeed()
    {
        foreach (YamlNode pod in Files.SelectMany(f => All(f.Data)).Select(m => Find(m, "spec", "template", "spec")).OfType<YamlNode>())
        {
            YamlNode container = List(pod, "containers").Single();
            Assert.Equal("true", Text(pod, "securityContext", "runAsNonRoot"));
            Assert.NotEqual("0", Text(pod, "securityContext", "runAsUser"));
            Assert.Equal("RuntimeDefault", Text(pod, "securityContext", "seccompProfile", "type"));
            Assert.Equal("false", Text(pod, "automountServiceAccountToken"));
            Assert.Equal("true", Text(container, "securityContext", "readOnlyRootFilesystem"));
            Assert.Equal("false", Text(container, "securityContext", "allowPrivilegeEscalation"));
            Assert.Equal("ALL", $"{List(container, "securityContext", "capabilities", "drop").Single()}");
            foreach (string amount in new[] { "requests", "limits" }) Assert.NotNull(Find(container, "resources", amount, "memory"));
            Assert.Equal(("glia", "IfNotPresent"), (Text(container, "image"), Text(container, "imagePullPolicy"))); // no name of a registry
        }
    }

    [Fact]
    public async Task TheSweepIsOnePodForEachTrial()
    {
        string[] args = Args(Sweep);
        int completions = int.Parse(Text(Sweep, "spec", "completions"), CultureInfo.InvariantCulture);
        Assert.Equal("Indexed", Text(Sweep, "spec", "completionMode"));
        foreach ((int index, int code) in new[] { (0, ExitCodes.Ok), (completions - 1, ExitCodes.Ok), (completions, ExitCodes.BadInput) })
        {
            using Process process = ToolProcess.Start(new Dictionary<string, string> { ["JOB_COMPLETION_INDEX"] = $"{index}" }, [.. args, "--dry-run", "--json"]);
            ToolRun run = await ToolProcess.End(process);
            Assert.True(run.Code == code, $"index {index}: {run.Error}");
            if (code == ExitCodes.Ok) Assert.Equal(completions, run.Json().GetProperty("trials").GetArrayLength());
        }

        // A trial of it, shortened, and what collect makes of that, in a folder for the volume's.
        int trial = Array.IndexOf(args, "--trial");
        ToolRun.Of([.. args[..trial], "--trial", "1", .. args[(trial + 2)..], "--count", "300", "--epochs", "1"]).Good();
        ToolRun.Of(Args(All("collect.yaml").Single())).Good();
        Assert.True(File.Exists(_folder.At("rates/sweep.html")));
    }

    [Theory]
    [InlineData("sweep.yaml", "FailIndex")]
    [InlineData("collect.yaml", "FailJob")]
    public void PreEmptionIsNoFailureAndBadInputIsOneAtOnce(string file, string action)
    {
        YamlNode job = All(file).Single();
        YamlNode[] rules = List(job, "spec", "podFailurePolicy", "rules");
        Assert.Equal(("Ignore", "DisruptionTarget"), (Text(rules[0], "action"), Text(List(rules[0], "onPodConditions").Single(), "type"))); // the first that fits counts
        Assert.Equal((action, "In"), (Text(rules[1], "action"), Text(rules[1], "onExitCodes", "operator")));
        Assert.Equal($"{ExitCodes.BadInput}", $"{List(rules[1], "onExitCodes", "values").Single()}");
        Assert.Equal("Never", Text(job, "spec", "template", "spec", "restartPolicy")); // the policy needs it
        Assert.NotNull(Find(job, "spec", action == "FailIndex" ? "backoffLimitPerIndex" : "backoffLimit"));
    }

    [Fact]
    public async Task TheServerAnswersItsProbesAndEndsInTime()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Samples.DigitNetwork().Save(_folder.At("digits.safetensors"));
        File.WriteAllText(_folder.At("key"), "a-key-of-this-test\n");
        string[] args = Args(Serve);
        int port = Array.IndexOf(args, "--port") + 1;
        Assert.Equal(Text(List(Container(Serve), "ports").Single(), "containerPort"), args[port]);
        args[port] = "0";
        using Process process = ToolProcess.Start(new Dictionary<string, string>(), [.. args, "--json"]);
        try
        {
            int real = new Uri(JsonDocument.Parse(await ToolProcess.ReadDocument(process)).RootElement.GetProperty("address").GetString()!).Port;
            using var client = new HttpClient();
            foreach (string probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
                Assert.Equal(HttpStatusCode.OK, await Ask(client, real, Text(Container(Serve), probe, "httpGet", "path"), $"10.1.2.3:{real}")); // the kubelet asks the pod's address
            Assert.Equal(HttpStatusCode.OK, await Ask(client, real, "/health/ready", Text(All("serve.yaml")[1], "metadata", "name"))); // others by the Service's name
            Assert.Equal(HttpStatusCode.Unauthorized, await Ask(client, real, "/api/models", "glia-serve"));
            await ToolProcess.Terminate(process);
            await process.WaitForExitAsync(cancellation);
            Assert.Equal(ExitCodes.Ok, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        int grace = int.Parse(Text(Serve, "spec", "template", "spec", "terminationGracePeriodSeconds"), CultureInfo.InvariantCulture);
        int wait = int.Parse(Text(Container(Serve), "lifecycle", "preStop", "sleep", "seconds"), CultureInfo.InvariantCulture);
        Assert.InRange(wait + DrainSeconds, 1, grace - DrainSeconds);
    }

    private static async Task<HttpStatusCode> Ask(HttpClient client, int port, string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}{path}"));
        request.Headers.Host = host;
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>The command line of a pod, with the test's folder in place of what is mounted.</summary>
    private string[] Args(YamlNode manifest) => [.. List(Container(manifest), "args").Select(a => $"{a}".Replace("/data/", _folder.FullPath + "/", StringComparison.Ordinal).Replace("/keys/", _folder.FullPath + "/", StringComparison.Ordinal))];

    private static KubernetesSchema Schema() => new(File.ReadAllLines(Path.Combine(Manifests, "kubernetes-fields.txt")));

    private static YamlNode[] All(string file) => Parse(File.ReadAllText(Path.Combine(Manifests, file)));

    private static YamlNode[] Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(d => d.RootNode)];
    }

    private static YamlNode Container(YamlNode manifest) => List(manifest, "spec", "template", "spec", "containers").Single();

    private static string[] Labels(YamlNode node, params string[] path) => [.. ((YamlMappingNode)Find(node, path)!).Children.Select(c => $"{c.Key}={c.Value}").Order(StringComparer.Ordinal)];

    private static string Text(YamlNode node, params string[] path) => $"{Find(node, path) ?? throw new KeyNotFoundException(string.Join('.', path))}";

    private static YamlNode[] List(YamlNode node, params string[] path) => Find(node, path) is YamlSequenceNode list ? [.. list] : [];

    private static YamlNode? Find(YamlNode node, params string[] path)
    {
        foreach (string name in path)
        {
            if (node is not YamlMappingNode map || !map.Children.TryGetValue(name, out YamlNode? next)) return null;
            node = next;
        }

        return node;
    }
}
