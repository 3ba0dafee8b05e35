"""The attention kinds of `compact_bert`, one file each. A new kind is a class and a row of ATTENTION_KINDS."""

from torch import nn

from models.training.attention.linear import LinearAttention
from models.training.attention.linformer import LinformerAttention
from models.training.attention.pairwise import PairwiseAttention
from models.training.attention.shared import SharedAttention
from models.training.attention.standard import StandardAttention
from models.training.attention.symmetric import SymmetricAttention

ATTENTION_KINDS: dict[str, type[nn.Module]] = {
    "standard": StandardAttention,
    "symmetric": SymmetricAttention,
    "pairwise": PairwiseAttention,
    "shared": SharedAttention,
    "linformer": LinformerAttention,
    "linear": LinearAttention,
}

# The kinds with one score for every pair of tokens, which a mask can remove.
MASKABLE_KINDS = ("standard", "symmetric", "pairwise", "shared")
