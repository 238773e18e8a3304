#!/usr/bin/env python3
"""Checks ONNX files that Glia wrote with the onnx package: structure, shapes, and, where the package can run models, the outputs.

Run by hand where the onnx package is installed. First let Glia write some, then check:
    dotnet run tests/interop/WriteOnnx.cs -- FOLDER [MODEL.safetensors ...]
    python3 tests/interop/check_onnx.py FOLDER

onnx/check_onnx.mjs runs them with onnxruntime-web. onnx runs models from version 1.13 on (onnx.reference); before that only the structure is checked.
"""
import json
import pathlib
import sys

import onnx
import onnx.checker
import onnx.shape_inference

TOLERANCE = 1e-5


def check(path):
    """The number of nodes and the samples that the model carries; any fault is an exception."""
    model = onnx.load(str(path))
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
    (given,), (made,) = inferred.graph.input, inferred.graph.output
    for value in (given, made):
        batch, width = value.type.tensor_type.shape.dim
        assert batch.dim_param == "batch" and width.dim_value > 0, f"{value.name} is not of shape (batch, n)"
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    samples = json.loads(metadata["glia.self-check"])
    assert len(samples["inputs"][0]) == given.type.tensor_type.shape.dim[1].dim_value
    assert len(samples["outputs"][0]) == made.type.tensor_type.shape.dim[1].dim_value
    if "glia.classes" in metadata:
        assert len(json.loads(metadata["glia.classes"])) == len(samples["outputs"][0])
    return model, samples


def difference(model, samples):
    """The largest difference from the outputs that the model carries; None where onnx cannot run models."""
    try:
        import numpy
        from onnx.reference import ReferenceEvaluator
    except ImportError:
        return None
    runner = ReferenceEvaluator(model)
    inputs, wanted = (numpy.array(samples[name], dtype=numpy.float32) for name in ("inputs", "outputs"))
    return float(abs(runner.run(None, {"inputs": inputs})[0] - wanted).max())


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    files = sorted(pathlib.Path(sys.argv[1]).glob("*.onnx"))
    if not files:
        sys.exit(f"{sys.argv[1]}: there are no .onnx files here. See the start of this script for how to make some.")
    failed = False
    for path in files:
        model, samples = check(path)
        largest = difference(model, samples)
        failed |= largest is not None and largest > TOLERANCE
        ran = "not run: onnx.reference came with onnx 1.13" if largest is None else f"largest difference {largest:.2e}"
        print(f"{path.name:28} {len(model.graph.node):3} nodes  checked  {ran}")
    print(f"{len(files)} models, onnx {onnx.__version__}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
