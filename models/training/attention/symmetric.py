"""Symmetric attention (Courtois et al. 2024): the query projection also makes the keys, so that S = S^T."""

import torch

from models.training.attention.dot_product import DotProductAttention
from models.training.attention.heads import projection_of
from models.training.encoder_config import EncoderConfig


class SymmetricAttention(DotProductAttention):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config)
        self.query, self.value = projection_of(config), projection_of(config)

    def project(self, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        query = self.split(self.query(hidden))
        return query, query, self.split(self.value(hidden))
