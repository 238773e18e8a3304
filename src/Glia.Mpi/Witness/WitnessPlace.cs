using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Glia.Mpi;

/// <summary>Where the witness of a training is to be met.</summary>
/// <param name="Process">The process of the first rank.</param>
/// <param name="Secret">What only the ranks know: other users of the machine can see where it listens.</param>
internal sealed record WitnessPlace(int Process, long Secret)
{
    private const int SecretBits = 48; // which a double holds exactly

    /// <summary>The name of its socket, which is no file and gone with the process (unix(7), "abstract").</summary>
    [JsonIgnore]
    public string Name => FormattableString.Invariant($"glia-witness-{Process}");

    /// <summary>A place that all ranks have agreed on; all call it together.</summary>
    public static WitnessPlace Agreed(ICollective ranks, RankPlaces places)
    {
        double[] secret = [ranks.Rank == 0 ? RandomNumberGenerator.GetInt32(int.MaxValue) * (double)(1L << (SecretBits - 31)) + RandomNumberGenerator.GetInt32(1 << (SecretBits - 31)) : 0];
        ranks.Sum(secret);
        return new(places.Processes[0], (long)secret[0]);
    }
}
