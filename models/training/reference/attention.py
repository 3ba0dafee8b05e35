"""The attention kinds. Shapes: n tokens, H heads, dh head size, k Linformer's slots.

Each function of KINDS returns the tensors of a layer up to `head_output`; rows of the projections belong to head 0 first.
"""

import math
from typing import Callable

import numpy as np

from models.training.reference.attention_mask import kept_pairs
from models.training.reference.stored_model import StoredModel, Trace, softmax


def attention_trace(model: StoredModel, name: str, hidden: np.ndarray) -> Trace:
    """`name` is the prefix of the layer's tensors."""
    return KINDS[model.config.get("attention", {}).get("kind", "standard")](model, name, hidden)


def _standard(model: StoredModel, name: str, hidden: np.ndarray) -> Trace:
    query, key, value = (_projected(model, f"{name}.{part}", hidden) for part in ("query", "key", "value"))
    return _softmax_attention(model, query, key, value, np.einsum("hid,hjd->hij", query, key))


def _symmetric(model: StoredModel, name: str, hidden: np.ndarray) -> Trace:
    query, value = (_projected(model, f"{name}.{part}", hidden) for part in ("query", "value"))
    return _softmax_attention(model, query, query, value, np.einsum("hid,hjd->hij", query, query))


def _pairwise(model: StoredModel, name: str, hidden: np.ndarray) -> Trace:
    """S_ij = q_i^T M_h q_j / sqrt(dh)"""
    query, value = (_projected(model, f"{name}.{part}", hidden) for part in ("query", "value"))
    products = np.einsum("hid,hde,hje->hij", query, model.tensors[f"{name}.pairwise"], query)
    return _softmax_attention(model, query, query, value, products)


def _shared(model: StoredModel, name: str, hidden: np.ndarray) -> Trace:
    shared = model.linear(f"{name}.shared", hidden)
    query, key, value = (_heads(model, shared * model.tensors[f"{name}.{part}_scale"])
                         for part in ("query", "key", "value"))
    return _softmax_attention(model, query, key, value, np.einsum("hid,hjd->hij", query, key))


def _linformer(model: StoredModel, name: str, hidden: np.ndarray) -> Trace:
    """softmax(Q (E K)^T / sqrt(dh)) F V with the first n columns of E and F, H x k x n each."""
    query, key, value = (_projected(model, f"{name}.{part}", hidden) for part in ("query", "key", "value"))
    for_keys, for_values = (_length_projection(model, name, part)[:, :, :len(hidden)] for part in ("key", "value"))
    scores = np.einsum("hid,hkj,hjd->hik", query, for_keys, key) / math.sqrt(query.shape[2])
    attention = softmax(scores)
    effective = np.einsum("hik,hkj->hij", attention, for_values)
    return {"query": query, "key": key, "value": value, "scores": scores, "attention": attention,
            "effective": effective, "head_output": np.einsum("hij,hjd->hid", effective, value)}


def _length_projection(model: StoredModel, name: str, part: str) -> np.ndarray:
    """H x k x longest n, whichever heads, matrices and layers share it."""
    tensor = {"none": f"{name}.{part}_projection", "headwise": f"{name}.{part}_projection",
              "key_value": f"{name}.projection", "layerwise": "encoder.projection"}
    values = model.tensors[tensor[model.config["attention"]["sharing"]]]
    return np.broadcast_to(values, (model.config["num_attention_heads"], *values.shape[-2:]))


def _linear(model: StoredModel, name: str, hidden: np.ndarray) -> Trace:
    query, key, value = (_projected(model, f"{name}.{part}", hidden) for part in ("query", "key", "value"))
    if model.config["attention"]["variant"] == "efficient":
        attention = np.einsum("hid,hjd->hij", softmax(query), softmax(key, axis=1))  # n x n
        head_output = attention @ value
    else:
        attention = softmax(np.einsum("hjd,hje->hde", key, value) / math.sqrt(key.shape[2]))  # dh x dh
        head_output = query @ attention
    return {"query": query, "key": key, "value": value, "attention": attention, "head_output": head_output}


def _softmax_attention(model: StoredModel, query: np.ndarray, key: np.ndarray, value: np.ndarray,
                       products: np.ndarray) -> Trace:
    scores = products / math.sqrt(query.shape[2])
    attention = _masked_softmax(scores, kept_pairs(model, scores.shape[1]))
    return {"query": query, "key": key, "value": value, "scores": scores, "attention": attention,
            "head_output": np.einsum("hij,hjd->hid", attention, value)}


def _masked_softmax(scores: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Row by row over the kept keys alone; a row without any attends to nothing."""
    attention = np.zeros_like(scores)
    for head, query in np.ndindex(scores.shape[:2]):
        keys = kept[head, query]
        if keys.any():
            attention[head, query, keys] = softmax(scores[head, query, keys])
    return attention


def _projected(model: StoredModel, name: str, hidden: np.ndarray) -> np.ndarray:
    return _heads(model, model.linear(name, hidden))


def _heads(model: StoredModel, projected: np.ndarray) -> np.ndarray:
    """n x H*dh -> H x n x dh"""
    heads = model.config["num_attention_heads"]
    return projected.reshape(len(projected), heads, -1).transpose(1, 0, 2)


KINDS: dict[str, Callable[[StoredModel, str, np.ndarray], Trace]] = {
    "standard": _standard,
    "symmetric": _symmetric,
    "pairwise": _pairwise,
    "shared": _shared,
    "linformer": _linformer,
    "linear": _linear,
}
