namespace Glia.Formats;

/// <summary>A built-in activation as nodes of ONNX's operator set 13.</summary>
internal sealed record OnnxActivation(Activation Activation, Action<OnnxGraph> Add)
{
    private const int ToFloat = 1; // TensorProto.DataType

    public static IReadOnlyList<OnnxActivation> All { get; } =
    [
        new(Activation.Step, graph =>
        {
            graph.Then("GreaterOrEqual", [Zero(graph)]);
            graph.Then("Cast", [], OnnxAttribute.Of("to", ToFloat));
        }),
        new(Activation.Sign, graph => graph.Then("Sign", [])),
        new(Activation.Identity, _ => { }),
        new(Activation.Sigmoid, graph => graph.Then("Sigmoid", [])),
        new(Activation.Tanh, graph => graph.Then("Tanh", [])),
        new(Activation.ReLU, graph => graph.Then("Relu", [])),
        new(Activation.LeakyReLU, graph => graph.Then("LeakyRelu", [], OnnxAttribute.Of("alpha", 0.01f))),
        new(Activation.ELU, graph => graph.Then("Elu", [], OnnxAttribute.Of("alpha", 1f))),
        new(Activation.GELU, Gelu),
        new(Activation.SiLU, graph =>
        {
            string z = graph.Value;
            graph.Add("Mul", [z, graph.Then("Sigmoid", [])]);
        }),
        new(Activation.Softplus, graph => graph.Then("Softplus", [])),
        new(Activation.HardSigmoid, graph => graph.Then("HardSigmoid", [], OnnxAttribute.Of("alpha", 1f / 6), OnnxAttribute.Of("beta", 0.5f))),
        new(Activation.Softmax, graph => graph.Then("Softmax", [], OnnxAttribute.Of("axis", 1))),
    ];

    /// <summary>z/2 (1 + erf(z/√2)): an operator of its own came with set 20 only.</summary>
    private static void Gelu(OnnxGraph graph)
    {
        string z = graph.Value;
        graph.Then("Mul", [graph.Store("root_of_half", [0.70710677f])]);
        graph.Then("Erf", []);
        graph.Then("Add", [graph.Store("one", [1f])]);
        graph.Then("Mul", [graph.Store("half", [0.5f])]);
        graph.Add("Mul", [z, graph.Value]);
    }

    private static string Zero(OnnxGraph graph) => graph.Store("zero", [0f]);
}
