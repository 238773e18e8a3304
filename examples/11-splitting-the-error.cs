#:property PublishAot=false
#:project ../src/Glia/Glia.csproj

// Who is to blame? An output's error goes back to the neurons that it came from, in proportion to their weights: 6 and 3 get two thirds and one
// third. The simpler form leaves the division out and is a matrix product, Wᵀ · e. Look at the last table: the sizes differ, the order does
// not, and the size is what the learning rate is for. (The slope of the loss also has the outputs' own slopes in it: 12-one-training-step.cs.)
//     dotnet run -c Release examples/11-splitting-the-error.cs
using Glia;

double[] two = [6, 3];
Console.WriteLine("One output with the error 0.9, from two neurons with the weights 6 and 3:");
foreach (double w in two) Console.WriteLine($"  weight {w}: share {w} / {two.Sum()} = {w / two.Sum():F4}, so {0.9 * w / two.Sum():F2} of the error");

var weights = new Matrix(new double[,] { { 6, 3, 1 }, { 2, 2, 4 } }); // row: output, column: hidden neuron
Matrix error = Matrix.Column(0.9, -0.4), back = weights.Transpose() * error;
Console.WriteLine();
Console.WriteLine("Two outputs with the errors 0.9 and -0.4, from three neurons with the weights W");
Console.WriteLine(weights);
Console.WriteLine();
Console.WriteLine("  neuron   in proportion   Wᵀ · e");
for (int j = 0; j < weights.Columns; j++)
{
    double split = 0;
    for (int i = 0; i < weights.Rows; i++) split += error[i, 0] * weights[i, j] / Enumerable.Range(0, weights.Columns).Sum(k => weights[i, k]);
    Console.WriteLine($"  {j + 1,6}{split,16:F4}{back[j, 0],9:F4}");
}
