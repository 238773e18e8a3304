#:property PublishAot=false
#:project ../src/Glia.Datasets/Glia.Datasets.csproj

// All of it together: a network that reads handwritten digits. The digits are drawn by the library; with the real ones of MNIST in a folder,
// write (Dataset train, Dataset test) = Mnist.Load("folder") instead. Look at the loss, which falls, at the accuracy on digits that
// it has never seen, and at which digit it takes for which.
//     dotnet run -c Release examples/17-digits.cs
using Glia;
using Glia.Datasets;
using static Glia.Activation;

Dataset train = HandwrittenDigits.Generate(10_000, seed: 1), test = HandwrittenDigits.Generate(2_000, seed: 2);
var net = new Network(784, seed: 42, new Dense(64, ReLU), new Dense(10, Softmax));
Console.WriteLine(net);
Console.WriteLine();
net.Fit(train, new Adam(0.003f), new CrossEntropy(), epochs: 4, batchSize: 64,
    onEpoch: epoch => Console.WriteLine($"epoch {epoch.Epoch}: loss {epoch.Loss:F4}, {epoch.Accuracy:P2} of the training digits right"));

Evaluation result = net.Evaluate(test);
Console.WriteLine($"{result.Accuracy:P2} of {test.Count:N0} test digits right");
Console.WriteLine();
Console.WriteLine($"is  read as {string.Concat(test.ClassNames.Select(name => $"{name,5}"))}");
for (int digit = 0; digit < 10; digit++)
    Console.WriteLine($"{digit,2}          {string.Concat(Enumerable.Range(0, 10).Select(answer => $"{result.Confusion[digit, answer],5}"))}");

float[] outputs = net.Predict(test.Features(0));
Console.WriteLine();
Console.WriteLine($"The first test digit is a {test.ClassNames[test.Label(0)]}; the ten outputs for it:");
for (int digit = 0; digit < 10; digit++) Console.WriteLine($"  {digit}  {outputs[digit]:F4} {new string('#', (int)(40 * outputs[digit]))}");
