using System.Globalization;
using Glia.Mpi;
using Glia.MpiLoad;

const string help = """
    Measures what several processes bring. Start it with mpirun -n N --bind-to none, or run benchmarks/mpi/run.sh, which compares.

    sum COUNT            adds up COUNT floats over all ranks, again and again: the median in µs, as allreduce.c does it in C
    train WIDTHS BATCH   trains 784-WIDTHS-10 (such as 512,512) on one thread a rank: samples a second
    """;

if (args.Length == 0 || args.Contains("--help"))
{
    Console.WriteLine(help);
    return args.Length == 0 ? 2 : 0;
}

using MpiRanks? ranks = MpiRanks.IsLaunched ? MpiRanks.Join() : null;
if (args is ["sum", var count]) SumRun.Run(ranks ?? throw new ArgumentException("Adding up needs mpirun."), int.Parse(count, CultureInfo.InvariantCulture));
else if (args is ["train", var widths, var batch]) TrainRun.Run(ranks, [.. widths.Split(',').Select(width => int.Parse(width, CultureInfo.InvariantCulture))], int.Parse(batch, CultureInfo.InvariantCulture));
else return 2;
return 0;
