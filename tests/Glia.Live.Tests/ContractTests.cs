namespace Glia.Live.Tests;

/// <summary>The defaults are Wekinator's.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Defaults_are_those_of_Wekinator()
    {
        var project = new LiveProject { InputNames = ["inputs-1"], Outputs = [OutputSpec.ForValue("outputs-1"), OutputSpec.ForClasses("outputs-2", 5)] };
        Assert.Equal(("/wek/inputs", "/wek/outputs"), (project.InputAddress, project.OutputAddress));
        Assert.Equal((0f, 1f, false, "network"), (project.Outputs[0].Minimum, project.Outputs[0].Maximum, project.Outputs[0].IsHardLimited, project.Outputs[0].Learner.Name));
        Assert.Equal((5, "knn"), (project.Outputs[1].ClassCount, project.Outputs[1].Learner.Name));
    }
}
