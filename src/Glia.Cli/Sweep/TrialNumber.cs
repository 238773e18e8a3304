using System.Globalization;

namespace Glia.Cli;

/// <summary>Which trial a process is to run: a number, or that which the cluster's job array gave the process in its environment, so that one command line serves all of them.</summary>
internal static class TrialNumber
{
    /// <summary>What stands for the job array's number.</summary>
    public const string Auto = "auto";

    /// <summary>The systems whose numbers are known.</summary>
    public static IReadOnlyList<JobArray> Arrays { get; } = [new("Slurm", "SLURM_ARRAY_TASK_ID", 1), new("Kubernetes", "JOB_COMPLETION_INDEX", 0)];

    /// <summary>The number that <paramref name="text"/> says, from 1 to <paramref name="trials"/>.</summary>
    /// <param name="option">The option, for what is said about a wrong value.</param>
    /// <param name="text">A number, or <see cref="Auto"/>.</param>
    /// <param name="trials">How many trials there are.</param>
    /// <param name="environment">The value of a variable; null for none.</param>
    /// <exception cref="ToolException">It is no trial's number.</exception>
    public static int Read(string option, string text, int trials, Func<string, string?> environment)
    {
        if (text == Auto) return ReadArray(option, trials, environment);
        int number = Parse(text) ?? throw ToolException.BadOption(option, $"'{text}' is not a trial's number, nor '{Auto}' for that of a job array.");
        return number >= 1 && number <= trials ? number : throw ToolException.BadOption(option, $"there are {trials} trials, and {text} is none of them.");
    }

    private static int ReadArray(string option, int trials, Func<string, string?> environment)
    {
        (JobArray Array, string Value)[] given = [.. Arrays.Select(a => (a, environment(a.Variable) ?? "")).Where(g => g.Item2.Length > 0)];
        if (given.Length == 0) throw ToolException.BadOption(option, $"'{Auto}' takes the number of a job array, but neither {string.Join(" nor ", Arrays.Select(a => $"{a.Variable} ({a.System})"))} is set. Give the number itself.");
        if (given.Length > 1) throw ToolException.BadOption(option, $"'{Auto}' could mean {string.Join(" or ", given.Select(g => $"{g.Array.Variable}={g.Value}"))}. Give the number itself.");
        (JobArray array, string value) = given[0];
        string stands = $"{array.Variable}={value} ({array.System})", first = $"The array's first number is {array.First}, its last {trials - 1 + array.First}.";
        long number = (Parse(value) ?? throw ToolException.BadOption(option, $"{stands} is no number. {first}")) + 1L - array.First;
        return number >= 1 && number <= trials ? (int)number : throw ToolException.BadOption(option, $"there are {trials} trials, and {stands} is none of them. {first}");
    }

    private static int? Parse(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}

/// <summary>A cluster's way to tell the processes of a job array apart.</summary>
/// <param name="System">Its name.</param>
/// <param name="Variable">The variable of the environment that holds the number.</param>
/// <param name="First">The number of the first.</param>
internal sealed record JobArray(string System, string Variable, int First);
