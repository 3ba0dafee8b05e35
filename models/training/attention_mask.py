"""The masks that a model is trained with (SparseBERT, Shi et al. 2021). Each is one for all layers.

A mask returns which pairs of tokens are kept, 1 or 0: n x n, or H x n x n where the heads differ.
"""

import torch
from torch import nn

from models.training.encoder_config import EncoderConfig

_INITIAL_DEVIATION = 1e-3


class NoDiagonal(nn.Module):
    """A token does not attend to itself."""

    def forward(self, length: int) -> torch.Tensor:
        return 1.0 - torch.eye(length)


class Gates(nn.Module):
    """A logit for each gate. Training samples every gate; afterwards a gate is open where its logit is positive."""

    def __init__(self, config: EncoderConfig, gates_of_head: int) -> None:
        super().__init__()
        self.longest = config.max_position_embeddings
        self.gates = nn.Parameter(torch.randn(config.num_attention_heads, gates_of_head) * _INITIAL_DEVIATION)

    def forward(self, length: int) -> torch.Tensor:
        return self.spread(self._opened(), length)

    def fix(self, closed: torch.Tensor) -> None:
        """Closes the gates where `closed` is true and opens the others, for good."""
        self.gates.requires_grad_(False)
        self.gates.copy_(torch.where(closed, -1.0, 1.0))

    def expected_kept(self) -> torch.Tensor:
        """The L1 norm of the sampled masks of full length in the mean: a penalty without the noise of sampling."""
        return self.spread(self.gates.sigmoid(), self.longest).sum()

    def kept_share(self) -> float:
        """Of all pairs of positions, with the gates as they are used after training."""
        return float(self.spread((self.gates > 0).float(), self.longest).mean())

    def spread(self, values: torch.Tensor, length: int) -> torch.Tensor:
        """The values of the gates, H x gates, at the pairs of tokens that they decide on: H x length x length."""
        raise NotImplementedError

    def _opened(self) -> torch.Tensor:
        if not self.training or not self.gates.requires_grad:
            return (self.gates > 0).to(self.gates.dtype)
        uniform = torch.rand_like(self.gates).clamp(1e-6, 1 - 1e-6)
        # The difference of two Gumbel variables is logistic. The sample is hard, the gradient that of the soft one.
        soft = (self.gates + uniform.logit()).sigmoid()
        return (soft > 0.5).to(soft.dtype) + soft - soft.detach()


class StructuredGates(Gates):
    """A gate for each distance from the diagonal: H x longest n."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config, config.max_position_embeddings)

    def spread(self, values: torch.Tensor, length: int) -> torch.Tensor:
        positions = torch.arange(length)
        return values[:, (positions[:, None] - positions[None, :]).abs()]


class UnstructuredGates(Gates):
    """A gate for each unordered pair of positions: H x n(n+1)/2, the upper triangle row by row."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config, config.max_position_embeddings * (config.max_position_embeddings + 1) // 2)

    def spread(self, values: torch.Tensor, length: int) -> torch.Tensor:
        rows, columns = torch.triu_indices(self.longest, self.longest)
        index = torch.empty(self.longest, self.longest, dtype=torch.long)
        index[rows, columns] = index[columns, rows] = torch.arange(len(rows))
        return values[:, index[:length, :length]]


class SoftGates(nn.Module):
    """A weight for each unordered pair of positions and head, multiplied with the attention after the softmax, without
    renormalization: the importance analysis of SparseBERT, which trains them without a penalty.
    """

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.pairs = UnstructuredGates(config)

    def forward(self, length: int) -> torch.Tensor:
        return self.pairs.spread(self.pairs.gates.sigmoid(), length)


def _no_mask(_config: EncoderConfig) -> None:
    return None


MASK_KINDS = {
    "full": _no_mask,
    "no_diagonal": lambda _config: NoDiagonal(),
    "structured": StructuredGates,
    "unstructured": UnstructuredGates,
    "soft": SoftGates,
}
