"""The `bert` and `compact_bert` encoders (post-norm BERT) and the tasks on top of them.

Attribute names follow BERT, so that a state dictionary has the tensor names of a model file. Shapes in comments:
B examples, n tokens, D hidden size, H heads, dh head size, which need not be D / H.
"""

import math
from dataclasses import dataclass
from typing import Callable

import torch
from torch import nn
from torch.nn import functional

from models.training.trace import Recorder, prefixed, record_nothing

ACTIVATIONS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "gelu": functional.gelu,
    "gelu_new": lambda value: functional.gelu(value, approximate="tanh"),
    "relu": functional.relu,
}


@dataclass(frozen=True)
class EncoderConfig:
    vocab_size: int
    task: str = "ForSequenceClassification"  # a key of TASKS
    labels: tuple[str, ...] = ()
    hidden_size: int = 128
    num_hidden_layers: int = 2
    num_attention_heads: int = 4
    head_size: int = 32
    intermediate_size: int = 512
    hidden_act: str = "gelu"
    layer_norm_eps: float = 1e-12
    max_position_embeddings: int = 128
    type_vocab_size: int = 2
    attention_kind: str = "standard"  # a key of ATTENTION_KINDS
    dropout: float = 0.1

    @property
    def heads_width(self) -> int:
        return self.num_attention_heads * self.head_size


class StandardAttention(nn.Module):
    """Softmax over scaled dot products; returns the head outputs side by side, B x n x H*dh."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.head_size = config.head_size
        self.query = nn.Linear(config.hidden_size, config.heads_width)
        self.key = nn.Linear(config.hidden_size, config.heads_width)
        self.value = nn.Linear(config.hidden_size, config.heads_width)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, hidden: torch.Tensor, is_token: torch.Tensor, record: Recorder) -> torch.Tensor:
        query, key, value = (self._split_heads(projection(hidden))
                             for projection in (self.query, self.key, self.value))
        scores = query @ key.transpose(-1, -2) / math.sqrt(self.head_size)  # B x H x n x n
        attention = scores.masked_fill(~is_token[:, None, None, :], -math.inf).softmax(dim=-1)
        head_output = self.dropout(attention) @ value
        for name, tensor in (("query", query), ("key", key), ("value", value), ("scores", scores),
                             ("attention", attention), ("head_output", head_output)):
            record(name, tensor)
        return head_output.transpose(1, 2).flatten(2)

    def _split_heads(self, projected: torch.Tensor) -> torch.Tensor:
        """B x n x H*dh -> B x H x n x dh"""
        return projected.unflatten(2, (-1, self.head_size)).transpose(1, 2)


ATTENTION_KINDS: dict[str, type[nn.Module]] = {
    "standard": StandardAttention,
}


class ResidualOutput(nn.Module):
    """LayerNorm(residual + dense(value)), the end of both halves of a layer."""

    def __init__(self, width: int, config: EncoderConfig) -> None:
        super().__init__()
        self.dense = nn.Linear(width, config.hidden_size)
        self.LayerNorm = nn.LayerNorm(config.hidden_size, config.layer_norm_eps)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, value: torch.Tensor, residual: torch.Tensor) -> torch.Tensor:
        return self.LayerNorm(residual + self.dropout(self.dense(value)))


class Layer(nn.Module):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.attention = nn.ModuleDict({
            "self": ATTENTION_KINDS[config.attention_kind](config),
            "output": ResidualOutput(config.heads_width, config),
        })
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(config.hidden_size, config.intermediate_size)})
        self.output = ResidualOutput(config.intermediate_size, config)
        self.activation = ACTIVATIONS[config.hidden_act]

    def forward(self, hidden: torch.Tensor, is_token: torch.Tensor, record: Recorder) -> torch.Tensor:
        heads = self.attention["self"](hidden, is_token, record)
        hidden = self.attention["output"](heads, hidden)
        hidden = self.output(self.activation(self.intermediate["dense"](hidden)), hidden)
        record("hidden", hidden)
        return hidden


class Embeddings(nn.Module):
    """Word + position + the first token type, normalized."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(config.vocab_size, config.hidden_size)
        self.position_embeddings = nn.Embedding(config.max_position_embeddings, config.hidden_size)
        self.token_type_embeddings = nn.Embedding(config.type_vocab_size, config.hidden_size)
        self.LayerNorm = nn.LayerNorm(config.hidden_size, config.layer_norm_eps)
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        positions = self.position_embeddings.weight[:ids.shape[1]]
        return self.dropout(self.LayerNorm(
            self.word_embeddings(ids) + positions + self.token_type_embeddings.weight[0]))


class Encoder(nn.Module):
    """Encoder alone (architecture `...Model`); the tasks below add to it."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.embeddings = Embeddings(config)
        self.encoder = nn.ModuleDict({
            "layer": nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))})

    def forward(self, ids: torch.Tensor, is_token: torch.Tensor, record: Recorder = record_nothing) -> torch.Tensor:
        hidden = self.embeddings(ids)
        record("embeddings", hidden)
        for index, layer in enumerate(self.encoder["layer"]):
            hidden = layer(hidden, is_token, prefixed(record, f"layer.{index}"))
        return hidden


class SequenceClassifier(Encoder):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config)
        self.pooler = nn.ModuleDict({"dense": nn.Linear(config.hidden_size, config.hidden_size)})
        self.classifier = nn.Linear(config.hidden_size, len(config.labels))
        self.dropout = nn.Dropout(config.dropout)

    def forward(self, ids: torch.Tensor, is_token: torch.Tensor, record: Recorder = record_nothing) -> torch.Tensor:
        hidden = super().forward(ids, is_token, record)
        pooled = torch.tanh(self.pooler["dense"](hidden[:, 0]))
        logits = self.classifier(self.dropout(pooled))
        record("logits", logits)
        return logits


class MaskedWordPrediction(nn.Module):
    """The `cls.predictions` head; its decoder is the word embedding matrix."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.transform = nn.ModuleDict({
            "dense": nn.Linear(config.hidden_size, config.hidden_size),
            "LayerNorm": nn.LayerNorm(config.hidden_size, config.layer_norm_eps)})
        self.bias = nn.Parameter(torch.zeros(config.vocab_size))
        self.activation = ACTIVATIONS[config.hidden_act]

    def forward(self, hidden: torch.Tensor, word_embeddings: torch.Tensor) -> torch.Tensor:
        transformed = self.transform["LayerNorm"](self.activation(self.transform["dense"](hidden)))
        return functional.linear(transformed, word_embeddings, self.bias)


class MaskedLanguageModel(Encoder):
    """Logits are B x n x vocabulary."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__(config)
        self.cls = nn.ModuleDict({"predictions": MaskedWordPrediction(config)})

    def forward(self, ids: torch.Tensor, is_token: torch.Tensor, record: Recorder = record_nothing) -> torch.Tensor:
        hidden = super().forward(ids, is_token, record)
        logits = self.cls["predictions"](hidden, self.embeddings.word_embeddings.weight)
        record("logits", logits)
        return logits


TASKS: dict[str, type[Encoder]] = {
    "Model": Encoder,
    "ForSequenceClassification": SequenceClassifier,
    "ForMaskedLM": MaskedLanguageModel,
}


def create_encoder(config: EncoderConfig) -> Encoder:
    """A model with BERT's initial weights: normal with deviation 0.02, biases zero."""
    model = TASKS[config.task](config)
    for module in model.modules():
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, std=0.02)
        if isinstance(module, nn.Linear):
            nn.init.zeros_(module.bias)
    return model
