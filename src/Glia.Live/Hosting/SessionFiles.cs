using System.Globalization;
using System.Text;
using Glia.Formats;

namespace Glia.Live;

/// <summary>A session as files: the project, from which everything can be learnt again, and beside it the networks as they are now, for other programs and for people.</summary>
public static class SessionFiles
{
    /// <summary>The folder of the networks within the project's.</summary>
    public const string Models = "models";

    /// <summary>Writes the project, and for each output that a network was learnt for <c>models/output-N.safetensors</c> (which <c>glia predict</c> and all others read) and <c>models/output-N.txt</c> (as Wekinator shows it in its console).</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="session">The session.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    public static void Save(string folder, LiveSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        LiveProject project = session.ToProject();
        LiveFolder.Write(folder, project);
        for (int number = 1; number <= project.Outputs.Count; number++)
        {
            if (session.Model(number) is not { Network: { } network } model) continue;
            string path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, Models)).FullName, string.Create(CultureInfo.InvariantCulture, $"output-{number}"));
            network.Save(path + ".safetensors");
            if (model.ConsoleText is { } text) AtomicFile.Write(path + ".txt", stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }
    }
}
