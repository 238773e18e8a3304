namespace Glia.Cli;

/// <summary>Is told how a sweep goes, by several threads at a time.</summary>
internal interface ISweepWatcher
{
    /// <summary>A rung begins, of which so many trials are due.</summary>
    void Begin(Rung rung, int due);

    /// <summary>Who is told how a trial goes that begins now.</summary>
    IProgress<TrainingProgress> Start(Trial trial);

    /// <summary>A trial has reached the rung, or broken off.</summary>
    void End(Trial trial, TrialResult result);
}
