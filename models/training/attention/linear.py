"""Attention linear in n without a projected length, in two variants (both reconstructed from an abstract).

efficient      rho_q(Q) (rho_k(K)^T V): softmax over the features of each query, over the tokens for each key feature
context_first  Q softmax_rows(K^T V / sqrt(dh)): a map between the features of a head, none between tokens
"""

import math
from typing import Callable

import torch

from models.training.attention.heads import Heads, Surroundings, projection_of
from models.training.encoder_config import EncoderConfig
from models.training.trace import Recorder


class LinearAttention(Heads):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config)
        self.query, self.key, self.value = (projection_of(config) for _ in range(3))
        self.attend = VARIANTS[config.variant]

    def forward(self, hidden: torch.Tensor, surroundings: Surroundings, record: Recorder) -> torch.Tensor:
        query, key, value = (self.split(part(hidden)) for part in (self.query, self.key, self.value))
        attention, head_output = self.attend(self, query, key, value, surroundings.is_token[:, None, :, None])
        for name, tensor in (("query", query), ("key", key), ("value", value), ("attention", attention),
                             ("head_output", head_output)):
            record(name, tensor)
        return self.join(head_output)


def _efficient(heads: Heads, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor,
               is_token: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The implied token map, B x H x n x n, is for the trace alone: the output does without it."""
    query_weights = query.softmax(dim=-1)
    key_weights = key.masked_fill(~is_token, -math.inf).softmax(dim=-2)
    head_output = heads.dropout(query_weights) @ (key_weights.transpose(-1, -2) @ value)
    return query_weights @ key_weights.transpose(-1, -2), head_output


def _context_first(heads: Heads, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor,
                   is_token: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    present = is_token.to(key.dtype)
    context = ((key * present).transpose(-1, -2) @ value / math.sqrt(key.shape[-1])).softmax(dim=-1)
    return context, query @ heads.dropout(context)  # the map is B x H x dh x dh


VARIANTS: dict[str, Callable[..., tuple[torch.Tensor, torch.Tensor]]] = {
    "efficient": _efficient,
    "context_first": _context_first,
}
