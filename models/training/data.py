"""Labelled texts and the batches made of them."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Sequence

import torch

from models.training.word_piece import WordPieceTokenizer

# Sorting inside groups of this many batches keeps padding low and the order of batches random.
_BATCHES_SORTED_TOGETHER = 50


@dataclass(frozen=True)
class LabelledText:
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


def read_sst2(path: Path) -> list[LabelledText]:
    """Reads GLUE's tab-separated `sentence label` file; its training phrases end in a space."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.rsplit("\t", 1) for line in lines)
    return [LabelledText(text.strip(), int(label)) for text, label in rows]


def encode(texts: Sequence[LabelledText], tokenizer: WordPieceTokenizer) -> list[Example]:
    return [Example(tokenizer.ids(item.text), item.label) for item in texts]


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
    by_length = sorted(examples, key=lambda example: len(example.ids))
    return (_batch(by_length[start:start + size]) for start in range(0, len(by_length), size))


def _batch(examples: Sequence[Example]) -> Batch:
    lengths = torch.tensor([len(example.ids) for example in examples])
    ids = torch.zeros(len(examples), int(lengths.max()), dtype=torch.long)  # [PAD] is 0
    for row, example in zip(ids, examples):
        row[:len(example.ids)] = torch.tensor(example.ids)
    return Batch(ids, lengths, torch.tensor([example.label for example in examples]))
