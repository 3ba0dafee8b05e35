"""How a trained encoder's attention is spread: what tells heads that choose from heads that look at everything."""

import copy
import math
from typing import Sequence

import torch
from torch import nn

from models.training import data
from models.training.encoder import Encoder

_EXAMPLES = 64


@torch.no_grad()
def spread_of_scores(model: Encoder, examples: Sequence[data.Example]) -> dict[str, float]:
    """For each layer: the standard deviation of a query's scores, mean and largest over the heads, and the entropy of a
    query's attention as a share of the largest that its number of keys allows, mean and smallest over the heads.

    Over the longest of the first examples, which are texts without padding.
    """
    longest = max(len(example.ids) for example in examples)
    whole = [example for example in examples if len(example.ids) == longest][:_EXAMPLES]
    batch = next(data.batches(whole, len(whole)))
    recorded: dict[str, torch.Tensor] = {}
    Encoder.forward(model, batch.ids, batch.is_token, recorded.__setitem__)
    figures: dict[str, float] = {}
    for layer in range(len(model.encoder.layer)):
        deviation = recorded[f"layer.{layer}.scores"].std(dim=-1).mean(dim=(0, 2))
        attention = recorded[f"layer.{layer}.attention"]
        entropy = -(attention * attention.clamp(min=1e-12).log()).sum(dim=-1).mean(dim=(0, 2))
        share = entropy / math.log(attention.shape[-1])
        figures |= {f"score_deviation_{layer}": float(deviation.mean()),
                    f"score_deviation_largest_{layer}": float(deviation.max()),
                    f"entropy_{layer}": float(share.mean()), f"entropy_smallest_{layer}": float(share.min())}
    return figures


@torch.no_grad()
def with_uniform_attention(model: nn.Module) -> nn.Module:
    """A copy in which every score is zero, so that every head weighs all tokens alike."""
    uniform = copy.deepcopy(model)
    for layer in uniform.encoder.layer:
        attention = layer.attention["self"]
        if hasattr(attention, "query"):
            attention.query.weight.zero_()
            attention.query.bias.zero_()
        else:
            attention.query_scale.zero_()
    return uniform
