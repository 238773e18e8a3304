namespace Glia;

/// <summary>Everything that a training remembers besides weights and slots: with these numbers it goes on as if it had never stopped.</summary>
internal record struct TrainingState()
{
    /// <summary>Epochs done.</summary>
    public int Epoch { get; init; }

    /// <summary>Samples done in the epoch under way.</summary>
    public int Position { get; set; }

    /// <summary>Steps done.</summary>
    public long Step { get; set; }

    /// <summary>Sum of the losses of the epoch's samples.</summary>
    public double LossSum { get; set; }

    /// <summary>Right answers among the epoch's samples.</summary>
    public int Correct { get; set; }

    public PlateauState Plateau { get; init; } = PlateauState.Start;

    /// <summary>Best validation loss so far, for early stopping.</summary>
    public double BestLoss { get; init; } = double.MaxValue;

    /// <summary>Epochs since then.</summary>
    public int EpochsSinceBest { get; init; }

    /// <summary>Whether early stopping has ended the training.</summary>
    public bool Stopped { get; init; }
}
