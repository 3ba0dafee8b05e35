"""The bundled models: what each is and how it is trained. One row of RECIPES per model."""

from dataclasses import dataclass, replace
from typing import Callable

from models.training.data_sets import AG_NEWS, IMDB, R8, SST2, WIKI_EN, DataSet
from models.training.encoder_config import EncoderConfig
from models.training.lama import LamaConfig

ModelConfig = EncoderConfig | LamaConfig


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
    word_dropout: float = 0.1
    # Pieces of the vocabulary beside special tokens and characters.
    vocabulary_pieces: int = 8000
    # Training texts are cut to this many tokens, running text into parts of it.
    longest_text: int | None = None
    # Factor of the number of kept pairs, summed over heads and positions, in the loss of a model with gates; it holds
    # after the first third of the steps.
    gate_penalty: float = 0.0


def _compact_sst2(gate_penalty: float = 0.0, **options: object) -> Recipe:
    """The family that differs in its attention alone. Six epochs overfit: they end at 0.79 on dev."""
    return Recipe(
        data_set=SST2,
        model=lambda vocab_size, labels: EncoderConfig(vocab_size, labels=labels, dropout=0.2, **options),
        epochs=3,
        learning_rate=5e-4,
        word_dropout=0.2,
        gate_penalty=gate_penalty,
    )


def _head_size_wiki(heads: int, head_size: int) -> Recipe:
    """The family that differs in number and size of its heads alone."""
    return Recipe(
        data_set=WIKI_EN,
        model=lambda vocab_size, _labels: EncoderConfig(
            vocab_size, task="ForMaskedLM", num_attention_heads=heads, head_size=head_size,
            max_position_embeddings=64, dropout=0.0),
        epochs=1,
        learning_rate=2e-3,
        batch_size=32,
        # Ten models with twice the pieces would be too large a bundle.
        vocabulary_pieces=4000,
        longest_text=64,
    )


_LAMA_SST2 = Recipe(
    data_set=SST2,
    model=lambda vocab_size, labels: LamaConfig(vocab_size, labels, token_mlp=True, dropout=0.4),
    epochs=5,
    learning_rate=1e-3,
)


def _lama_mean(vocab_size: int, labels: tuple[str, ...]) -> LamaConfig:
    return LamaConfig(vocab_size, labels, embedding_size=100, hidden_size=64, context="mean", dropout=0.4)


RECIPES: dict[str, Recipe] = {
    "compact-bert-sst2": _compact_sst2(),
    "symmetric-sst2": _compact_sst2(attention_kind="symmetric"),
    "pairwise-sst2": _compact_sst2(attention_kind="pairwise"),
    "shared-sst2": _compact_sst2(attention_kind="shared"),
    "linformer-sst2": _compact_sst2(attention_kind="linformer", projected_length=16, sharing="headwise"),
    "linear-sst2": _compact_sst2(attention_kind="linear", variant="efficient"),
    "no-diagonal-sst2": _compact_sst2(mask_kind="no_diagonal"),
    "structured-sst2": _compact_sst2(mask_kind="structured", gate_penalty=1e-5),
    "unstructured-sst2": _compact_sst2(mask_kind="unstructured", gate_penalty=1e-5),
    "lama-sst2": _LAMA_SST2,
    "lama-ag-news": replace(_LAMA_SST2, data_set=AG_NEWS, model=_lama_mean, epochs=8),
    "lama-r8": replace(_LAMA_SST2, data_set=R8, model=_lama_mean, epochs=8, longest_text=256),
    "lama-imdb": replace(_LAMA_SST2, data_set=IMDB, model=_lama_mean, epochs=3, longest_text=256),
} | {
    # Heads that share out the width, then heads of a fixed size; 2 x 64 is both.
    f"wiki-{heads}x{size}": _head_size_wiki(heads, size)
    for heads, size in ((1, 128), (2, 64), (4, 32), (8, 16), (16, 8), (32, 4), (1, 64), (4, 64), (8, 64))
}
