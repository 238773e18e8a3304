using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Glia.Tests;

/// <summary>What may still change says so to the compiler, and docs/packages.md says what that means.</summary>
public sealed class ExperimentalTests
{
    [Fact]
    public void WhatMayChangeIsMarked()
    {
        Assert.Equal("GLIA001", Id(typeof(ICollective)));
        Assert.Equal("GLIA001", Id(typeof(RanksDifferException)));
        Assert.Equal("GLIA001", Id(typeof(TrainingOptions).GetProperty(nameof(TrainingOptions.Ranks))!));
        Assert.Equal("GLIA001", Id(typeof(ResumeOptions).GetProperty(nameof(ResumeOptions.Ranks))!));
        Assert.Equal("GLIA002", Id(typeof(SampleGenerator)));
        Assert.Equal("GLIA002", Id(typeof(Dataset).GetMethod(nameof(Dataset.Drawn))!));
        Assert.Equal("GLIA002", Id(typeof(Dataset).GetMethod(nameof(Dataset.InMemory))!));
        Assert.Equal(["GLIA001", "GLIA002"], typeof(Network).Assembly.GetExportedTypes().SelectMany(t => t.GetMembers().Append<MemberInfo>(t)).Select(Id).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    private static string? Id(MemberInfo member) => member.GetCustomAttribute<ExperimentalAttribute>()?.DiagnosticId;
}
