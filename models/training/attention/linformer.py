"""Linformer (Wang et al. 2020): E and F compress the n keys and values to k slots, softmax(Q (E K)^T / sqrt(dh)) F V.

E and F act after the projections and their biases, as the paper writes it. A text shorter than the length they were
made for uses their first n columns.
"""

import math

import torch
from torch import nn

from models.training.attention.heads import Heads, Surroundings, projection_of
from models.training.encoder_config import EncoderConfig
from models.training.trace import Recorder

# Where E and F come from: of each head, of the layer, one for both of the layer, one for both of all layers.
SHARING_MODES = ("none", "headwise", "key_value", "layerwise")


class LinformerAttention(Heads):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config)
        self.query, self.key, self.value = (projection_of(config) for _ in range(3))
        if config.sharing in ("none", "headwise"):
            heads = (config.num_attention_heads,) if config.sharing == "none" else ()
            self.key_projection = length_projection(config, heads)
            self.value_projection = length_projection(config, heads)
        else:
            self.projection = length_projection(config) if config.sharing == "key_value" else None

    def forward(self, hidden: torch.Tensor, surroundings: Surroundings, record: Recorder) -> torch.Tensor:
        query, key, value = (self.split(part(hidden)) for part in (self.query, self.key, self.value))
        for_keys, for_values = (matrix[..., :hidden.shape[1]] for matrix in self._projections(surroundings))
        # Once compressed, padding cannot be masked any more.
        present = surroundings.is_token[:, None, :, None].to(hidden.dtype)
        scores = query @ (for_keys @ (key * present)).transpose(-1, -2) / math.sqrt(self.head_size)  # B x H x n x k
        attention = scores.softmax(dim=-1)
        head_output = self.dropout(attention) @ (for_values @ (value * present))
        for name, tensor in (("query", query), ("key", key), ("value", value), ("scores", scores),
                             ("attention", attention), ("effective", attention @ for_values),
                             ("head_output", head_output)):
            record(name, tensor)
        return self.join(head_output)

    def _projections(self, surroundings: Surroundings) -> tuple[torch.Tensor, torch.Tensor]:
        """E and F: H x k x longest n, or k x longest n for all heads."""
        if hasattr(self, "key_projection"):
            return self.key_projection, self.value_projection
        projection = surroundings.projection if self.projection is None else self.projection
        return projection, projection


def length_projection(config: EncoderConfig, heads: tuple[int, ...] = ()) -> nn.Parameter:
    """Entries of N(0, 1/k), the random projection of the paper's proof."""
    shape = (*heads, config.projected_length, config.max_position_embeddings)
    return nn.Parameter(torch.randn(shape) / math.sqrt(config.projected_length))
