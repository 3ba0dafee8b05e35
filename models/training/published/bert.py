"""BERT, RoBERTa (also XLM-RoBERTa and CamemBERT) and ELECTRA: one encoder, other positions, embeddings and heads."""

from dataclasses import dataclass, field

import torch
from torch import nn

from models.training.published.parts import ACTIVATIONS, Attention, Named, Record


@dataclass(frozen=True)
class BertSizes:
    vocab_size: int
    hidden_size: int = 24
    num_hidden_layers: int = 2
    num_attention_heads: int = 4
    intermediate_size: int = 32
    max_position_embeddings: int = 24
    type_vocab_size: int = 2
    embedding_size: int = 24
    layer_norm_eps: float = 1e-12
    hidden_act: str = "gelu"
    pad_token_id: int = 0
    positions_follow_padding: bool = False
    pruned_heads: dict[int, list[int]] = field(default_factory=dict)


class Layer(nn.Module):
    def __init__(self, sizes: BertSizes, pruned: int) -> None:
        super().__init__()
        width, heads = sizes.hidden_size, sizes.num_attention_heads
        self._activation = ACTIVATIONS[sizes.hidden_act]
        inner = width // heads * (heads - pruned)
        self.attention = Named(output=Named(dense=nn.Linear(inner, width),
                                            LayerNorm=nn.LayerNorm(width, sizes.layer_norm_eps)))
        # "self" is no name for an argument.
        setattr(self.attention, "self", Attention(width, heads, ("query", "key", "value"), heads - pruned))
        self.intermediate = Named(dense=nn.Linear(width, sizes.intermediate_size))
        self.output = Named(dense=nn.Linear(sizes.intermediate_size, width),
                            LayerNorm=nn.LayerNorm(width, sizes.layer_norm_eps))

    def forward(self, hidden: torch.Tensor, prefix: str, record: Record) -> torch.Tensor:
        context = getattr(self.attention, "self")(hidden, prefix, record)
        attended = self.attention.output.LayerNorm(self.attention.output.dense(context) + hidden)
        expanded = self._activation(self.intermediate.dense(attended))
        return self.output.LayerNorm(self.output.dense(expanded) + attended)


class BertModel(nn.Module):
    """projects: whether words' vectors are taken to the hidden size, as ELECTRA does where the two differ."""

    def __init__(self, sizes: BertSizes, has_pooler: bool = False) -> None:
        super().__init__()
        self._sizes = sizes
        width = sizes.embedding_size
        self.embeddings = Named(word_embeddings=nn.Embedding(sizes.vocab_size, width),
                                position_embeddings=nn.Embedding(sizes.max_position_embeddings, width),
                                token_type_embeddings=nn.Embedding(sizes.type_vocab_size, width),
                                LayerNorm=nn.LayerNorm(width, sizes.layer_norm_eps))
        if width != sizes.hidden_size:
            self.embeddings_project = nn.Linear(width, sizes.hidden_size)
        self.encoder = Named(layer=nn.ModuleList(Layer(sizes, len(sizes.pruned_heads.get(number, ())))
                                                 for number in range(sizes.num_hidden_layers)))
        if has_pooler:
            self.pooler = Named(dense=nn.Linear(sizes.hidden_size, sizes.hidden_size))

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        first = self._sizes.pad_token_id + 1 if self._sizes.positions_follow_padding else 0
        positions = torch.arange(first, first + len(ids))
        inputs = (self.embeddings.word_embeddings(ids) + self.embeddings.position_embeddings(positions)
                  + self.embeddings.token_type_embeddings(torch.zeros_like(ids)))
        record("inputs", inputs)
        hidden = self.embeddings.LayerNorm(inputs)
        if hasattr(self, "embeddings_project"):
            hidden = self.embeddings_project(hidden)
        record("embeddings", hidden)
        for number, layer in enumerate(self.encoder.layer):
            hidden = layer(hidden, f"layer.{number}.", record)
            record(f"layer.{number}.hidden", hidden)
        return hidden


