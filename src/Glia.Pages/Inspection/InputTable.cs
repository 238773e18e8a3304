namespace Glia.Pages;

/// <summary>Inputs that are no picture, as a table.</summary>
internal static class InputTable
{
    /// <summary>Inputs that a table has room for.</summary>
    public const int MostInputs = 12;

    /// <summary>A row for each of some lists of inputs; of many inputs those with the largest values of the last list.</summary>
    public static Table Of(IReadOnlyList<(string Name, IReadOnlyList<float> Values)> rows)
    {
        IReadOnlyList<float> decisive = rows[^1].Values;
        int[] inputs = [.. Enumerable.Range(0, decisive.Count).OrderByDescending(i => Math.Abs(decisive[i])).Take(MostInputs).Order()];
        return new Table(
            ["<", .. inputs.Select(i => $"input {i + 1}")],
            [.. rows.Select(r => (IReadOnlyList<Cell>)[r.Name, .. inputs.Select(i => new Cell(Num.Of(r.Values[i], 4)))])])
        {
            Caption = inputs.Length < decisive.Count ? $"The {inputs.Length} inputs of {decisive.Count} that matter most." : "",
        };
    }
}
