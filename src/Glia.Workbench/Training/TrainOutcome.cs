namespace Glia.Workbench;

/// <summary>What a training came to.</summary>
/// <param name="Result">The training itself.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Calibration">How sure the network may be; null where it has no probabilities, or there was nothing to find out on.</param>
/// <param name="Test">On the test data, where the samples have classes; else null.</param>
/// <param name="Mnist">On MNIST's test digits, where they were scored too; else null.</param>
/// <param name="Values">On the test data, where the samples have values; else null.</param>
public sealed record TrainOutcome(TrainingResult Result, TimeSpan Duration, Calibration? Calibration, Evaluation? Test, Evaluation? Mnist, RegressionEvaluation? Values);
