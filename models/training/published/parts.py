"""What the families have in common: the arithmetic of attention, and how its parts are recorded."""

import math
from typing import Callable

import torch
from torch import nn
from torch.nn import functional

Record = Callable[[str, torch.Tensor], None]

ACTIVATIONS = {
    "gelu": functional.gelu,
    "gelu_new": lambda x: 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3))),
    "relu": functional.relu,
}


def heads_of(values: torch.Tensor, heads: int) -> torch.Tensor:
    """tokens x (heads * size) -> heads x tokens x size"""
    return values.view(values.shape[0], heads, -1).transpose(0, 1)


def attend(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, is_causal: bool, prefix: str,
           record: Record) -> torch.Tensor:
    """heads x tokens x size each; returns tokens x (heads * size)."""
    scores = query @ key.transpose(1, 2) / math.sqrt(query.shape[-1])
    kept = torch.ones_like(scores, dtype=torch.bool)
    kept = kept.tril() if is_causal else kept
    attention = scores.masked_fill(~kept, -math.inf).softmax(-1)
    output = attention @ value
    for name, part in (("query", query), ("key", key), ("value", value), ("scores", scores), ("attention", attention),
                       ("head_output", output)):
        record(prefix + name, part)
    return output.transpose(0, 1).reshape(output.shape[1], -1)


class Attention(nn.Module):
    """Query, key and value under names of the family's own, `names`, in this order."""

    def __init__(self, width: int, heads: int, names: tuple[str, str, str], kept_heads: int | None = None) -> None:
        super().__init__()
        self._heads = heads if kept_heads is None else kept_heads
        self._names = names
        for name in names:
            setattr(self, name, nn.Linear(width, width // heads * self._heads))

    def forward(self, hidden: torch.Tensor, prefix: str, record: Record) -> torch.Tensor:
        query, key, value = (heads_of(getattr(self, name)(hidden), self._heads) for name in self._names)
        return attend(query, key, value, False, prefix, record)


class Named(nn.Module):
    """Holds parts under names that may be anything: Named(dense=..., LayerNorm=...)."""

    def __init__(self, **parts: nn.Module) -> None:
        super().__init__()
        for name, part in parts.items():
            setattr(self, name, part)
