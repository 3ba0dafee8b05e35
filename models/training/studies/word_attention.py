"""What LAMA is compared with: other ways to weigh the states of the same bidirectional GRU.

Shapes in comments: B examples, n tokens, D = 2 * hidden size, m heads.
"""

import math

import torch
from torch import nn

from models.training.lama import LamaConfig
from models.training.trace import Recorder


class AdditiveAttention(nn.Module):
    """Lin et al. 2017, a structured self-attentive sentence embedding, equation 6: A = softmax(W_2 tanh(W_1 U^T)),
    without the penalty on heads that agree."""

    def __init__(self, config: LamaConfig) -> None:
        super().__init__()
        size = config.state_size
        self.inner = nn.Linear(size, size, bias=False)
        self.outer = nn.Linear(size, config.num_attention_heads, bias=False)

    def forward(self, states: torch.Tensor, is_token: torch.Tensor, record: Recorder) -> torch.Tensor:
        scores = self.outer(torch.tanh(self.inner(states))).transpose(1, 2)
        attention = scores.masked_fill(~is_token[:, None, :], -math.inf).softmax(dim=-1)
        record("attention", attention)
        return attention  # B x m x n


class UniformAttention(nn.Module):
    """Every head weighs all tokens of a text alike."""

    def __init__(self, config: LamaConfig) -> None:
        super().__init__()
        self.heads = config.num_attention_heads

    def forward(self, states: torch.Tensor, is_token: torch.Tensor, record: Recorder) -> torch.Tensor:
        present = is_token.to(states.dtype)[:, None, :]
        attention = (present / present.sum(dim=-1, keepdim=True)).expand(-1, self.heads, -1)
        record("attention", attention)
        return attention
