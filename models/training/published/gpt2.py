"""GPT-2: no token attends to those behind it, and LayerNorms stand before attention and feed-forward step."""

from dataclasses import dataclass

import torch
from torch import nn

from models.training.published.parts import ACTIVATIONS, Named, Record, attend, heads_of


@dataclass(frozen=True)
class Gpt2Sizes:
    vocab_size: int
    n_embd: int = 24
    n_layer: int = 2
    n_head: int = 4
    n_positions: int = 24
    layer_norm_epsilon: float = 1e-5


class Conv1D(nn.Module):
    """A linear layer whose weight is stored inputs x outputs."""

    def __init__(self, outputs: int, inputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(inputs, outputs))
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return values @ self.weight + self.bias


class Block(nn.Module):
    def __init__(self, sizes: Gpt2Sizes) -> None:
        super().__init__()
        width = sizes.n_embd
        self._heads = sizes.n_head
        self.ln_1 = nn.LayerNorm(width, sizes.layer_norm_epsilon)
        self.attn = Named(c_attn=Conv1D(3 * width, width), c_proj=Conv1D(width, width))
        self.ln_2 = nn.LayerNorm(width, sizes.layer_norm_epsilon)
        self.mlp = Named(c_fc=Conv1D(4 * width, width), c_proj=Conv1D(width, 4 * width))

    def forward(self, hidden: torch.Tensor, prefix: str, record: Record) -> torch.Tensor:
        query, key, value = (heads_of(part.contiguous(), self._heads)
                             for part in self.attn.c_attn(self.ln_1(hidden)).chunk(3, dim=-1))
        hidden = hidden + self.attn.c_proj(attend(query, key, value, True, prefix, record))
        return hidden + self.mlp.c_proj(ACTIVATIONS["gelu_new"](self.mlp.c_fc(self.ln_2(hidden))))


class Gpt2Model(nn.Module):
    def __init__(self, sizes: Gpt2Sizes) -> None:
        super().__init__()
        self.wte = nn.Embedding(sizes.vocab_size, sizes.n_embd)
        self.wpe = nn.Embedding(sizes.n_positions, sizes.n_embd)
        self.h = nn.ModuleList(Block(sizes) for _ in range(sizes.n_layer))
        self.ln_f = nn.LayerNorm(sizes.n_embd, sizes.layer_norm_epsilon)

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        hidden = self.wte(ids) + self.wpe(torch.arange(len(ids)))
        record("inputs", hidden)
        record("embeddings", hidden)
        for number, block in enumerate(self.h):
            hidden = block(hidden, f"layer.{number}.", record)
            record(f"layer.{number}.hidden", hidden)
        return self.ln_f(hidden)


class Gpt2ForSequenceClassification(nn.Module):
    def __init__(self, sizes: Gpt2Sizes, labels: int) -> None:
        super().__init__()
        self.transformer = Gpt2Model(sizes)
        self.score = nn.Linear(sizes.n_embd, labels, bias=False)

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        return self.score(self.transformer(ids, record)[-1])


class Gpt2LmHeadModel(nn.Module):
    def __init__(self, sizes: Gpt2Sizes) -> None:
        super().__init__()
        self.transformer = Gpt2Model(sizes)

    def forward(self, ids: torch.Tensor, record: Record) -> torch.Tensor:
        return self.transformer(ids, record) @ self.transformer.wte.weight.T
