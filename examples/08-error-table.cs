#:property PublishAot=false
#:project ../src/Glia/Glia.csproj

// Why the error is squared: plain differences cancel. Look at their sum: it is 0, as if nothing were wrong. Absolute values do not cancel, but
// their slope jumps at 0; squares have a smooth slope, which gets smaller the nearer the minimum is, so that steps get smaller too.
//     dotnet run -c Release examples/08-error-table.cs
using Glia;

float[] outputs = [0.4f, 0.8f, 1.0f], targets = [0.5f, 0.7f, 1.0f];
Console.WriteLine(" output  target  target − output  |target − output|  (target − output)²");
for (int i = 0; i < outputs.Length; i++)
{
    double error = Math.Round(targets[i] - outputs[i], 6);
    Console.WriteLine($"{outputs[i],7:F1}{targets[i],8:F1}{error,17:F1}{Math.Abs(error),19:F1}{error * error,20:F2}");
}

double[] errors = [.. targets.Zip(outputs, (t, o) => Math.Round(t - o, 6))];
Console.WriteLine($"{"sum",15}{errors.Sum(),17:F1}{errors.Sum(Math.Abs),19:F1}{errors.Sum(e => e * e),20:F2}");
Console.WriteLine($"The library's SquaredError: {new SquaredError().Value(outputs, targets):F2}");

Console.WriteLine();
Console.WriteLine("Slopes of the losses at an output that comes nearer to its target, 0.5:");
Console.WriteLine("  output   squared-error   mean-absolute-error");
foreach (float output in new[] { 0.9f, 0.7f, 0.6f, 0.51f, 0.49f })
    Console.WriteLine($"{output,8:F2}{new SquaredError().Gradient([output], [0.5f])[0],16:F2}{new MeanAbsoluteError().Gradient([output], [0.5f])[0],22:F2}");
