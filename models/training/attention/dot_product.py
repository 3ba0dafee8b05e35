"""Softmax attention over one score for every pair of tokens."""

import math

import torch

from models.training.attention.heads import Heads, Surroundings
from models.training.trace import Recorder


class DotProductAttention(Heads):
    """The kinds below it differ in where query, key and value come from and in the score."""

    def project(self, hidden: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Query, key and value, B x H x n x dh each."""
        raise NotImplementedError

    def products(self, query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
        """B x H x n x n, still without the scale."""
        return query @ key.transpose(-1, -2)

    def forward(self, hidden: torch.Tensor, surroundings: Surroundings, record: Recorder) -> torch.Tensor:
        query, key, value = self.project(hidden)
        scores = self.products(query, key) / math.sqrt(self.head_size)
        attention = masked_softmax(scores, surroundings)
        if surroundings.weights is not None:
            attention = attention * surroundings.weights
        head_output = self.dropout(attention) @ value
        for name, tensor in (("query", query), ("key", key), ("value", value), ("scores", scores),
                             ("attention", attention), ("head_output", head_output)):
            record(name, tensor)
        return self.join(head_output)


def masked_softmax(scores: torch.Tensor, surroundings: Surroundings) -> torch.Tensor:
    scores = scores.masked_fill(~surroundings.is_token[:, None, None, :], -math.inf)
    return scores.softmax(dim=-1) if surroundings.kept is None else _gated_softmax(scores, surroundings.kept)


def _gated_softmax(scores: torch.Tensor, kept: torch.Tensor) -> torch.Tensor:
    """kept * exp(scores), divided by its row sums: a softmax without the dropped pairs.

    Unlike minus infinity in the scores it has a gradient for the gates. A row without any key stays all zero.
    """
    weights = kept * (scores - scores.detach().amax(dim=-1, keepdim=True)).exp()
    total = weights.sum(dim=-1, keepdim=True)
    return weights / total.masked_fill(total == 0, 1.0)
