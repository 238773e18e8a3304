namespace Glia.Cli;

/// <summary>
/// Successive halving (Jamieson and Talwalkar 2016): all combinations are trained for a few epochs, the best 1/η of them for η times as many, and so on to the full number. The trainings
/// that go on do so where they stood: the learning rate's schedule is laid over the full number of epochs from the first, and whoever drops out has run a part of it.
/// </summary>
/// <param name="Eta">η: of so many, one goes on.</param>
/// <param name="FirstEpochs">Epochs before the first choice.</param>
internal sealed record Halving(int Eta, int FirstEpochs)
{
    public const int DefaultEta = 3;

    /// <summary>
    /// The rungs: R epochs at the last, R/η at the one before and so on down to the first number asked for, as long as there are combinations to drop; n/η^k combinations reach rung k.
    /// </summary>
    public IReadOnlyList<Rung> Rungs(int configurations, int epochs)
    {
        var rungs = new List<Rung>();
        double first = epochs;
        int steps = 0;
        for (long left = configurations / Eta; left >= 1 && first / Eta >= FirstEpochs; left /= Eta, steps++) first /= Eta;
        double reached = first;
        int count = configurations;
        for (int k = 0; k <= steps; k++, reached *= Eta, count = Math.Max(1, count / Eta))
            rungs.Add(new Rung(k, k == steps ? epochs : (int)Math.Round(reached, MidpointRounding.AwayFromZero), count));
        return rungs;
    }
}

/// <summary>A stage of a sweep.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Epochs">Epochs that a trial has done when it has reached the rung; null for all of its own.</param>
/// <param name="Configurations">How many combinations get as far.</param>
internal sealed record Rung(int Number, int? Epochs, int Configurations);
