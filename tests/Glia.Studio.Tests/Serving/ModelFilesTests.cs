using System.Security.Cryptography;
using Glia.Studio.Serving;

namespace Glia.Studio.Tests.Serving;

/// <summary>Model files become ids, and are taken anew when they are replaced by sound ones.</summary>
public sealed class ModelFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-serve-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("digits.safetensors", "digits")]
    [InlineData("My Digits_2 (new).safetensors", "my-digits-2-new")]
    [InlineData("../x/Ä.safetensors", "model")]
    [InlineData("a.b.safetensors", "a-b")]
    public void An_id_comes_from_the_name(string path, string id) => Assert.Equal(id, ModelFiles.IdOf(path));

    [Fact]
    public void Files_are_loaded_and_replaced()
    {
        string path = Path.Combine(_folder, "net.safetensors");
        Save(path, seed: 1);
        ModelFiles models = ModelFiles.Open([path]);
        ServedNetwork first = models.Find("net")!;
        Assert.Equal(("net", "net.safetensors", 12), (first.Id, first.Name, first.Version.Length));
        Assert.Null(models.Find("other"));
        var log = new List<string>();
        models.Refresh(log.Add);
        Assert.Same(first, models.Find("net"));

        Save(path, seed: 2, hidden: 4);
        models.Refresh(log.Add);
        ServedNetwork second = models.Find("net")!;
        Assert.NotEqual(first.Version, second.Version);
        Assert.Equal(17, second.Network.ParameterCount);

        File.WriteAllText(path, "no model");
        models.Refresh(log.Add);
        File.Delete(path);
        models.Refresh(log.Add);
        Assert.Same(second, models.Find("net"));
        Assert.Equal(2, log.Count);
        Assert.Contains("cannot be used", log[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_beside_another_does_not_bring_an_older_one_back()
    {
        string path = Path.Combine(_folder, "net.safetensors");
        Save(path, seed: 0);
        ModelFiles models = ModelFiles.Open([path]);
        for (ulong seed = 1; seed < 20; seed++)
        {
            Save(path, seed);
            Task other = Task.Run(() => models.Refresh(_ => { }), TestContext.Current.CancellationToken);
            Save(path, seed, hidden: 4);
            models.Refresh(_ => { });
            await other;
            models.Refresh(_ => { });
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)).AsSpan(0, 6)), models.Find("net")!.Version);
        }
    }

    [Fact]
    public void Two_files_of_one_id_are_refused()
    {
        string one = Path.Combine(_folder, "a b.safetensors"), two = Path.Combine(_folder, "a-b.safetensors");
        Save(one, 1);
        Save(two, 1);
        Assert.Contains("Rename one", Assert.Throws<ArgumentException>(() => ModelFiles.Open([one, two])).Message, StringComparison.Ordinal);
    }

    private static void Save(string path, ulong seed, int hidden = 3) => new Network(2, seed, new Dense(hidden, Activation.Tanh), new Dense(1, Activation.Identity)).Save(path);
}
