using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;

namespace Glia.Benchmarks;

/// <summary>Columns wide enough for the names of shapes and recipes.</summary>
internal class WideConfig : ManualConfig
{
    public WideConfig() => SummaryStyle = SummaryStyle.Default.WithMaxParameterColumnWidth(40);
}
