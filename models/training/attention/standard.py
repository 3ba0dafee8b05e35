"""Standard multi-head attention (Vaswani et al. 2017) with any head size."""

import torch

from models.training.attention.dot_product import DotProductAttention
from models.training.attention.heads import projection_of
from models.training.encoder_config import EncoderConfig


class StandardAttention(DotProductAttention):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config)
        self.query, self.key, self.value = (projection_of(config) for _ in range(3))

    def project(self, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        return self.split(self.query(hidden)), self.split(self.key(hidden)), self.split(self.value(hidden))
