"""Pairwise attention (Courtois et al. 2024): symmetric attention with a bilinear form of each head, Q M_h Q^T."""

import torch
from torch import nn

from models.training.attention.symmetric import SymmetricAttention
from models.training.encoder_config import EncoderConfig


class PairwiseAttention(SymmetricAttention):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config)
        # Deviation 1, as in the authors' code: BERT's 0.02 would start with scores of about zero.
        self.pairwise = nn.Parameter(torch.randn(config.num_attention_heads, config.head_size, config.head_size))

    def products(self, query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
        return query @ self.pairwise @ key.transpose(-1, -2)
