"""The `bert` and `compact_bert` encoders (post-norm BERT) and the tasks on top of them.

Attribute names follow BERT, so that a state dictionary has the tensor names of a model file.
"""

from typing import Callable

import torch
from torch import nn
from torch.nn import functional

from models.training.attention import ATTENTION_KINDS, MASKABLE_KINDS
from models.training.attention.heads import Surroundings
from models.training.attention.linformer import length_projection
from models.training.attention_mask import MASK_KINDS, SoftGates
from models.training.encoder_config import EncoderConfig
from models.training.trace import Recorder, prefixed, record_nothing

ACTIVATIONS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "gelu": functional.gelu,
    "gelu_new": lambda value: functional.gelu(value, approximate="tanh"),
    "relu": functional.relu,
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

    def forward(self, hidden: torch.Tensor, surroundings: Surroundings, record: Recorder) -> torch.Tensor:
        heads = self.attention["self"](hidden, surroundings, record)
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


class LayerStack(nn.Module):
    """The layers and what they share: the mask that the model is trained with, and a layerwise Linformer projection."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.layer = nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))
        self.attention_mask = MASK_KINDS[config.mask_kind](config)
        is_layerwise = config.attention_kind == "linformer" and config.sharing == "layerwise"
        self.projection = length_projection(config) if is_layerwise else None

    def forward(self, hidden: torch.Tensor, is_token: torch.Tensor, record: Recorder) -> torch.Tensor:
        mask = None if self.attention_mask is None else self.attention_mask(hidden.shape[1])
        acts_after_softmax = isinstance(self.attention_mask, SoftGates)
        surroundings = Surroundings(is_token, None if acts_after_softmax else mask, mask if acts_after_softmax else None,
                                    self.projection)
        for index, layer in enumerate(self.layer):
            hidden = layer(hidden, surroundings, prefixed(record, f"layer.{index}"))
        return hidden


class Encoder(nn.Module):
    """Encoder alone (architecture `...Model`); the tasks below add to it."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.embeddings = Embeddings(config)
        self.encoder = LayerStack(config)

    def forward(self, ids: torch.Tensor, is_token: torch.Tensor, record: Recorder = record_nothing) -> torch.Tensor:
        hidden = self.embeddings(ids)
        record("embeddings", hidden)
        return self.encoder(hidden, is_token, record)


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

    def logits_at(self, chosen: torch.Tensor, ids: torch.Tensor, is_token: torch.Tensor) -> torch.Tensor:
        """The logits where `chosen` is true alone: training needs one token in seven."""
        hidden = super().forward(ids, is_token)
        return self.cls["predictions"](hidden[chosen], self.embeddings.word_embeddings.weight)


TASKS: dict[str, type[Encoder]] = {
    "Model": Encoder,
    "ForSequenceClassification": SequenceClassifier,
    "ForMaskedLM": MaskedLanguageModel,
}


def create_encoder(config: EncoderConfig) -> Encoder:
    """A model with BERT's initial weights: normal with deviation 0.02, biases zero."""
    if config.mask_kind != "full" and config.attention_kind not in MASKABLE_KINDS:
        raise ValueError(f"{config.attention_kind} attention has no pairs of tokens for a {config.mask_kind} mask")
    model = TASKS[config.task](config)
    for module in model.modules():
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, std=0.02)
        if isinstance(module, nn.Linear):
            nn.init.zeros_(module.bias)
    return model
