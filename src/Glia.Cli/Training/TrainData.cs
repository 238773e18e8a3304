namespace Glia.Cli;

/// <summary>The data of one training.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Validation">To watch, never to train on; null for none.</param>
/// <param name="Calibration">To find out on how sure the network may be, never to train on; null for none.</param>
/// <param name="Test">To score at the end.</param>
/// <param name="Mnist">MNIST's test digits, where the training is on generated ones and MNIST is at hand; else null.</param>
internal sealed record TrainData(NamedData Train, Dataset? Validation, NamedData? Calibration, NamedData Test, NamedData? Mnist);

/// <summary>What a training came to.</summary>
internal sealed record TrainOutcome(TrainingResult Result, TimeSpan Duration, Calibration? Calibration, Evaluation Test, Evaluation? Mnist);
