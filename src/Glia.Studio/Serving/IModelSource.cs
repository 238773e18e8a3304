namespace Glia.Studio.Serving;

/// <summary>The networks that the prediction API answers for: files, or the runs of a studio. May be asked from any number of threads at once, and for every request: it must answer at once.</summary>
internal interface IModelSource
{
    /// <summary>Every model there is now, in the order to show them.</summary>
    IReadOnlyList<ModelFacts> List();

    /// <summary>The model of that id as it is now; null where there is none.</summary>
    ServedNetwork? Find(string id);
}

/// <summary>What a list says of a model.</summary>
/// <param name="Id">What it is asked for by: <c>[a-z0-9-]</c>.</param>
/// <param name="Name">What people call it, such as its file's name.</param>
/// <param name="Version">Another one for other weights; null where they change while it is trained: there each answer tells.</param>
/// <param name="Inputs">Numbers of a sample.</param>
/// <param name="Outputs">Numbers of an answer.</param>
/// <param name="Classes">Names of the classes; empty where it tells none apart.</param>
internal sealed record ModelFacts(string Id, string Name, string? Version, int Inputs, int Outputs, IReadOnlyList<string> Classes);

/// <summary>A network to predict with. It must never change again: other weights come as another version, in another network.</summary>
/// <param name="Id">What it is asked for by.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Version">Stands for these weights: the same version, the same answers.</param>
/// <param name="Network">The network.</param>
internal sealed record ServedNetwork(string Id, string Name, string Version, Network Network)
{
    public ModelFacts Facts => new(Id, Name, Version, Network.Inputs, Network.Outputs, Network.ClassNames);
}
