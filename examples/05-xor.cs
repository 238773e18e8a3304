#:property PublishAot=false
#:project ../src/Glia.Datasets/Glia.Datasets.csproj

// XOR cannot be separated by one line: a perceptron stays at three of four, from every start. Two lines can, and a hidden layer draws them.
// One lucky seed proves nothing, so each is trained from 100 different starts and counted. Look at what the third hidden neuron is good for.
//     dotnet run -c Release examples/05-xor.cs
using Glia;
using Glia.Datasets;
using static Glia.Activation;

Dataset gate = ToyData.Xor.Create();
int best = 0;
for (ulong seed = 1; seed <= 100; seed++)
{
    var perceptron = new Perceptron(inputs: 2, seed);
    for (int move = 0; move < 100; move++, best = Math.Max(best, perceptron.CountCorrect(gate)))
        perceptron.Train(gate, maxUpdates: 1); // it goes round in circles, so it is looked at after each move
}

Console.WriteLine($"one perceptron: of 100 seeds, at any moment of learning, the best gets {best} of 4 right");

// Inputs at −1 and 1, since at 0 a weight learns nothing; one sample at a time, momentum to roll out of flat places.
Dataset xor = gate.WithScaler(Scaler.Range(0, 1, -1, 1));
var last = new Network(2, seed: 1, new Dense(1, Sigmoid));
foreach (int hidden in new[] { 2, 3 })
{
    int solved = 0;
    for (ulong seed = 1; seed <= 100; seed++)
    {
        last = new Network(2, seed, new Dense(hidden, Sigmoid), new Dense(1, Sigmoid));
        last.Fit(xor, new Sgd(0.5f, momentum: 0.9f), new MeanSquaredError(), epochs: 2000, batchSize: 1, seed: seed, threads: 1);
        if (last.Evaluate(xor, threads: 1).Accuracy == 1) solved++;
    }

    Console.WriteLine($"2-{hidden}-1 network: {solved} of 100 seeds get 4 of 4 right");
}

for (int i = 0; i < 4; i++) Console.WriteLine($"  {gate.Features(i)[0]} xor {gate.Features(i)[1]} = {last.Predict(gate.Features(i))[0]:F3}");
