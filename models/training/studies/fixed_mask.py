"""Pairs of tokens that a model never attends to, as gates that are not trained: its folder is an ordinary one."""

import torch

from models.training.attention_mask import Gates
from models.training.encoder import Encoder

_KINDS = {"offset": "structured", "random": "unstructured"}


def mask_kind(removed: str) -> str:
    """The kind of gates, a key of MASK_KINDS, that can remove what `removed` names."""
    return _KINDS[removed.split(":")[0]]


def fix_mask(model: Encoder, removed: str, seed: int) -> None:
    """`offset:D`: all pairs D tokens apart. `random:N`: N unordered pairs of different positions, for all heads."""
    gates: Gates = model.encoder.attention_mask
    name, number = removed.split(":")
    closed = torch.zeros(gates.gates.shape[1], dtype=torch.bool)
    if name == "offset":
        closed[int(number)] = True
    else:
        rows, columns = torch.triu_indices(gates.longest, gates.longest)
        apart = torch.nonzero(rows != columns).squeeze(1)
        order = torch.randperm(len(apart), generator=torch.Generator().manual_seed(seed))
        closed[apart[order[:int(number)]]] = True
    gates.fix(closed.expand(gates.gates.shape))
