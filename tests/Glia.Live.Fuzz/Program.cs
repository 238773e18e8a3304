using System.Diagnostics;
using System.Globalization;
using Glia.Live.Fuzz;
using Glia.TestShared;

// Takes that many fuzzed packets (10 million unless said otherwise) through reader, writer, patterns and routes, and says what came of them
// and what memory they took. The last is the good message of Wekinator's own clients: it must still be read.
// With "session" before the numbers, a whole session takes them: the good message must be answered.
bool isSession = args.Length > 0 && args[0] == "session";
if (isSession) args = args[1..];
long count = 10_000_000;
int seed = 1;
if (args.Length > 2
    || (args.Length > 0 && (!long.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out count) || count < 1))
    || (args.Length > 1 && !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out seed)))
{
    Console.Error.WriteLine("Usage: Glia.Live.Fuzz [session] [PACKETS [SEED]], both whole numbers, PACKETS from 1.");
    return 2;
}

if (isSession) return SessionFuzz.Run(count, seed);
var packets = new OscPackets(seed);
var passage = new OscPassage();
byte[] buffer = new byte[8192];
long warmUp = Math.Min(count, 100_000);
int length = 0;
try
{
    Run(warmUp);
    var before = MemoryInUse.Now();
    var watch = Stopwatch.StartNew();
    long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    Run(count - warmUp);
    long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
    watch.Stop();
    var after = MemoryInUse.Now();
    Console.WriteLine(passage);
    Console.WriteLine($"  {"seconds",-20}{watch.Elapsed.TotalSeconds,14:N1}");
    Console.WriteLine($"memory after {warmUp:N0} packets: {before}\nmemory after {count:N0} packets: {after}");
    Console.WriteLine($"allocated in between: {allocated:N0} bytes");
}
catch (Exception e)
{
    Console.Error.WriteLine($"Escaped from packet {passage.Packets:N0} of seed {seed}: {Convert.ToHexStringLower(buffer.AsSpan(0, length))}\n{e}");
    return 1;
}

long messages = passage.Messages;
long matches = passage.Matches;
passage.Take(Convert.FromHexString("2f77656b2f696e70757473002c6666003f80000040200000"));
bool isAnswered = passage.Messages == messages + 1 && passage.Matches == matches + 1;
Console.WriteLine(isAnswered ? "the next good message was read" : "THE NEXT GOOD MESSAGE WAS NOT READ");
return isAnswered ? 0 : 1;

void Run(long packetCount)
{
    for (long i = 0; i < packetCount; i++)
    {
        length = packets.Next(buffer);
        passage.Take(buffer.AsSpan(0, length));
    }
}
