"""The weight that LAMA gives a word in reviews of every rating."""

from typing import Sequence

import numpy as np
import torch

from models.training import data
from models.training.data import Example
from models.training.lama import Lama
from models.training.studies.study import Row

WORDS = ("excellent", "great", "wonderful", "perfect", "good", "bad", "boring", "awful", "worst", "waste", "movie",
         "plot", "the", "not")
_BATCH = 64


@torch.no_grad()
def weight_rows(model: Lama, examples: Sequence[Example], ratings: Sequence[int],
                vocabulary: Sequence[str]) -> list[Row]:
    """For each word and rating: how often it occurs, and the quartiles of T * A, the mean over the heads of its weight
    relative to uniform in a text of T tokens."""
    ids = {vocabulary.index(word): word for word in WORDS if word in vocabulary}
    weights: dict[tuple[str, int], list[float]] = {(word, rating): [] for word in ids.values()
                                                   for rating in sorted(set(ratings))}
    order = sorted(range(len(examples)), key=lambda index: len(examples[index].ids))
    for first in range(0, len(order), _BATCH):
        members = order[first:first + _BATCH]
        for index, relative in zip(members, _relative_weights(model, [examples[index] for index in members])):
            for token, weight in zip(examples[index].ids, relative.tolist()):
                if token in ids:
                    weights[ids[token], ratings[index]].append(weight)
    return [{"word": word, "rating": rating, "occurrences": len(found), **_quartiles(found)}
            for (word, rating), found in weights.items() if found]


def _relative_weights(model: Lama, examples: Sequence[Example]) -> list[torch.Tensor]:
    batch = next(data.batches(examples, len(examples)))
    recorded: dict[str, torch.Tensor] = {}
    model(batch.ids, batch.is_token, recorded.__setitem__)
    return [attention[:, :length].mean(dim=0) * length
            for attention, length in zip(recorded["attention"], batch.lengths.tolist())]


def _quartiles(values: Sequence[float]) -> Row:
    low, middle, high = np.percentile(values, (25, 50, 75))
    return {"weight_low": float(low), "weight": float(middle), "weight_high": float(high)}
