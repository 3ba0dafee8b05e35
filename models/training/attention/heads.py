"""What every attention kind gets and shares.

Shapes in comments: B examples, n tokens, D hidden size, H heads, dh head size, which need not be D / H.
"""

from dataclasses import dataclass

import torch
from torch import nn

from models.training.encoder_config import EncoderConfig


@dataclass(frozen=True)
class Surroundings:
    """What a layer's attention gets beside the hidden states."""

    is_token: torch.Tensor  # B x n, false for padding
    kept: torch.Tensor | None = None  # the trained mask: 1 keeps a pair of tokens; n x n or H x n x n
    weights: torch.Tensor | None = None  # multiplied with the attention after the softmax; H x n x n
    projection: torch.Tensor | None = None  # the one of all layers (Linformer, layerwise): k x longest n


class Heads(nn.Module):
    """Base of the kinds: projections whose rows belong to head 0 first."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.head_size = config.head_size
        self.dropout = nn.Dropout(config.dropout)

    def split(self, projected: torch.Tensor) -> torch.Tensor:
        """B x n x H*dh -> B x H x n x dh"""
        return projected.unflatten(2, (-1, self.head_size)).transpose(1, 2)

    @staticmethod
    def join(head_output: torch.Tensor) -> torch.Tensor:
        """B x H x n x dh -> B x n x H*dh"""
        return head_output.transpose(1, 2).flatten(2)


def projection_of(config: EncoderConfig) -> nn.Linear:
    return nn.Linear(config.hidden_size, config.heads_width)
