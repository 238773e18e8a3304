using System.Diagnostics;

namespace Glia.Cli;

/// <summary>Measures everything, one thing after another.</summary>
internal sealed class BenchRun
{
    private readonly BenchPlan _plan;
    private readonly Dataset _digits;
    private readonly int[] _threads;
    private readonly CancellationToken _cancellation;

    private readonly List<(string What, Action Measure)> _jobs = [];
    private readonly Dictionary<int, Rate> _before = [], _after = [];
    private readonly List<ProductResult> _products = [];
    private readonly List<TrainResult> _trainings = [];
    private readonly List<PredictResult> _predictions = [];
    private Times? _roundTrip;
    private double _firstPrediction;

    /// <param name="plan">How long.</param>
    /// <param name="digits">On what.</param>
    /// <param name="threads">The most threads; everything is measured on one, too.</param>
    /// <param name="cancellation">Stops between two measurements, or two steps of a training.</param>
    public BenchRun(BenchPlan plan, Dataset digits, int threads, CancellationToken cancellation)
    {
        (_plan, _digits, _cancellation) = (plan, digits, cancellation);
        _threads = threads == 1 ? [1] : [1, threads];
        _jobs.Add(("the very first prediction", () => _firstPrediction = new PredictBench(TrainCase.All[1], _digits).FirstCall()));
        AddPeak(_before);
        if (threads > 1) _jobs.Add(("the way between two cores", () => _roundTrip = RoundTripBench.Measure(_plan, _cancellation)));
        AddProducts();
        AddTrainings();
        AddPredictions();
        AddPeak(_after);
    }

    /// <summary>Runs to the end; <paramref name="progress"/> is told what comes next and which part is done, 0 … 1.</summary>
    /// <exception cref="OperationCanceledException">The user has stopped it.</exception>
    public BenchResult Run(NamedData data, Action<string, double> progress)
    {
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < _jobs.Count; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            progress(_jobs[i].What, (double)i / _jobs.Count);
            _jobs[i].Measure();
        }

        PeakResult[] peaks = [.. _threads.Select(n => new PeakResult(n, _before[n], _after[n]))];
        return new(_plan, MachineFacts.Read(_threads[^1]), data, peaks, _roundTrip, _products, _trainings, _firstPrediction, _predictions, clock.Elapsed);
    }

    private void AddPeak(Dictionary<int, Rate> rates)
    {
        foreach (int threads in _threads)
            _jobs.Add(($"the machine's peak, {Show.Threads(threads)}", () => rates[threads] = PeakBench.Measure(_plan, threads, _cancellation)));
    }

    private void AddProducts()
    {
        foreach (ProductShape shape in ProductShape.All)
        {
            var bench = new Lazy<ProductBench>(() => new ProductBench(shape, _digits));
            foreach (int threads in _threads)
                _jobs.Add(($"product {shape.Name}, {Show.Threads(threads)}", () => _products.Add(bench.Value.Measure(_plan, threads, _cancellation))));
        }
    }

    private void AddTrainings()
    {
        foreach (TrainCase network in TrainCase.All)
            foreach (int threads in _threads)
                foreach (bool isDense in new[] { false, true })
                    _jobs.Add(($"training {network.Name}, {Show.Threads(threads)}", () => _trainings.Add(TrainBench.Measure(_plan, network, _digits, isDense, threads, _cancellation))));
    }

    private void AddPredictions()
    {
        foreach (TrainCase network in TrainCase.All.DistinctBy(c => c.Shape, StringComparer.Ordinal))
            _jobs.Add(($"predicting with {network.Shape}", () => _predictions.Add(Predict(network))));
    }

    private PredictResult Predict(TrainCase network)
    {
        var bench = new PredictBench(network, _digits);
        return new(network.Shape, bench.MeasureOne(_plan, _cancellation), [.. _threads.Select(n => (n, bench.MeasureBatch(_plan, n, _cancellation)))]);
    }
}
