"""Computes the trace of a model folder from the formulas, in float64 NumPy and without the training modules.

    python3 -m models.training.reference_trace MODEL --ids 2,17,43,3 --out F.safetensors

It reads `bert`, `compact_bert` with standard attention, and `lama`, and writes the tensors that
`attnscope run --trace` writes, under the same names. Shapes: n tokens, D hidden size, H heads, dh head size.
"""

import argparse
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Mapping, Sequence

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


def trace(model: StoredModel, ids: Sequence[int]) -> Trace:
    return _lama_trace(model, ids) if model.config["model_type"] == "lama" else _encoder_trace(model, ids)


def _softmax_rows(scores: np.ndarray) -> np.ndarray:
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def _encoder_trace(model: StoredModel, ids: Sequence[int]) -> Trace:
    result = {"embeddings": _embeddings(model, ids)}
    hidden = result["embeddings"]
    for layer in range(model.config["num_hidden_layers"]):
        steps = _attention(model, f"encoder.layer.{layer}.attention.self", hidden)
        steps["hidden"] = _layer_output(model, f"encoder.layer.{layer}", hidden, steps["head_output"])
        result |= {f"layer.{layer}.{name}": values for name, values in steps.items()}
        hidden = steps["hidden"]
    return result | _task_logits(model, hidden)


def _embeddings(model: StoredModel, ids: Sequence[int]) -> np.ndarray:
    words = model.tensors["embeddings.word_embeddings.weight"][ids]
    positions = model.tensors["embeddings.position_embeddings.weight"][:len(ids)]
    token_type = model.tensors["embeddings.token_type_embeddings.weight"][0]
    return model.layer_norm("embeddings.LayerNorm", words + positions + token_type)


def _attention(model: StoredModel, name: str, hidden: np.ndarray) -> Trace:
    """softmax(Q K^T / sqrt(dh)) V for each head; rows of the projections belong to head 0 first."""
    query, key, value = (_heads(model, model.linear(f"{name}.{part}", hidden)) for part in ("query", "key", "value"))
    scores = np.einsum("hid,hjd->hij", query, key) / math.sqrt(query.shape[2])
    attention = _softmax_rows(scores)
    return {"query": query, "key": key, "value": value, "scores": scores, "attention": attention,
            "head_output": np.einsum("hij,hjd->hid", attention, value)}


def _heads(model: StoredModel, projected: np.ndarray) -> np.ndarray:
    """n x H*dh -> H x n x dh"""
    heads = model.config["num_attention_heads"]
    return projected.reshape(len(projected), heads, -1).transpose(1, 0, 2)


def _layer_output(model: StoredModel, name: str, hidden: np.ndarray, head_output: np.ndarray) -> np.ndarray:
    side_by_side = np.concatenate(list(head_output), axis=1)  # n x H*dh
    attended = model.layer_norm(f"{name}.attention.output.LayerNorm",
                                hidden + model.linear(f"{name}.attention.output.dense", side_by_side))
    expanded = model.activation(model.linear(f"{name}.intermediate.dense", attended))
    return model.layer_norm(f"{name}.output.LayerNorm", attended + model.linear(f"{name}.output.dense", expanded))


def _task_logits(model: StoredModel, hidden: np.ndarray) -> Trace:
    task = model.config["architectures"][0]
    if task.endswith("ForSequenceClassification"):
        return {"logits": model.linear("classifier", np.tanh(model.linear("pooler.dense", hidden[0])))}
    if task.endswith("ForMaskedLM"):
        return {"logits": _masked_word_logits(model, hidden)}
    return {}


def _masked_word_logits(model: StoredModel, hidden: np.ndarray) -> np.ndarray:
    name = "cls.predictions"
    transformed = model.layer_norm(f"{name}.transform.LayerNorm",
                                   model.activation(model.linear(f"{name}.transform.dense", hidden)))
    decoder = model.tensors.get(f"{name}.decoder.weight", model.tensors["embeddings.word_embeddings.weight"])
    return transformed @ decoder.T + model.tensors[f"{name}.bias"]


def _lama_trace(model: StoredModel, ids: Sequence[int]) -> Trace:
    embedded = model.tensors["embeddings.weight"][ids]
    forward = _gru(model, "l0", embedded)
    backward = _gru(model, "l0_reverse", embedded[::-1])[::-1]
    states = np.concatenate([forward, backward], axis=1)  # H, n x D
    scores = _lama_scores(model, states)  # F, m x n
    attention = _softmax_rows(scores)  # A
    sentence = attention @ states  # S = A H, m x D
    return {"states": states, "scores": scores, "attention": attention, "sentence": sentence,
            "logits": _lama_logits(model, sentence.reshape(-1))}


def _gru(model: StoredModel, direction: str, embedded: np.ndarray) -> np.ndarray:
    """PyTorch's GRU: h = (1 - z) n + z h_before, n = tanh(W x + b_i + r (U h_before + b_h)); gates stored r, z, n."""
    weight_ih, weight_hh, bias_ih, bias_hh = (model.tensors[f"gru.{part}_{direction}"] for part in
                                              ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
    state = np.zeros(weight_hh.shape[1])
    states = []
    for word in embedded:
        input_r, input_z, input_n = np.split(weight_ih @ word + bias_ih, 3)
        state_r, state_z, state_n = np.split(weight_hh @ state + bias_hh, 3)
        reset, update = _sigmoid(input_r + state_r), _sigmoid(input_z + state_z)
        state = (1 - update) * np.tanh(input_n + reset * state_n) + update * state
        states.append(state)
    return np.stack(states)


def _sigmoid(value: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(0.5 * value))


def _lama_scores(model: StoredModel, states: np.ndarray) -> np.ndarray:
    tokens = np.tanh(model.linear("attention.token_mlp", states)) if model.config["token_mlp"] else states
    context = model.tensors["attention.context"] if model.config["context"] == "learned" else states.mean(axis=0)
    gains = model.tensors["attention.P"].T @ context
    affinity = np.tanh(gains * (tokens @ model.tensors["attention.Q"]))  # n x m
    norms = np.linalg.norm(affinity, axis=1, keepdims=True)
    return (affinity / np.maximum(norms, 1e-12)).T


def _lama_logits(model: StoredModel, document: np.ndarray) -> np.ndarray:
    if model.config["classifier_hidden_size"]:
        document = np.maximum(model.linear("classifier.dense", document), 0)
    return model.linear("classifier.out", document)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 -m models.training.reference_trace")
    parser.add_argument("model", type=Path, help="model folder")
    parser.add_argument("--ids", required=True, help="token ids with commas, special tokens included")
    parser.add_argument("--out", type=Path, required=True, help="safetensors file to write, F32")
    options = parser.parse_args()
    ids = [int(number) for number in options.ids.split(",")]
    safetensors_file.write(options.out, trace(read_model(options.model), ids))


if __name__ == "__main__":
    main()
