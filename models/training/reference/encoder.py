"""BERT's encoder with any attention kind. Shapes: n tokens, D hidden size, H heads, dh head size."""

from typing import Sequence

import numpy as np

from models.training.reference.attention import attention_trace
from models.training.reference.stored_model import StoredModel, Trace


def encoder_trace(model: StoredModel, ids: Sequence[int]) -> Trace:
    result = {"embeddings": _embeddings(model, ids)}
    hidden = result["embeddings"]
    for layer in range(model.config["num_hidden_layers"]):
        steps = attention_trace(model, f"encoder.layer.{layer}.attention.self", hidden)
        steps["hidden"] = _layer_output(model, f"encoder.layer.{layer}", hidden, steps["head_output"])
        result |= {f"layer.{layer}.{name}": values for name, values in steps.items()}
        hidden = steps["hidden"]
    return result | _task_logits(model, hidden)


def _embeddings(model: StoredModel, ids: Sequence[int]) -> np.ndarray:
    words = model.tensors["embeddings.word_embeddings.weight"][ids]
    positions = model.tensors["embeddings.position_embeddings.weight"][:len(ids)]
    token_type = model.tensors["embeddings.token_type_embeddings.weight"][0]
    return model.layer_norm("embeddings.LayerNorm", words + positions + token_type)


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
