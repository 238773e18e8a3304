namespace Glia;

/// <summary>Dividing data into parts for training, validation and testing. The same seed gives the same parts.</summary>
public static class Split
{
    /// <summary>The last <paramref name="count"/> samples for validation, the others for training, in their order: MNIST's 60,000 become 50,000 and 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many samples.</exception>
    public static (Dataset Train, Dataset Validation) HoldOutLast(Dataset data, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (count < 0 || count >= data.Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Of {data.Count} samples, 0 … {data.Count - 1} can be held out.");
        return (data.Slice(0, data.Count - count), data.Slice(data.Count - count, count));
    }

    /// <summary>A random part of <paramref name="fraction"/> of each class (of all samples, for regression) for validation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public static (Dataset Train, Dataset Validation) Random(Dataset data, double fraction, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (fraction is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction must be at least 0 and less than 1.");
        List<int> train = [], held = [];
        foreach (int[] group in ShuffledGroups(data, seed))
        {
            int count = (int)Math.Round(group.Length * fraction, MidpointRounding.AwayFromZero);
            held.AddRange(group[..count]);
            train.AddRange(group[count..]);
        }

        train.Sort();
        held.Sort();
        return (data.Subset([.. train]), data.Subset([.. held]));
    }

    /// <summary>
    /// Stratified k-fold cross-validation (Kohavi 1995): k pairs, in which each sample is held out once and each class has the same share in every fold, to one sample.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is less than 2 or more than there are samples.</exception>
    public static IReadOnlyList<(Dataset Train, Dataset Validation)> KFold(Dataset data, int folds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (folds < 2 || folds > data.Count) throw new ArgumentOutOfRangeException(nameof(folds), folds, $"The number of folds must be 2 … {data.Count}.");
        var fold = new int[data.Count];
        int next = 0; // goes on from class to class, so that the folds' sizes differ by one at most
        foreach (int[] group in ShuffledGroups(data, seed))
            foreach (int index in group) fold[index] = next++ % folds;

        var pairs = new List<(Dataset, Dataset)>();
        for (int f = 0; f < folds; f++)
        {
            int held = f;
            int[] all = Enumerable.Range(0, data.Count).ToArray();
            pairs.Add((data.Subset(all.Where(i => fold[i] != held).ToArray()), data.Subset(all.Where(i => fold[i] == held).ToArray())));
        }

        return pairs;
    }

    private static IEnumerable<int[]> ShuffledGroups(Dataset data, ulong seed)
    {
        IEnumerable<int> all = Enumerable.Range(0, data.Count);
        List<int[]> groups = data.IsClassification
            ? [.. all.GroupBy(data.Label).OrderBy(g => g.Key).Select(g => g.ToArray())]
            : [all.ToArray()];
        for (int g = 0; g < groups.Count; g++)
        {
            var random = new Xoshiro256(seed, (ulong)g);
            random.Shuffle(groups[g]);
        }

        return groups;
    }
}
