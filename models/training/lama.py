"""LAMA: low-rank factorized multi-head attention over the states of a bidirectional GRU.

Shapes in comments: B examples, n tokens, D = 2 * hidden size, m heads.
"""

import math
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from models.training.trace import Recorder, record_nothing

# Keeps a token whose heads are all exactly zero from dividing by zero.
_SMALLEST_NORM = 1e-12


@dataclass(frozen=True)
class LamaConfig:
    vocab_size: int
    labels: tuple[str, ...]
    embedding_size: int = 200
    hidden_size: int = 100  # of one GRU direction
    num_attention_heads: int = 8
    context: str = "learned"  # or "mean", of the GRU states of the text
    token_mlp: bool = False
    # Of the scores before the softmax, not in the paper, whose scores of at most 1 leave the largest weight at most e^2
    # times the smallest.
    score_scale: float = 1.0
    classifier_hidden_size: int = 0  # 0 for a linear classifier
    dropout: float = 0.0

    @property
    def state_size(self) -> int:
        return 2 * self.hidden_size


class LamaAttention(nn.Module):
    """Returns A, B x m x n: head i's affinity of context and token is (p_i . c)(q_i . u), a rank-one bilinear form."""

    def __init__(self, config: LamaConfig) -> None:
        super().__init__()
        size, heads = config.state_size, config.num_attention_heads
        self.P = nn.Parameter(nn.init.xavier_normal_(torch.empty(size, heads)))
        self.Q = nn.Parameter(nn.init.xavier_normal_(torch.empty(size, heads)))
        self.context = nn.Parameter(torch.randn(size)) if config.context == "learned" else None
        self.token_mlp = nn.Linear(size, size) if config.token_mlp else None
        self.score_scale = config.score_scale

    def forward(self, states: torch.Tensor, is_token: torch.Tensor, record: Recorder) -> torch.Tensor:
        tokens = torch.tanh(self.token_mlp(states)) if self.token_mlp is not None else states
        gains = self._context(states, is_token) @ self.P  # m, or B x 1 x m
        affinity = torch.tanh(gains * (tokens @ self.Q))  # B x n x m
        scores = self.score_scale * functional.normalize(affinity, dim=-1, eps=_SMALLEST_NORM).transpose(1, 2)
        attention = scores.masked_fill(~is_token[:, None, :], -math.inf).softmax(dim=-1)
        record("scores", scores)
        record("attention", attention)
        return attention

    def _context(self, states: torch.Tensor, is_token: torch.Tensor) -> torch.Tensor:
        if self.context is not None:
            return self.context
        present = is_token[:, :, None].to(states.dtype)
        return (states * present).sum(dim=1, keepdim=True) / present.sum(dim=1, keepdim=True)


class LamaClassifier(nn.Module):
    def __init__(self, config: LamaConfig) -> None:
        super().__init__()
        width = config.num_attention_heads * config.state_size
        hidden = config.classifier_hidden_size
        self.dense = nn.Linear(width, hidden) if hidden else None
        self.out = nn.Linear(hidden or width, len(config.labels))

    def forward(self, document: torch.Tensor) -> torch.Tensor:
        return self.out(document if self.dense is None else functional.relu(self.dense(document)))


class Lama(nn.Module):
    def __init__(self, config: LamaConfig) -> None:
        super().__init__()
        self.embeddings = nn.Embedding(config.vocab_size, config.embedding_size)
        self.gru = nn.GRU(config.embedding_size, config.hidden_size, batch_first=True, bidirectional=True)
        self.attention = LamaAttention(config)
        self.classifier = LamaClassifier(config)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, ids: torch.Tensor, is_token: torch.Tensor, record: Recorder = record_nothing) -> torch.Tensor:
        states = self._states(self.dropout(self.embeddings(ids)), is_token)
        record("states", states)
        sentence = self.attention(states, is_token, record) @ states  # B x m x D
        record("sentence", sentence)
        logits = self.classifier(self.dropout(sentence.flatten(1)))
        record("logits", logits)
        return logits

    def _states(self, embedded: torch.Tensor, is_token: torch.Tensor) -> torch.Tensor:
        """The backward direction reads the texts turned round, so that it starts at the last token, not in the padding.

        nn.GRU does this for packed sequences, but there the time of a training step grows with the square of the length.
        """
        turned = _turned_round(is_token)
        forward = self._direction(embedded, "l0")
        backward = self._direction(_picked(embedded, turned), "l0_reverse")
        return torch.cat([forward, _picked(backward, turned)], dim=-1)

    def _direction(self, embedded: torch.Tensor, direction: str) -> torch.Tensor:
        weights = [getattr(self.gru, f"{part}_{direction}") for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        start = embedded.new_zeros(1, len(embedded), self.gru.hidden_size)
        states, _ = torch.gru(embedded, start, weights, has_biases=True, num_layers=1, dropout=0.0, train=self.training,
                              bidirectional=False, batch_first=True)
        return states


def _turned_round(is_token: torch.Tensor) -> torch.Tensor:
    """B x n positions: last token first; padding stays behind the tokens."""
    positions = torch.arange(is_token.shape[1]).expand(is_token.shape)
    from_the_end = is_token.sum(dim=1, keepdim=True) - 1 - positions
    return torch.where(is_token, from_the_end, positions)


def _picked(values: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
    return values.gather(1, positions[:, :, None].expand(values.shape))
