using System.Globalization;

namespace Glia.Cli;

/// <summary>Makes a folder that is called after the time, such as <c>live-20261123-174500</c>. Of several processes that do so in the same second, each gets one of its own.</summary>
internal static class DatedFolder
{
    /// <summary>Makes it.</summary>
    /// <param name="what">What its name begins with.</param>
    /// <param name="place">Where.</param>
    /// <param name="fill">Writes what is to be in it, to the folder that it is given.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="IOException">It could not be written. Nothing of it is left.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed there.</exception>
    public static string Make(string what, string place, Action<string> fill)
    {
        string own = Path.Combine(place, $".{what}-{Guid.NewGuid():N}");
        try
        {
            fill(own);
            return Name(own, Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"{what}-{DateTime.Now:yyyyMMdd-HHmmss}")));
        }
        catch
        {
            if (Directory.Exists(own)) Directory.Delete(own, recursive: true);
            throw;
        }
    }

    // No folder can be renamed to one that has something in it: whether the name is free is seen by taking it.
    private static string Name(string own, string wanted)
    {
        for (int number = 1; ; number++)
        {
            string name = number == 1 ? wanted : string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
            try
            {
                Directory.Move(own, name);
                return name;
            }
            catch (IOException) when (Path.Exists(name))
            {
                // Somebody was faster.
            }
        }
    }
}
