namespace Glia.Live;

/// <summary>How far learning is.</summary>
/// <param name="Part">0 … 1.</param>
/// <param name="Epoch">Passes through the examples so far; 0 for learners that make none.</param>
/// <param name="Loss">Mean loss over the examples in the last pass, and at the end in the last pass of what is kept, on the learner's own scale; NaN where there is none.</param>
public readonly record struct LearningProgress(float Part, int Epoch, float Loss);
