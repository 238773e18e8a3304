using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Glia.Benchmarks.Widths).Assembly).Run(args);
