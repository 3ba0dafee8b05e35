"""Shared-weight attention (Kowsher et al. 2024): one projection S; query, key and value are S with scaled channels."""

import torch
from torch import nn

from models.training.attention.dot_product import DotProductAttention
from models.training.attention.heads import projection_of
from models.training.encoder_config import EncoderConfig


class SharedAttention(DotProductAttention):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config)
        self.shared = projection_of(config)
        self.query_scale, self.key_scale, self.value_scale = (
            nn.Parameter(torch.ones(config.heads_width)) for _ in range(3))

    def project(self, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        shared = self.shared(hidden)
        return (self.split(shared * self.query_scale), self.split(shared * self.key_scale),
                self.split(shared * self.value_scale))
