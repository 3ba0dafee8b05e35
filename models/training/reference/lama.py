"""LAMA. Shapes: n tokens, D the width of both GRU directions, m heads."""

from typing import Sequence

import numpy as np

from models.training.reference.stored_model import StoredModel, Trace, softmax


def lama_trace(model: StoredModel, ids: Sequence[int]) -> Trace:
    embedded = model.tensors["embeddings.weight"][ids]
    forward = _gru(model, "l0", embedded)
    backward = _gru(model, "l0_reverse", embedded[::-1])[::-1]
    states = np.concatenate([forward, backward], axis=1)  # H, n x D
    scores = _lama_scores(model, states)  # F, m x n
    attention = softmax(scores)  # A
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
