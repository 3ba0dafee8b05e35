"""Computes the trace of a model folder from the formulas, in float64 NumPy and without the training modules.

    python3 -m models.training.reference_trace MODEL --ids 2,17,43,3 --out F.safetensors

It reads `bert`, `compact_bert` and `lama`, and writes the tensors that `attnscope run --trace` writes, under the same
names.
"""

import argparse
from pathlib import Path
from typing import Sequence

from models.training import safetensors_file
from models.training.reference.encoder import encoder_trace
from models.training.reference.lama import lama_trace
from models.training.reference.stored_model import StoredModel, Trace, read_model


def trace(model: StoredModel, ids: Sequence[int]) -> Trace:
    return lama_trace(model, ids) if model.config["model_type"] == "lama" else encoder_trace(model, ids)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 -m models.training.reference_trace")
    parser.add_argument("model", type=Path, help="model folder")
    parser.add_argument("--ids", required=True, help="token ids with commas, special tokens included")
    parser.add_argument("--out", type=Path, required=True, help="safetensors file to write, F32")
    options = parser.parse_args()
    ids = [int(number) for number in options.ids.split(",")]
    safetensors_file.write(options.out, trace(read_model(options.model), ids))


if __name__ == "__main__":
    main()
