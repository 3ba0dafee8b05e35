"""A model folder read for computing, and the operators that its parts have in common."""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Mapping

import numpy as np

from models.training import safetensors_file

Trace = dict[str, np.ndarray]

_erf = np.vectorize(math.erf, otypes=[np.float64])

ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "gelu": lambda x: 0.5 * x * (1 + _erf(x / math.sqrt(2))),
    "gelu_new": lambda x: 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))),
    "relu": lambda x: np.maximum(x, 0),
}


@dataclass(frozen=True)
class StoredModel:
    """config.json and the tensors in float64, without the `bert.` prefix."""

    config: Mapping[str, object]
    tensors: Mapping[str, np.ndarray]

    def linear(self, name: str, value: np.ndarray) -> np.ndarray:
        return value @ self.tensors[name + ".weight"].T + self.tensors[name + ".bias"]

    def layer_norm(self, name: str, value: np.ndarray) -> np.ndarray:
        centered = value - value.mean(axis=-1, keepdims=True)
        deviation = np.sqrt((centered**2).mean(axis=-1, keepdims=True) + self.config["layer_norm_eps"])
        return centered / deviation * self.tensors[name + ".weight"] + self.tensors[name + ".bias"]

    def activation(self, value: np.ndarray) -> np.ndarray:
        return ACTIVATIONS[self.config["hidden_act"]](value)


def read_model(folder: Path) -> StoredModel:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tensors, _ = safetensors_file.read(folder / "model.safetensors")
    return StoredModel(config, {name.removeprefix("bert."): values.astype(np.float64)
                                for name, values in tensors.items()})


def softmax(scores: np.ndarray, axis: int = -1) -> np.ndarray:
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)
