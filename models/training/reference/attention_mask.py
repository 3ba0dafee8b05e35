"""The masks that a model was trained with: which pairs of tokens it keeps, H x n x n."""

import numpy as np

from models.training.reference.stored_model import StoredModel


def kept_pairs(model: StoredModel, length: int) -> np.ndarray:
    kind = model.config.get("attention_mask", {}).get("kind", "full")
    kept = np.ones((model.config["num_attention_heads"], length, length), dtype=bool)
    if kind == "no_diagonal":
        kept[:, np.arange(length), np.arange(length)] = False
    elif kind != "full":
        gates = model.tensors["encoder.attention_mask.gates"] > 0
        gate_of = _gate_of_distance if kind == "structured" else _gate_of_pair
        for row, column in np.ndindex(length, length):
            kept[:, row, column] = gates[:, gate_of(row, column, gates.shape[1])]
    return kept


def _gate_of_distance(row: int, column: int, _gates: int) -> int:
    return abs(row - column)


def _gate_of_pair(row: int, column: int, gates: int) -> int:
    """Row r of the upper triangle of a longest x longest matrix starts after rows of longest, longest - 1, ... gates."""
    first, second = sorted((row, column))
    longest = int((np.sqrt(8 * gates + 1) - 1) / 2 + 0.5)
    return first * longest - first * (first - 1) // 2 + second - first
