using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia;

// Predicting a whole data set: threads take blocks of samples, each through all layers, and meet only at the end.
public sealed partial class Network
{
    private const int BlockRows = 128; // enough to use weights more than once while they are near, few enough for the activations to stay there, too
    private const int BlocksPerRound = 8; // of each thread, between two looks at the progress and the cancellation

    private readonly Workspace?[] _idleBlocks = new Workspace?[Math.Min(16, Environment.ProcessorCount)];

    private sealed class Prediction : IParallelWork
    {
        private readonly Network _network;
        private readonly Dataset _data;
        private readonly float[] _outputs;
        private readonly Workspace?[] _workspaces;
        private readonly WorkerPool _pool;
        private readonly int _rows;
        private readonly bool _ofSums;
        private int _start;

        public Prediction(Network network, Dataset data, int threads, bool ofSums = false)
        {
            (_network, _data, _ofSums) = (network, data, ofSums);
            _outputs = new float[data.LengthOf(network.Outputs)];
            _workspaces = new Workspace?[threads];
            _pool = WorkerPool.Of(threads);
            _rows = Math.Clamp(data.Count, 1, Math.Min(BlockRows, Workspace.MostRows(network.Layout)));
        }

        public float[] Run(IProgress<int>? progress, CancellationToken cancellationToken)
        {
            for (_start = 0; _start < _data.Count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int blocks = Math.Min(_workspaces.Length * BlocksPerRound, (_data.Count - _start + _rows - 1) / _rows);
                _pool.Run(this, blocks);
                _start = (int)Math.Min(_data.Count, _start + ((long)blocks * _rows));
                progress?.Report(_start);
            }

            foreach (Workspace? workspace in _workspaces)
            {
                if (workspace is not { BatchSize: BlockRows }) continue;
                workspace.Input.LetGo();
                Return(workspace, _network._idleBlocks);
            }

            return _outputs;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int part, int worker)
        {
            Workspace workspace = _workspaces[worker] ??= (_rows == BlockRows ? Rent(_network._idleBlocks) : null) ?? _network.CreateWorkspace(_rows);
            int first = _start + (part * _rows), rows = Math.Min(_rows, _data.Count - first);
            workspace.Input.Load(_network.Scaler, _data, first, rows);
            LayerBuffers last = workspace.Last;
            last.Temperature = _ofSums ? 1 : _network.Temperature;
            _network.Forward(workspace, _network.CreatePass(workspace), rows);
            FloatBuffer from = _ofSums ? last.Z : last.A;
            for (int r = 0; r < rows; r++)
                from.Slice(r * last.Layout.Stride, last.Layout.Out).CopyTo(_outputs.AsSpan((first + r) * last.Layout.Out));
        }
    }
}
