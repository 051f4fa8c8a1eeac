"""Weights as bytes of which no processor's product overflows.

Without VNNI, onnxruntime adds two products of an unsigned and a signed byte in 16 bits, and what does not fit is cut.
Here no two neighbouring weights of one sign are together more than `_TOGETHER`, so that everything fits, and every
processor reads the same trees by its fastest kernels. See decision 0016.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

_EXACT = "/encoder/positions/Gather"  # a small table that would lose more than it saves
_LARGEST = 127
_TOGETHER = (2**15 - 1) // 255  # 128
# Steps that are tried, in shares of the one at which no weight is cut: finer ones cut a few weights and serve the rest.
_SHARES = np.linspace(0.5, 1.0, 26)

Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.int8]


def quantise(fp32: Path, out: Path) -> None:
    """Weights to int8 per channel; activations are scaled at run time over one call, which holds one article only."""
    prepared = fp32.with_suffix(".prepared.onnx")
    quant_pre_process(str(fp32), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(out), weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=[_EXACT])
    exact = {i.name: i for i in onnx.load(str(prepared)).graph.initializer}
    model = onnx.load(str(out))
    kept = {i.name: i for i in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix("_quantized")
            found, step = fitting(_weight(exact, name))
            for part, values in (("quantized", found), ("scale", step.astype(np.float32))):
                kept[f"{name}_{part}"].CopyFrom(numpy_helper.from_array(values, f"{name}_{part}"))
    out.write_bytes(model.SerializeToString())


def _weight(exact: dict[str, onnx.TensorProto], name: str) -> Floats:
    """[in, out]; the quantiser transposes some and says so in their names."""
    if name in exact:
        return numpy_helper.to_array(exact[name]).astype(np.float64)
    return numpy_helper.to_array(exact[name.removesuffix("_Transposed")]).T.astype(np.float64)


def fitting(weight: Floats) -> tuple[Bytes, Floats]:
    """[in, out] → bytes of the same shape, and a step per output: of those tried, the one that loses least."""
    pairs = np.pad(weight, ((0, len(weight) % 2), (0, 0))).reshape(-1, 2, weight.shape[1])
    same = np.abs(pairs.sum(1)) * (pairs.prod(1) > 0)
    needed = np.maximum(np.abs(weight).max(0) / _LARGEST, same.max(0) / _TOGETHER)
    needed[needed == 0] = 1.0
    best = np.full(weight.shape[1], np.inf)
    bytes_, steps = np.zeros(weight.shape, np.int8), needed.copy()
    for share in _SHARES:
        step = needed * share
        found = _cut(np.rint(pairs / step)).reshape(-1, weight.shape[1])[: len(weight)]
        error = ((found * step - weight) ** 2).sum(0)
        better = error < best
        best[better], steps[better] = error[better], step[better]
        bytes_[:, better] = found[:, better].astype(np.int8)
    return bytes_, steps


def _cut(pairs: Floats) -> Floats:
    """[pairs, 2, out] within bounds: of two that are too large together, the larger loses the excess."""
    pairs = pairs.clip(-_LARGEST, _LARGEST)
    size = np.abs(pairs)
    excess = np.where(pairs.prod(1) > 0, size.sum(1) - _TOGETHER, 0).clip(min=0)
    first = size[:, 0] >= size[:, 1]
    size[:, 0] -= np.where(first, excess, 0)
    size[:, 1] -= np.where(first, 0, excess)
    return np.sign(pairs) * size
