"""Shape and options of a `bert` or `compact_bert` encoder, and the tables' keys that they name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EncoderConfig:
    vocab_size: int
    task: str = "ForSequenceClassification"  # a key of encoder.TASKS
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
    attention_kind: str = "standard"  # a key of attention.ATTENTION_KINDS
    mask_kind: str = "full"  # a key of attention_mask.MASK_KINDS
    projected_length: int = 16  # Linformer's k
    sharing: str = "none"  # Linformer's: a key of attention.linformer.SHARING_MODES
    variant: str = "efficient"  # linear attention's: a key of attention.linear.VARIANTS
    dropout: float = 0.1

    @property
    def heads_width(self) -> int:
        return self.num_attention_heads * self.head_size
