"""Small models with random weights: one for each shape and option that an implementation can get wrong."""

from dataclasses import dataclass

import numpy as np

from models.training.encoder_config import EncoderConfig
from models.training.lama import LamaConfig
from models.training.word_piece import SPECIAL_TOKENS

LABELS = ("negative", "positive")

_WORDS = ("the a an of and is was not very film story actor scene music plot good bad slow warm dull funny moving "
          "bright cafe naive it this that with for but s t").split()
_ENDINGS = "##n ##s ##ly ##ing ##er ##ness ##d ##ed ##y ##e ##i ##o".split()
VOCABULARY = [*SPECIAL_TOKENS, *".,!?'-", *_WORDS, *_ENDINGS]


@dataclass(frozen=True)
class TinyModel:
    config: EncoderConfig | LamaConfig
    text: str
    # Written as an ordinary Hugging Face BERT: model type `bert`, tensors under `bert.`.
    is_plain_bert: bool = False


def _encoder(**options: object) -> EncoderConfig:
    defaults = {"labels": LABELS, "hidden_size": 24, "num_attention_heads": 4, "head_size": 6,
                "intermediate_size": 32, "max_position_embeddings": 20, "dropout": 0.0}
    return EncoderConfig(vocab_size=len(VOCABULARY), **(defaults | options))


def _lama(**options: object) -> LamaConfig:
    defaults = {"embedding_size": 24, "hidden_size": 10, "num_attention_heads": 4}
    return LamaConfig(len(VOCABULARY), LABELS, **(defaults | options))


def _small(**options: object) -> EncoderConfig:
    """For the attention kinds: no wider than it takes to tell heads, channels and positions apart."""
    return _encoder(**({"hidden_size": 12, "num_attention_heads": 3, "head_size": 4, "intermediate_size": 16,
                        "max_position_embeddings": 16} | options))


_SENTENCE = "The film is not very good, but the music was warm."
_LINFORMER = {"attention_kind": "linformer", "projected_length": 5}

TINY_MODELS: dict[str, TinyModel] = {
    "bert-classifier": TinyModel(_encoder(), _SENTENCE, is_plain_bert=True),
    "bert-masked-lm": TinyModel(_encoder(task="ForMaskedLM", labels=()), "the [MASK] was very slow.",
                                is_plain_bert=True),
    "compact-bert-odd-head-size": TinyModel(_encoder(num_attention_heads=5, head_size=7),
                                            "This naïve story isn't dull!"),
    "compact-bert-wide-head": TinyModel(_encoder(num_attention_heads=1, head_size=40, hidden_act="relu"),
                                        "An unmoved actor, with bad plots and slowly dulling scenes."),
    # The large epsilon makes a constant in its place visible.
    "compact-bert-gelu-new": TinyModel(_encoder(num_hidden_layers=3, num_attention_heads=3, head_size=8,
                                                hidden_act="gelu_new", layer_norm_eps=0.01),
                                       "warm and funny"),
    "compact-bert-encoder": TinyModel(_encoder(task="Model", labels=()), "that café scene was bright"),
    "lama-learned": TinyModel(_lama(), _SENTENCE),
    "lama-mean": TinyModel(_lama(context="mean", token_mlp=True, classifier_hidden_size=6),
                           "This naïve story isn't dull!"),
    "lama-one-head": TinyModel(_lama(num_attention_heads=1), "a funny and moving film"),
    "symmetric": TinyModel(_small(attention_kind="symmetric"), _SENTENCE),
    "pairwise": TinyModel(_small(attention_kind="pairwise"), _SENTENCE),
    "shared": TinyModel(_small(attention_kind="shared"), _SENTENCE),
    "linformer-none": TinyModel(_small(**_LINFORMER, sharing="none"), _SENTENCE),
    "linformer-headwise": TinyModel(_small(**_LINFORMER, sharing="headwise"), _SENTENCE),
    "linformer-key-value": TinyModel(_small(**_LINFORMER, sharing="key_value"), _SENTENCE),
    "linformer-layerwise": TinyModel(_small(**_LINFORMER, sharing="layerwise"), _SENTENCE),
    "linear-efficient": TinyModel(_small(attention_kind="linear", variant="efficient"), _SENTENCE),
    "linear-context-first": TinyModel(_small(attention_kind="linear", variant="context_first"), _SENTENCE),
    "no-diagonal": TinyModel(_small(mask_kind="no_diagonal"), _SENTENCE),
    "structured": TinyModel(_small(mask_kind="structured"), _SENTENCE),
    "unstructured": TinyModel(_small(mask_kind="unstructured"), _SENTENCE),
    # Head sizes that do not divide the width, and a mask, with every kind that can have one.
    "symmetric-no-diagonal": TinyModel(_small(attention_kind="symmetric", mask_kind="no_diagonal",
                                              num_attention_heads=2, head_size=5), _SENTENCE),
    "pairwise-structured": TinyModel(_small(attention_kind="pairwise", mask_kind="structured",
                                            num_attention_heads=2, head_size=5), _SENTENCE),
    "shared-unstructured": TinyModel(_small(attention_kind="shared", mask_kind="unstructured",
                                            num_attention_heads=2, head_size=5), _SENTENCE),
    "linformer-odd-head-size": TinyModel(_small(**_LINFORMER, sharing="none", num_attention_heads=2, head_size=7),
                                         _SENTENCE),
    "linear-masked-lm": TinyModel(_small(attention_kind="linear", task="ForMaskedLM", labels=(),
                                         num_attention_heads=2, head_size=7), "the [MASK] was very slow."),
}


def random_weights(shapes: dict[str, tuple[int, ...]], seed: int) -> dict[str, np.ndarray]:
    """Float32 weights large enough that attention is far from uniform; norms scale by about one."""
    generator = np.random.default_rng(seed)
    return {name: _random_tensor(name, shape, generator) for name, shape in shapes.items()}


def _random_tensor(name: str, shape: tuple[int, ...], generator: np.random.Generator) -> np.ndarray:
    mean = 1.0 if name.endswith("LayerNorm.weight") else 0.0
    values = generator.normal(mean, 0.3, shape).astype(np.float32)
    if name.endswith(".gates"):
        values[0] = -np.abs(values[0])  # head 0 loses every key
    return values
