"""The bundled models: what each is and how it is trained. One row of RECIPES per model."""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Sequence

from models.training.data import LabelledText, read_sst2
from models.training.encoder import EncoderConfig
from models.training.lama import LamaConfig

ModelConfig = EncoderConfig | LamaConfig


@dataclass(frozen=True)
class DataSet:
    """A folder with train.tsv and dev.tsv."""

    name: str
    labels: tuple[str, ...]
    read: Callable[[Path], Sequence[LabelledText]]


@dataclass(frozen=True)
class Recipe:
    data_set: DataSet
    # Given the vocabulary size and the label names.
    model: Callable[[int, tuple[str, ...]], ModelConfig]
    epochs: int
    learning_rate: float
    batch_size: int = 64
    weight_decay: float = 0.01
    # Share of all steps over which the learning rate rises; it then falls linearly to zero.
    warm_up: float = 0.1
    # Share of training tokens replaced by [UNK], which also gives [UNK] a meaning.
    word_dropout: float = 0.1


SST2 = DataSet("SST-2", ("negative", "positive"), read_sst2)

RECIPES: dict[str, Recipe] = {
    "lama-sst2": Recipe(
        data_set=SST2,
        model=lambda vocab_size, labels: LamaConfig(vocab_size, labels, token_mlp=True, dropout=0.4),
        epochs=5,
        learning_rate=1e-3,
    ),
    "compact-bert-sst2": Recipe(
        data_set=SST2,
        model=lambda vocab_size, labels: EncoderConfig(vocab_size, labels=labels, dropout=0.2),
        # Six epochs overfit: they end at 0.79 on dev.
        epochs=3,
        learning_rate=5e-4,
        word_dropout=0.2,
    ),
}
