namespace Glia.Live;

/// <summary>
/// Hears what a session does, in its order. Calls come on whatever thread acts (the one that called the session, the one that receives, a training's own) and never two at once. Each comes while the session is busy with just that:
/// it must be quick, must not throw, must not wait for another thread that uses the session, and must call none of the session's members that change something; reading its state is safe.
/// </summary>
public abstract class LiveListener
{
    /// <summary>The outputs were computed, or set by chance, and should go out.</summary>
    /// <param name="values">Shape <c>(outputs)</c>: values, class numbers from 1; for gestures the distance of each, shape <c>(gestures)</c>.</param>
    public virtual void OnOutputs(ReadOnlySpan<float> values)
    {
    }

    /// <summary>How likely each class of an output is, after <see cref="OnOutputs"/>.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="name">Its name.</param>
    /// <param name="probabilities">Shape <c>(classes)</c>.</param>
    public virtual void OnProbabilities(int number, string name, ReadOnlySpan<float> probabilities)
    {
    }

    /// <summary>Another gesture than before is the nearest one now; before the distances of the same frame.</summary>
    /// <param name="gesture">Its number, from 1.</param>
    public virtual void OnGesture(int gesture)
    {
    }

    /// <summary>An example was recorded.</summary>
    /// <param name="example">The example, which does not change.</param>
    public virtual void OnExample(Example example)
    {
    }

    /// <summary>Recording, running, examples, outputs or settings are other ones than before.</summary>
    public virtual void OnChange()
    {
    }

    /// <summary>Another project was opened.</summary>
    public virtual void OnLoaded(LiveProject project)
    {
    }

    /// <summary>An output takes the settings and examples of a project of one output.</summary>
    public virtual void OnModelTaken(int number, LiveProject from, bool withExamples)
    {
    }

    /// <summary>How learning goes; some ten times a second at most.</summary>
    public virtual void OnTraining(LearningProgress progress)
    {
    }

    /// <summary>Learning has ended: <see cref="TrainingOutcome.End"/> says how. Outputs that were learnt answer with their new models from now on; after <see cref="TrainingEnd.Cancelled"/> there is none.</summary>
    public virtual void OnTrained(TrainingOutcome outcome)
    {
    }

    /// <summary>Something was refused or looks wrong.</summary>
    /// <param name="text">A sentence that says what, and what to do.</param>
    public virtual void OnWarning(string text)
    {
    }
}
