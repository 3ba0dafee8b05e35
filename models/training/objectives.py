"""What a model learns and how it is judged on held-out texts."""

from dataclasses import dataclass
from typing import Protocol, Sequence

import torch
from torch import nn
from torch.nn import functional

from models.training import data, masking
from models.training.word_piece import SPECIAL_TOKENS

_UNKNOWN_ID = SPECIAL_TOKENS.index("[UNK]")  # a cut vocabulary starts with the special tokens
_TEST_BATCH_SIZE = 64


class Objective(Protocol):
    def loss(self, model: nn.Module, batch: data.Batch) -> torch.Tensor:
        """Of a training batch."""

    def figures(self, model: nn.Module, examples: Sequence[data.Example]) -> dict[str, float]:
        """Loss and accuracy of a model in evaluation mode."""


@dataclass(frozen=True)
class Classification:
    # Share of training tokens replaced by [UNK], which also gives [UNK] a meaning.
    word_dropout: float

    def loss(self, model: nn.Module, batch: data.Batch) -> torch.Tensor:
        return functional.cross_entropy(model(self._drop_words(batch), batch.is_token), batch.labels)

    def figures(self, model: nn.Module, examples: Sequence[data.Example]) -> dict[str, float]:
        return _figures((model(batch.ids, batch.is_token), batch.labels)
                        for batch in data.batches_by_length(examples, _TEST_BATCH_SIZE))

    def _drop_words(self, batch: data.Batch) -> torch.Tensor:
        """Special tokens, padding among them, are spared."""
        is_word = batch.ids >= len(SPECIAL_TOKENS)
        return batch.ids.masked_fill(is_word & (torch.rand(batch.ids.shape) < self.word_dropout), _UNKNOWN_ID)


@dataclass(frozen=True)
class MaskedWords:
    vocabulary_size: int
    masked_share: float = masking.MASKED_SHARE  # of the training words; more of them teach more a step

    def loss(self, model: nn.Module, batch: data.Batch) -> torch.Tensor:
        ids, chosen = masking.random_mask(batch, self.masked_share)
        return functional.cross_entropy(model.logits_at(chosen, ids, batch.is_token), batch.ids[chosen])

    def figures(self, model: nn.Module, examples: Sequence[data.Example]) -> dict[str, float]:
        return _figures((model.logits_at(chosen, ids, batch.is_token), batch.ids[chosen])
                        for batch, ids, chosen in masking.test_batches(examples, _TEST_BATCH_SIZE))

    def unigram_figures(self, train: Sequence[data.Example], examples: Sequence[data.Example]) -> dict[str, float]:
        """Guessing by the frequency in the training text alone, with one added to every count."""
        counts = torch.ones(self.vocabulary_size)
        counts += torch.bincount(torch.tensor([number for example in train for number in example.ids[1:-1]]),
                                 minlength=self.vocabulary_size)
        counts[:len(SPECIAL_TOKENS)] = 0
        logits = counts.log()
        return _figures((logits.expand(int(chosen.sum()), -1), batch.ids[chosen])
                        for batch, _ids, chosen in masking.test_batches(examples, _TEST_BATCH_SIZE))


def _figures(answers) -> dict[str, float]:
    """Of pairs of logits and targets: mean cross-entropy and share of targets with the largest logit."""
    loss, correct, count = 0.0, 0, 0
    for logits, targets in answers:
        loss += float(functional.cross_entropy(logits, targets, reduction="sum"))
        correct += int((logits.argmax(dim=-1) == targets).sum())
        count += len(targets)
    return {"accuracy": correct / count, "loss": loss / count}
