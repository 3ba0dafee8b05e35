"""Which words a masked language model has to guess, in training and in a test that any program can repeat."""

from typing import Iterator, Sequence

import numpy as np
import torch

from models.training.data import Batch, Example, batches
from models.training.word_piece import SPECIAL_TOKENS

MASKED_SHARE = 0.15
_MASK_ID = SPECIAL_TOKENS.index("[MASK]")  # a cut vocabulary starts with the special tokens
_TEST_SEED = 1


def random_mask(batch: Batch, share: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Every chosen word becomes [MASK], as in the test. Returns the ids and the choice, of one word at least."""
    chosen = torch.zeros_like(batch.ids, dtype=torch.bool)
    while not chosen.any():
        chosen = _is_word(batch.ids) & (torch.rand(batch.ids.shape) < share)
    return batch.ids.masked_fill(chosen, _MASK_ID), chosen


def test_batches(examples: Sequence[Example], size: int) -> Iterator[tuple[Batch, torch.Tensor, torch.Tensor]]:
    """Batches with their masked ids and the choice. Every chosen word becomes [MASK].

    Number i of the generator SplitMix64 with seed 1 decides on piece i of the examples in order, [CLS] and [SEP] not
    counted: it is chosen where (number >> 11) / 2^53 < 0.15, unless it is [UNK].
    """
    first = 0
    for batch in batches(examples, size):
        chosen = torch.zeros_like(batch.ids, dtype=torch.bool)
        for row, length in zip(chosen, batch.lengths.tolist()):
            pieces = length - 2
            row[1:1 + pieces] = torch.from_numpy(_split_mix_uniform(first, pieces) < MASKED_SHARE)
            first += pieces
        chosen &= _is_word(batch.ids)
        yield batch, batch.ids.masked_fill(chosen, _MASK_ID), chosen


def _is_word(ids: torch.Tensor) -> torch.Tensor:
    return ids >= len(SPECIAL_TOKENS)


def _split_mix_uniform(first: int, count: int) -> np.ndarray:
    """Numbers first ... first + count - 1 of SplitMix64 (Steele et al. 2014), counted from 0, scaled to [0, 1)."""
    step = np.arange(first + 1, first + count + 1, dtype=np.uint64)
    state = np.uint64(_TEST_SEED) + step * np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((state ^ (state >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53
