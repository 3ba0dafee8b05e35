"""Labeled texts and the batches made of them."""

import random
from dataclasses import dataclass
from typing import Iterable, Iterator, Sequence

import torch

from models.training.word_piece import WordPieceTokenizer

# Sorting inside groups of this many batches keeps padding low and the order of batches random.
_BATCHES_SORTED_TOGETHER = 50


@dataclass(frozen=True)
class LabeledText:
    text: str
    label: int


@dataclass(frozen=True)
class Example:
    ids: list[int]
    label: int


@dataclass(frozen=True)
class Batch:
    """Padded on the right: ids and is_token are examples x length, labels and lengths one per example."""

    ids: torch.Tensor
    lengths: torch.Tensor
    labels: torch.Tensor

    @property
    def is_token(self) -> torch.Tensor:
        return torch.arange(self.ids.shape[1])[None, :] < self.lengths[:, None]


def encode(texts: Iterable[LabeledText], tokenizer: WordPieceTokenizer, longest: int | None = None) -> list[Example]:
    """One example a text; the tokens after `longest` are left out."""
    return [Example(tokenizer.ids(item.text)[:longest], item.label) for item in texts]


def encode_in_parts(texts: Iterable[LabeledText], tokenizer: WordPieceTokenizer, longest: int) -> list[Example]:
    """Texts cut into parts of at most `longest` tokens, [CLS] and [SEP] of each part included."""
    width = longest - 2
    examples = []
    for item in texts:
        first, *pieces, last = tokenizer.ids(item.text)
        examples += [Example([first, *pieces[start:start + width], last], item.label)
                     for start in range(0, len(pieces), width)]
    return examples


def shuffled_batches(examples: Sequence[Example], size: int, generator: random.Random) -> Iterator[Batch]:
    """Batches of similar length in random order; each example occurs once."""
    order = generator.sample(range(len(examples)), len(examples))
    group_size = size * _BATCHES_SORTED_TOGETHER
    groups = [order[start:start + group_size] for start in range(0, len(order), group_size)]
    by_length = [sorted(group, key=lambda index: len(examples[index].ids)) for group in groups]
    slices = [group[start:start + size] for group in by_length for start in range(0, len(group), size)]
    generator.shuffle(slices)
    return (_batch([examples[index] for index in members]) for members in slices)


def batches(examples: Sequence[Example], size: int) -> Iterator[Batch]:
    """In the order of the examples."""
    return (_batch(examples[start:start + size]) for start in range(0, len(examples), size))


def batches_by_length(examples: Sequence[Example], size: int) -> Iterator[Batch]:
    return batches(sorted(examples, key=lambda example: len(example.ids)), size)


def _batch(examples: Sequence[Example]) -> Batch:
    lengths = torch.tensor([len(example.ids) for example in examples])
    ids = torch.zeros(len(examples), int(lengths.max()), dtype=torch.long)  # [PAD] is 0
    for row, example in zip(ids, examples):
        row[:len(example.ids)] = torch.tensor(example.ids)
    return Batch(ids, lengths, torch.tensor([example.label for example in examples]))
