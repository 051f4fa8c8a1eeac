"""Writes `saturation.onnx`: a product of the largest bytes, by which the parser sees whether kernels overflow.

python -m training.language_model.saturation --out src/dateline/parsing/model
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIZE = 64


def main() -> None:
    """Writes the model: [rows, SIZE] unsigned bytes times a constant of the largest signed bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out / "saturation.onnx"
    weights = numpy_helper.from_array(np.full((SIZE, SIZE), 127, np.int8), "weights")
    node = helper.make_node("MatMulInteger", ["bytes", "weights"], ["products"])
    given = helper.make_tensor_value_info("bytes", TensorProto.UINT8, ["rows", SIZE])
    found = helper.make_tensor_value_info("products", TensorProto.INT32, ["rows", SIZE])
    graph = helper.make_graph([node], "saturation", [given], [found], [weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    out.write_bytes(model.SerializeToString())


if __name__ == "__main__":
    main()