class BertForSequenceClassification(nn.Module):
    def __init__(self, sizes: BertSizes, labels: int) -> None:
        super().__init__()
        self.bert = BertModel(sizes, has_pooler=True)
        self.classifier = nn.Linear(sizes.hidden_size, labels)

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        hidden = self.bert(ids, record)
        return self.classifier(torch.tanh(self.bert.pooler.dense(hidden[0])))


class BertForPreTraining(nn.Module):
    """Both heads of the pre-training; only the guesses of words are computed."""

    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        self._activation = ACTIVATIONS[sizes.hidden_act]
        self.bert = BertModel(sizes, has_pooler=True)
        width = sizes.hidden_size
        predictions = Named(transform=Named(dense=nn.Linear(width, width),
                                            LayerNorm=nn.LayerNorm(width, sizes.layer_norm_eps)))
        predictions.bias = nn.Parameter(torch.zeros(sizes.vocab_size))
        self.cls = Named(predictions=predictions, seq_relationship=nn.Linear(width, 2))

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        predictions = self.cls.predictions
        hidden = self._activation(predictions.transform.dense(self.bert(ids, record)))
        embeddings = self.bert.embeddings.word_embeddings.weight
        return predictions.transform.LayerNorm(hidden) @ embeddings.T + predictions.bias


class RobertaForSequenceClassification(nn.Module):
    def __init__(self, sizes: BertSizes, labels: int) -> None:
        super().__init__()
        self.roberta = BertModel(sizes)
        self.classifier = Named(dense=nn.Linear(sizes.hidden_size, sizes.hidden_size),
                                out_proj=nn.Linear(sizes.hidden_size, labels))

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        hidden = self.roberta(ids, record)
        return self.classifier.out_proj(torch.tanh(self.classifier.dense(hidden[0])))


class RobertaForMaskedLM(nn.Module):
    """With a decoder of its own, as checkpoints have whose embeddings are not tied."""

    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        self.roberta = BertModel(sizes)
        width = sizes.hidden_size
        self.lm_head = Named(dense=nn.Linear(width, width), layer_norm=nn.LayerNorm(width, sizes.layer_norm_eps),
                             decoder=nn.Linear(width, sizes.vocab_size, bias=False))
        self.lm_head.bias = nn.Parameter(torch.zeros(sizes.vocab_size))

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        hidden = ACTIVATIONS["gelu"](self.lm_head.dense(self.roberta(ids, record)))
        return self.lm_head.decoder(self.lm_head.layer_norm(hidden)) + self.lm_head.bias


class ElectraForSequenceClassification(nn.Module):
    def __init__(self, sizes: BertSizes, labels: int) -> None:
        super().__init__()
        self.electra = BertModel(sizes)
        self.classifier = Named(dense=nn.Linear(sizes.hidden_size, sizes.hidden_size),
                                out_proj=nn.Linear(sizes.hidden_size, labels))

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        hidden = self.electra(ids, record)
        return self.classifier.out_proj(ACTIVATIONS["gelu"](self.classifier.dense(hidden[0])))


class ElectraForMaskedLM(nn.Module):
    """The generator: its words are as narrow as its embeddings, which the decoder is tied to."""

    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        self.electra = BertModel(sizes)
        width = sizes.embedding_size
        self.generator_predictions = Named(LayerNorm=nn.LayerNorm(width, sizes.layer_norm_eps),
                                           dense=nn.Linear(sizes.hidden_size, width))
        self.generator_lm_head = Named()
        self.generator_lm_head.bias = nn.Parameter(torch.zeros(sizes.vocab_size))

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        hidden = ACTIVATIONS["gelu"](self.generator_predictions.dense(self.electra(ids, record)))
        embeddings = self.electra.embeddings.word_embeddings.weight
        return self.generator_predictions.LayerNorm(hidden) @ embeddings.T + self.generator_lm_head.bias
