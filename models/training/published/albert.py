"""ALBERT: the layers of a group are one layer, and words' vectors are narrower than hidden states."""

import torch
from torch import nn

from models.training.published.bert import BertSizes
from models.training.published.parts import ACTIVATIONS, Attention, Named, Record


class Layer(nn.Module):
    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        width = sizes.hidden_size
        self._activation = ACTIVATIONS[sizes.hidden_act]
        self.full_layer_layer_norm = nn.LayerNorm(width, sizes.layer_norm_eps)
        self.attention = Attention(width, sizes.num_attention_heads, ("query", "key", "value"))
        self.attention.dense = nn.Linear(width, width)
        self.attention.LayerNorm = nn.LayerNorm(width, sizes.layer_norm_eps)
        self.ffn = nn.Linear(width, sizes.intermediate_size)
        self.ffn_output = nn.Linear(sizes.intermediate_size, width)

    def forward(self, hidden: torch.Tensor, prefix: str, record: Record) -> torch.Tensor:
        attended = self.attention.LayerNorm(hidden + self.attention.dense(self.attention(hidden, prefix, record)))
        return self.full_layer_layer_norm(self.ffn_output(self._activation(self.ffn(attended))) + attended)


class AlbertModel(nn.Module):
    def __init__(self, sizes: BertSizes, groups: int, has_pooler: bool = False) -> None:
        super().__init__()
        self._layers, self._groups = sizes.num_hidden_layers, groups
        width = sizes.embedding_size
        self.embeddings = Named(word_embeddings=nn.Embedding(sizes.vocab_size, width),
                                position_embeddings=nn.Embedding(sizes.max_position_embeddings, width),
                                token_type_embeddings=nn.Embedding(sizes.type_vocab_size, width),
                                LayerNorm=nn.LayerNorm(width, sizes.layer_norm_eps))
        self.encoder = Named(embedding_hidden_mapping_in=nn.Linear(width, sizes.hidden_size),
                             albert_layer_groups=nn.ModuleList(
                                 Named(albert_layers=nn.ModuleList([Layer(sizes)])) for _ in range(groups)))
        if has_pooler:
            self.pooler = nn.Linear(sizes.hidden_size, sizes.hidden_size)

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        inputs = (self.embeddings.word_embeddings(ids) + self.embeddings.position_embeddings(torch.arange(len(ids)))
                  + self.embeddings.token_type_embeddings(torch.zeros_like(ids)))
        record("inputs", inputs)
        hidden = self.encoder.embedding_hidden_mapping_in(self.embeddings.LayerNorm(inputs))
        record("embeddings", hidden)
        for number in range(self._layers):
            group = self.encoder.albert_layer_groups[int(number / (self._layers / self._groups))]
            hidden = group.albert_layers[0](hidden, f"layer.{number}.", record)
            record(f"layer.{number}.hidden", hidden)
        return hidden


class AlbertForSequenceClassification(nn.Module):
    def __init__(self, sizes: BertSizes, groups: int, labels: int) -> None:
        super().__init__()
        self.albert = AlbertModel(sizes, groups, has_pooler=True)
        self.classifier = nn.Linear(sizes.hidden_size, labels)

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        return self.classifier(torch.tanh(self.albert.pooler(self.albert(ids, record)[0])))


class AlbertForMaskedLM(nn.Module):
    def __init__(self, sizes: BertSizes, groups: int) -> None:
        super().__init__()
        width = sizes.embedding_size
        self._activation = ACTIVATIONS[sizes.hidden_act]
        self.albert = AlbertModel(sizes, groups)
        self.predictions = Named(LayerNorm=nn.LayerNorm(width, sizes.layer_norm_eps),
                                 dense=nn.Linear(sizes.hidden_size, width))
        self.predictions.bias = nn.Parameter(torch.zeros(sizes.vocab_size))

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        hidden = self.predictions.LayerNorm(self._activation(self.predictions.dense(self.albert(ids, record))))
        return hidden @ self.albert.embeddings.word_embeddings.weight.T + self.predictions.bias
