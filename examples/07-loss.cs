#:property PublishAot=false
#:project ../src/Glia/Glia.csproj

// A loss says in one number how wrong the outputs are: 0 is perfect, and training makes it small. Look at what each makes of one output
// that is far off: the squares make much of it, the absolute value and Huber less.
//     dotnet run -c Release examples/07-loss.cs
using Glia;

float[] targets = [4, 9, 6], near = [4, 8, 6], far = [4, 4, 6];
Console.WriteLine("targets 4, 9, 6                4, 8, 6    4, 4, 6");
foreach (Loss loss in new Loss[] { new MeanSquaredError(), new SquaredError(), new HalfSquaredError(), new MeanAbsoluteError(), new Huber(1) })
    Console.WriteLine($"  {loss.Name,-24}{loss.Value(near, targets),12:F4}{loss.Value(far, targets),11:F4}");

// Cross-entropy is for shares of belief: −ln of the share that the right class gets. Being sure and wrong costs the most.
float[] second = [0, 1, 0];
Console.WriteLine();
Console.WriteLine("cross-entropy, where the second class is right");
foreach (float[] shares in new float[][] { [0.01f, 0.98f, 0.01f], [0.2f, 0.7f, 0.1f], [0.4f, 0.3f, 0.3f], [0.98f, 0.01f, 0.01f] })
    Console.WriteLine($"  {string.Join("  ", shares.Select(s => $"{s:F2}"))}   loss {new CrossEntropy().Value(shares, second):F4}");

Console.WriteLine();
Console.WriteLine("binary cross-entropy of one output, where 1 is wanted");
foreach (float output in new[] { 0.99f, 0.5f, 0.01f })
    Console.WriteLine($"  {output:F2}   loss {new BinaryCrossEntropy().Value([output], [1]):F4}");
