using System.Threading.Channels;

namespace Glia.Studio.Serving;

/// <summary>
/// The way to one network. A small prediction is made at once on the thread of its request. A larger one goes into a queue with an end; whoever is free takes all that wait there, up to a batch, and
/// they go through the network in one pass, which reads each weight once for all of them. Whoever is alone does not wait for company. The bits are those of <see cref="Network.Predict(ReadOnlySpan{float})"/> either way.
/// </summary>
internal sealed class PredictionQueue
{
    private readonly Network _network;
    private readonly ServingOptions _options;
    private readonly ServingMeter _meter;
    private readonly Channel<Job> _waiting;
    private readonly Lazy<Task[]> _workers;

    public PredictionQueue(Network network, ServingOptions options, ServingMeter meter)
    {
        (_network, _options, _meter) = (network, options, meter);
        _waiting = Channel.CreateBounded<Job>(new BoundedChannelOptions(options.Queue) { SingleReader = options.Workers == 1 });
        _workers = new(() => [.. Enumerable.Range(0, options.Workers).Select(_ => Task.Run(WorkAsync))]);
    }

    /// <summary>Requests that wait.</summary>
    public int Length => _waiting.Reader.Count;

    /// <summary>Called before each pass; for tests that need a slow network.</summary>
    internal Action? BeforePass { get; set; }

    /// <summary>Fills in the outputs of <paramref name="samples"/>. The memory is in use until the task is done.</summary>
    /// <returns>False where the queue is full.</returns>
    public async ValueTask<bool> TryPredictAsync(Samples samples)
    {
        samples.MakeOutputs(_network.Outputs);
        if (samples.Count * (long)_network.ParameterCount <= _options.AtOnce)
        {
            for (int i = 0; i < samples.Count; i++) _network.Predict(samples.Input(i), samples.Output(i));
            _meter.Passed(samples.Count, passes: samples.Count);
            return true;
        }

        _ = _workers.Value;
        var job = new Job(samples);
        if (!_waiting.Writer.TryWrite(job)) return false;
        await job.Done.Task;
        return true;
    }

    private async Task WorkAsync()
    {
        Workspace? workspace = null;
        var jobs = new List<Job>();
        float[] inputs = [], outputs = [];
        while (await _waiting.Reader.WaitToReadAsync())
        {
            Take(jobs);
            if (jobs.Count == 0) continue; // another worker was faster
            try
            {
                BeforePass?.Invoke();
                workspace ??= _network.CreateWorkspace(_options.Batch);
                if (jobs.Count == 1) Predict(jobs[0].Samples.Inputs, jobs[0].Samples.Outputs, workspace);
                else PredictTogether(jobs, workspace, ref inputs, ref outputs);
                foreach (Job job in jobs) job.Done.SetResult();
            }
            catch (Exception e)
            {
                foreach (Job job in jobs) job.Done.TrySetException(e);
            }

            jobs.Clear();
        }
    }

    /// <summary>All that wait, up to a batch; a request with more samples than that goes alone.</summary>
    private void Take(List<Job> jobs)
    {
        int samples = 0;
        while (_waiting.Reader.TryPeek(out Job? next) && (jobs.Count == 0 || samples + next.Samples.Count <= _options.Batch) && _waiting.Reader.TryRead(out Job? job))
        {
            jobs.Add(job);
            samples += job.Samples.Count;
        }
    }

    private void PredictTogether(List<Job> jobs, Workspace workspace, ref float[] inputs, ref float[] outputs)
    {
        int count = jobs.Sum(j => j.Samples.Count), at = 0;
        if (inputs.Length < count * _network.Inputs) inputs = new float[count * _network.Inputs];
        if (outputs.Length < count * _network.Outputs) outputs = new float[count * _network.Outputs];
        foreach (Job job in jobs)
        {
            job.Samples.Inputs.CopyTo(inputs.AsSpan(at));
            at += job.Samples.Inputs.Length;
        }

        Predict(inputs.AsSpan(0, count * _network.Inputs), outputs.AsSpan(0, count * _network.Outputs), workspace);
        at = 0;
        foreach (Job job in jobs)
        {
            outputs.AsSpan(at, job.Samples.Outputs.Length).CopyTo(job.Samples.Outputs);
            at += job.Samples.Outputs.Length;
        }
    }

    private void Predict(ReadOnlySpan<float> inputs, Span<float> outputs, Workspace workspace)
    {
        int count = inputs.Length / _network.Inputs;
        for (int start = 0; start < count; start += workspace.BatchSize)
        {
            int rows = Math.Min(workspace.BatchSize, count - start);
            _network.Predict(inputs.Slice(start * _network.Inputs, rows * _network.Inputs), outputs.Slice(start * _network.Outputs, rows * _network.Outputs), workspace);
            _meter.Passed(rows, passes: 1);
        }
    }

    private sealed class Job(Samples samples)
    {
        public Samples Samples => samples;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
