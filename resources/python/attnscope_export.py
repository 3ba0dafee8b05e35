"""Writes the attention of any model to a file that Attnscope opens. Needs NumPy alone.

    from transformers import AutoModel, AutoTokenizer
    from attnscope_export import export

    tokenizer, model = AutoTokenizer.from_pretrained(NAME), AutoModel.from_pretrained(NAME)
    inputs = tokenizer("A gripping, funny and surprisingly tender film.", return_tensors="pt")
    export("film.safetensors", model(**inputs, output_attentions=True).attentions,
           tokenizer.convert_ids_to_tokens(inputs["input_ids"][0]))
"""

import json
import struct
from typing import Any, Sequence

import numpy as np


def export(path: str, attentions: Any, tokens: Sequence[str]) -> None:
    """Writes one text's attention.

    attentions: what transformers returns, a matrix of heads x n x n for each layer, each alone in its batch; or one array of
    layers x heads x n x n. PyTorch's, TensorFlow's, JAX's and NumPy's arrays will do. A model without attention in some
    layers, as long inputs have it, is refused.
    tokens: the n tokens as the tokenizer spells them, special ones included.
    path: ends in .safetensors.
    """
    if not str(path).endswith(".safetensors"):
        raise ValueError(f"{path} does not end in .safetensors, which is what is written")
    layers = [_layer(values, number) for number, values in enumerate(attentions)]
    if not layers:
        raise ValueError("there are no layers")
    for number, layer in enumerate(layers):
        if layer.shape != layers[0].shape:
            raise ValueError(f"layer {number} has the shape {layer.shape}, the first one {layers[0].shape}")
    if len(tokens) != layers[0].shape[-1]:
        raise ValueError(f"there are {len(tokens)} tokens, but the maps are between {layers[0].shape[-1]}")
    header: dict[str, Any] = {"__metadata__": {"tokens": json.dumps(list(tokens), ensure_ascii=False)}}
    begin = 0
    for number, layer in enumerate(layers):
        header[f"layer.{number}.attention"] = {"dtype": "F32", "shape": list(layer.shape),
                                               "data_offsets": [begin, begin + layer.nbytes]}
        begin += layer.nbytes
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for layer in layers:
            file.write(layer.tobytes())


def _layer(values: Any, number: int) -> np.ndarray:
    """heads x n x n, as F32 in C order"""
    if values is None:
        raise ValueError(f"layer {number} has no attention; load the model with attn_implementation=\"eager\"")
    if hasattr(values, "detach"):  # PyTorch
        values = values.detach().cpu().float()
    layer = np.ascontiguousarray(np.asarray(values), dtype="<f4")
    if layer.ndim == 4 and layer.shape[0] == 1:
        layer = layer[0]
    if layer.ndim != 3 or layer.shape[1] != layer.shape[2]:
        raise ValueError(f"layer {number} has the shape {np.shape(values)}, expected 1 x heads x n x n or heads x n x n")
    return layer
