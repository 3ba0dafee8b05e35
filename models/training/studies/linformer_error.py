"""How well k dimensions reproduce a product P V with softmax attention P (Linformer, Wang et al. 2020)."""

import math
from typing import Sequence

import torch

from models.training import data
from models.training.encoder import Encoder
from models.training.studies import corpora
from models.training.studies.masked_model import MaskedModel, load
from models.training.studies.study import Row, Workplace

_EXAMPLES = 16


@torch.no_grad()
def approximation_errors(place: Workplace, model_name: str, run: MaskedModel, lengths: Sequence[int]) -> list[Row]:
    """Of a model with full attention, for each layer and k: means over heads and texts, which have the full length."""
    recorded = _recorded(place, model_name, run)
    generator = torch.Generator().manual_seed(1)
    rows: list[Row] = []
    for layer in range(run.layers):
        query, key, value, attention = (recorded[f"layer.{layer}.{name}"]
                                        for name in ("query", "key", "value", "attention"))
        left, strengths, right = torch.linalg.svd(attention)
        exact = attention @ value
        for k in lengths:
            truncated = left[..., :k] * strengths[..., None, :k] @ (right[..., :k, :] @ value)
            first, second = (torch.randn(k, run.length, generator=generator) / math.sqrt(k) for _ in range(2))
            scores = query @ (first @ key).transpose(-1, -2) / math.sqrt(run.head_size)
            rows.append({"layer": layer, "k": k,
                         "share": float((strengths[..., :k].sum(-1) / strengths.sum(-1)).mean()),
                         "truncated_error": _error(truncated, exact),
                         "projected_error": _error(attention @ first.T @ (first @ value), exact),
                         "random_error": _error(scores.softmax(-1) @ (second @ value), exact)})
    return rows


@torch.no_grad()
def learned_errors(place: Workplace, model_name: str, run: MaskedModel) -> list[Row]:
    """Of a Linformer, for each layer: its output against full attention over the same queries, keys and values."""
    recorded = _recorded(place, model_name, run)
    rows: list[Row] = []
    for layer in range(run.layers):
        query, key, value, output = (recorded[f"layer.{layer}.{name}"]
                                     for name in ("query", "key", "value", "head_output"))
        scores = query @ key.transpose(-1, -2) / math.sqrt(run.head_size)
        rows.append({"layer": layer, "learned_error": _error(output, scores.softmax(-1) @ value)})
    return rows


def _recorded(place: Workplace, model_name: str, run: MaskedModel) -> dict[str, torch.Tensor]:
    """What the model computes of the first test texts of the full length."""
    corpus = corpora.masked_corpus(place, run.text, run.length)
    model = load(place, model_name, run, corpus)
    whole = [example for example in corpus.test if len(example.ids) == run.length][:_EXAMPLES]
    batch = next(data.batches(whole, len(whole)))
    recorded: dict[str, torch.Tensor] = {}
    Encoder.forward(model, batch.ids, batch.is_token, recorded.__setitem__)
    return recorded


def _error(approximation: torch.Tensor, exact: torch.Tensor) -> float:
    """Relative Frobenius norm of the difference, mean over texts and heads."""
    return float((torch.linalg.matrix_norm(approximation - exact) / torch.linalg.matrix_norm(exact)).mean())
