"""Small models with random weights: one for each shape and option that an implementation can get wrong."""

from dataclasses import dataclass

import numpy as np

from models.training.encoder import EncoderConfig
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


TINY_MODELS: dict[str, TinyModel] = {
    "bert-classifier": TinyModel(_encoder(), "The film is not very good, but the music was warm.", is_plain_bert=True),
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
    "lama-learned": TinyModel(_lama(), "The film is not very good, but the music was warm."),
    "lama-mean": TinyModel(_lama(context="mean", token_mlp=True, classifier_hidden_size=6),
                           "This naïve story isn't dull!"),
    "lama-one-head": TinyModel(_lama(num_attention_heads=1), "a funny and moving film"),
}


def random_weights(shapes: dict[str, tuple[int, ...]], seed: int) -> dict[str, np.ndarray]:
    """Float32 weights large enough that attention is far from uniform; norms scale by about one."""
    generator = np.random.default_rng(seed)
    return {name: _random_tensor(name, shape, generator) for name, shape in shapes.items()}


def _random_tensor(name: str, shape: tuple[int, ...], generator: np.random.Generator) -> np.ndarray:
    mean = 1.0 if name.endswith("LayerNorm.weight") else 0.0
    return generator.normal(mean, 0.3, shape).astype(np.float32)
