"""Writes a model folder: config.json, model.safetensors, vocab.txt, tokenizer_config.json."""

import json
from pathlib import Path
from typing import Mapping, Sequence

import numpy as np
from torch import nn

from models.training import safetensors_file, vocabulary
from models.training.encoder_config import EncoderConfig
from models.training.lama import LamaConfig

_BERT_PREFIX = "bert."
# The parts of an ordinary BERT checkpoint that stand beside `bert.` and not inside it.
_TASK_PARTS = ("classifier.", "cls.")


def write(folder: Path, config: Mapping[str, object], tensors: Mapping[str, np.ndarray], tokens: Sequence[str],
          dtype: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _write_json(folder / "config.json", config)
    safetensors_file.write(folder / "model.safetensors", tensors, dtype, {"format": "pt"})
    vocabulary.write(folder / "vocab.txt", tokens)
    _write_json(folder / "tokenizer_config.json",
                {"do_lower_case": True, "add_special_tokens": config["model_type"] != "lama"})


def model_config(config: EncoderConfig | LamaConfig) -> dict[str, object]:
    return _lama_config(config) if isinstance(config, LamaConfig) else _encoder_config(config)


def bert_model_config(config: EncoderConfig) -> dict[str, object]:
    """The configuration of an ordinary Hugging Face BERT, which knows neither head sizes nor attention kinds."""
    content = _encoder_config(config)
    del content["head_size"], content["attention"]
    return content | {"model_type": "bert", "architectures": ["Bert" + config.task]}


def tensors_of(model: nn.Module) -> dict[str, np.ndarray]:
    return {name: value.detach().cpu().numpy() for name, value in model.state_dict().items()}


def with_bert_prefix(tensors: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name if name.startswith(_TASK_PARTS) else _BERT_PREFIX + name: values
            for name, values in tensors.items()}


def _encoder_config(config: EncoderConfig) -> dict[str, object]:
    return {
        "model_type": "compact_bert",
        "architectures": ["CompactBert" + config.task],
        "hidden_size": config.hidden_size,
        "num_hidden_layers": config.num_hidden_layers,
        "num_attention_heads": config.num_attention_heads,
        "head_size": config.head_size,
        "intermediate_size": config.intermediate_size,
        "hidden_act": config.hidden_act,
        "layer_norm_eps": config.layer_norm_eps,
        "max_position_embeddings": config.max_position_embeddings,
        "type_vocab_size": config.type_vocab_size,
        "vocab_size": config.vocab_size,
        "pad_token_id": 0,
        "attention": _attention_config(config),
        **({"attention_mask": {"kind": config.mask_kind}} if config.mask_kind != "full" else {}),
        **_label_names(config.labels),
    }


def _attention_config(config: EncoderConfig) -> dict[str, object]:
    content: dict[str, object] = {"kind": config.attention_kind}
    if config.attention_kind == "linformer":
        content |= {"projected_length": config.projected_length, "max_length": config.max_position_embeddings,
                    "sharing": config.sharing}
    if config.attention_kind == "linear":
        content["variant"] = config.variant
    return content


def _lama_config(config: LamaConfig) -> dict[str, object]:
    return {
        "model_type": "lama",
        "architectures": ["LamaForSequenceClassification"],
        "embedding_size": config.embedding_size,
        "hidden_size": config.hidden_size,
        "num_attention_heads": config.num_attention_heads,
        "context": config.context,
        "token_mlp": config.token_mlp,
        **({"score_scale": config.score_scale} if config.score_scale != 1.0 else {}),
        "classifier_hidden_size": config.classifier_hidden_size,
        "vocab_size": config.vocab_size,
        "pad_token_id": 0,
        **_label_names(config.labels),
    }


def _label_names(labels: Sequence[str]) -> dict[str, object]:
    return {"id2label": {str(index): label for index, label in enumerate(labels)}} if labels else {}


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
