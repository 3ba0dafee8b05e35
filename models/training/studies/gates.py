"""What the gates of a trained model keep."""

import torch

from models.training.attention_mask import Gates, SoftGates
from models.training.encoder import Encoder
from models.training.studies.study import Row

_OFFSETS = 17


@torch.no_grad()
def gate_figures(model: Encoder) -> Row:
    """Soft gates: the mean weight at each distance. Hard ones: the kept share of all pairs, and at each distance."""
    mask = model.encoder.attention_mask
    if isinstance(mask, SoftGates):
        return _by_offset("weight", mask(mask.pairs.longest))
    if isinstance(mask, Gates):
        kept = mask.spread((mask.gates > 0).float(), mask.longest)
        return {"kept": float(kept.mean())} | _by_offset("kept", kept)
    return {}


def _by_offset(name: str, pairs: torch.Tensor) -> Row:
    """Means over the heads and the pairs at a distance; pairs is H x n x n and symmetric."""
    return {f"{name}_offset_{offset}": float(pairs.diagonal(offset, 1, 2).mean()) for offset in range(_OFFSETS)}
