"""The weights a masked language model starts from, so that few passes over little text teach it more than word frequencies.

From BERT's initial weights a small model spends its first thousands of steps at the loss of guessing by frequency. It leaves
that plateau at once where words that occur together already lie together (vectors from co-occurrence counts; Levy and Goldberg
2014), signals keep their size (weights scaled by fan-in) and a layer hands on what its heads gather (the output projection
starts as the transpose of the values').
"""

from typing import Sequence

import torch
from torch import nn

from models.training.attention.shared import SharedAttention
from models.training.data import Example
from models.training.encoder import MaskedLanguageModel
from models.training.word_piece import SPECIAL_TOKENS

_WINDOW = 3
# Context words are discounted as in Levy, Goldberg and Dagan 2015.
_CONTEXT_POWER = 0.75
_DEVIATION = 0.1
_SPARE_DIRECTIONS = 32
_POWER_ITERATIONS = 2


@torch.no_grad()
def start_masked_model(model: MaskedLanguageModel, train: Sequence[Example]) -> None:
    words = model.embeddings.word_embeddings.weight
    for module in model.modules():
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, std=module.in_features ** -0.5)
    for layer in model.encoder.layer:
        attention = layer.attention["self"]
        value = (attention.shared if isinstance(attention, SharedAttention) else attention.value).weight
        layer.attention["output"].dense.weight.copy_(value.T * value.shape[1] / value.shape[0])
    words.copy_(word_vectors(train, *words.shape))
    nn.init.normal_(model.embeddings.position_embeddings.weight, std=_DEVIATION)


def word_vectors(train: Sequence[Example], vocabulary_size: int, width: int) -> torch.Tensor:
    """Vocabulary x width: the strongest directions of the positive pointwise mutual information of neighboring words."""
    information = _mutual_information(_neighbor_counts(train, vocabulary_size))
    left, strengths, _ = torch.svd_lowrank(information, q=width + _SPARE_DIRECTIONS, niter=_POWER_ITERATIONS)
    vectors = left[:, :width] * strengths[:width].sqrt()
    return vectors / vectors.std() * _DEVIATION


def _neighbor_counts(train: Sequence[Example], vocabulary_size: int) -> torch.Tensor:
    """How often two words stand next to each other, 1/2 for one word between them, 1/3 for two."""
    gap = [0] * _WINDOW
    text = torch.tensor([number for example in train for number in [*example.ids[1:-1], *gap]])
    counts = torch.zeros(vocabulary_size * vocabulary_size)
    for distance in range(1, _WINDOW + 1):
        first, second = text[:-distance], text[distance:]
        are_words = (first >= len(SPECIAL_TOKENS)) & (second >= len(SPECIAL_TOKENS))
        pairs = first[are_words] * vocabulary_size + second[are_words]
        counts.index_add_(0, pairs, torch.full((len(pairs),), 1.0 / distance))
    counts = counts.view(vocabulary_size, vocabulary_size)
    return counts + counts.T


def _mutual_information(counts: torch.Tensor) -> torch.Tensor:
    smallest = 1e-9
    context = counts.sum(dim=0) ** _CONTEXT_POWER
    share = counts / counts.sum(dim=1, keepdim=True).clamp(min=smallest)
    return (share / (context / context.sum()).clamp(min=smallest)).clamp(min=smallest).log().clamp(min=0.0)
