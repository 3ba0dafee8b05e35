"""DistilBERT: BERT's layers under other names, without token types and pooler."""

import torch
from torch import nn

from models.training.published.bert import BertSizes
from models.training.published.parts import ACTIVATIONS, Attention, Named, Record


class Layer(nn.Module):
    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        width = sizes.hidden_size
        self._activation = ACTIVATIONS[sizes.hidden_act]
        self.attention = Attention(width, sizes.num_attention_heads, ("q_lin", "k_lin", "v_lin"))
        self.attention.out_lin = nn.Linear(width, width)
        self.sa_layer_norm = nn.LayerNorm(width, 1e-12)
        self.ffn = Named(lin1=nn.Linear(width, sizes.intermediate_size), lin2=nn.Linear(sizes.intermediate_size, width))
        self.output_layer_norm = nn.LayerNorm(width, 1e-12)

    def forward(self, hidden: torch.Tensor, prefix: str, record: Record) -> torch.Tensor:
        attended = self.sa_layer_norm(self.attention.out_lin(self.attention(hidden, prefix, record)) + hidden)
        return self.output_layer_norm(self.ffn.lin2(self._activation(self.ffn.lin1(attended))) + attended)


class DistilBertModel(nn.Module):
    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        width = sizes.hidden_size
        self.embeddings = Named(word_embeddings=nn.Embedding(sizes.vocab_size, width),
                                position_embeddings=nn.Embedding(sizes.max_position_embeddings, width),
                                LayerNorm=nn.LayerNorm(width, 1e-12))
        self.transformer = Named(layer=nn.ModuleList(Layer(sizes) for _ in range(sizes.num_hidden_layers)))

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        inputs = self.embeddings.word_embeddings(ids) + self.embeddings.position_embeddings(torch.arange(len(ids)))
        record("inputs", inputs)
        hidden = self.embeddings.LayerNorm(inputs)
        record("embeddings", hidden)
        for number, layer in enumerate(self.transformer.layer):
            hidden = layer(hidden, f"layer.{number}.", record)
            record(f"layer.{number}.hidden", hidden)
        return hidden


class DistilBertForSequenceClassification(nn.Module):
    def __init__(self, sizes: BertSizes, labels: int) -> None:
        super().__init__()
        self.distilbert = DistilBertModel(sizes)
        self.pre_classifier = nn.Linear(sizes.hidden_size, sizes.hidden_size)
        self.classifier = nn.Linear(sizes.hidden_size, labels)

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        return self.classifier(torch.relu(self.pre_classifier(self.distilbert(ids, record)[0])))


class DistilBertForMaskedLM(nn.Module):
    def __init__(self, sizes: BertSizes) -> None:
        super().__init__()
        width = sizes.hidden_size
        self._activation = ACTIVATIONS[sizes.hidden_act]
        self.distilbert = DistilBertModel(sizes)
        self.vocab_transform = nn.Linear(width, width)
        self.vocab_layer_norm = nn.LayerNorm(width, 1e-12)
        self.vocab_projector = nn.Linear(width, sizes.vocab_size)

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        hidden = self._activation(self.vocab_transform(self.distilbert(ids, record)))
        return self.vocab_projector(self.vocab_layer_norm(hidden))
