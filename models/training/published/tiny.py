"""Small published models with random weights: for each family its heads, and what an engine can get wrong of it."""

from dataclasses import dataclass, field

from torch import nn

from models.training.published.albert import AlbertForMaskedLM, AlbertForSequenceClassification
from models.training.published.bert import (BertForPreTraining, BertForSequenceClassification, BertModel, BertSizes,
                                            ElectraForMaskedLM, ElectraForSequenceClassification, RobertaForMaskedLM,
                                            RobertaForSequenceClassification)
from models.training.published.distilbert import DistilBertForMaskedLM, DistilBertForSequenceClassification
from models.training.published.gpt2 import Gpt2ForSequenceClassification, Gpt2LmHeadModel, Gpt2Sizes
from models.training.tiny_models import VOCABULARY

_V = len(VOCABULARY)
_LABELS = ("negative", "positive", "mixed")


@dataclass(frozen=True)
class PublishedModel:
    model: nn.Module
    config: dict[str, object] = field(default_factory=dict)


def _names(labels: tuple[str, ...] = _LABELS) -> dict[str, object]:
    return {"id2label": {str(index): name for index, name in enumerate(labels)},
            "label2id": {name: index for index, name in enumerate(labels)}}


def _bert(model_type: str, architecture: str, sizes: BertSizes, **more: object) -> dict[str, object]:
    content = {"model_type": model_type, "architectures": [architecture], "vocab_size": sizes.vocab_size,
               "hidden_size": sizes.hidden_size, "num_hidden_layers": sizes.num_hidden_layers,
               "num_attention_heads": sizes.num_attention_heads, "intermediate_size": sizes.intermediate_size,
               "max_position_embeddings": sizes.max_position_embeddings, "type_vocab_size": sizes.type_vocab_size,
               "layer_norm_eps": sizes.layer_norm_eps, "hidden_act": sizes.hidden_act,
               "pad_token_id": sizes.pad_token_id}
    return content | more


def _distilbert(architecture: str, sizes: BertSizes, **more: object) -> dict[str, object]:
    return {"model_type": "distilbert", "architectures": [architecture], "vocab_size": sizes.vocab_size,
            "dim": sizes.hidden_size, "n_layers": sizes.num_hidden_layers, "n_heads": sizes.num_attention_heads,
            "hidden_dim": sizes.intermediate_size, "max_position_embeddings": sizes.max_position_embeddings,
            "activation": sizes.hidden_act, "pad_token_id": 0, "sinusoidal_pos_embds": False} | more


def _gpt2(architecture: str, sizes: Gpt2Sizes, **more: object) -> dict[str, object]:
    return {"model_type": "gpt2", "architectures": [architecture], "vocab_size": sizes.vocab_size,
            "n_embd": sizes.n_embd, "n_layer": sizes.n_layer, "n_head": sizes.n_head, "n_inner": None,
            "n_positions": sizes.n_positions, "layer_norm_epsilon": sizes.layer_norm_epsilon,
            "activation_function": "gelu_new"} | more


def published_models() -> dict[str, PublishedModel]:
    bert = BertSizes(_V, num_attention_heads=3)
    pruned = BertSizes(_V, pruned_heads={0: [1, 3], 1: [0]})
    roberta = BertSizes(_V, type_vocab_size=1, layer_norm_eps=1e-5, pad_token_id=1, positions_follow_padding=True)
    electra = BertSizes(_V, hidden_size=24, embedding_size=12)
    wide_electra = BertSizes(_V, num_hidden_layers=1)
    albert = BertSizes(_V, num_hidden_layers=4, hidden_size=24, embedding_size=10, hidden_act="gelu_new")
    distilbert = BertSizes(_V, num_hidden_layers=3)
    gpt2 = Gpt2Sizes(_V)
    sequence = "ForSequenceClassification"
    return {
        "bert-pre-training": PublishedModel(BertForPreTraining(bert), _bert("bert", "BertForPreTraining", bert)),
        "bert-pruned-heads": PublishedModel(BertForSequenceClassification(pruned, len(_LABELS)),
                                            _bert("bert", "Bert" + sequence, pruned, **_names(),
                                                  pruned_heads={str(layer): heads for layer, heads
                                                                in pruned.pruned_heads.items()})),
        "bert-encoder": PublishedModel(BertModel(bert, has_pooler=True), _bert("bert", "BertModel", bert)),
        "distilbert-classifier": PublishedModel(DistilBertForSequenceClassification(distilbert, len(_LABELS)),
                                                _distilbert("DistilBert" + sequence, distilbert, **_names())),
        "distilbert-masked-lm": PublishedModel(DistilBertForMaskedLM(distilbert),
                                               _distilbert("DistilBertForMaskedLM", distilbert)),
        "roberta-classifier": PublishedModel(RobertaForSequenceClassification(roberta, len(_LABELS)),
                                             _bert("roberta", "Roberta" + sequence, roberta, **_names())),
        "roberta-masked-lm": PublishedModel(RobertaForMaskedLM(roberta),
                                            _bert("roberta", "RobertaForMaskedLM", roberta)),
        "xlm-roberta-classifier": PublishedModel(RobertaForSequenceClassification(roberta, len(_LABELS)),
                                                 _bert("xlm-roberta", "XLMRoberta" + sequence, roberta, **_names())),
        "camembert-masked-lm": PublishedModel(RobertaForMaskedLM(roberta),
                                              _bert("camembert", "CamembertForMaskedLM", roberta)),
        "electra-classifier": PublishedModel(ElectraForSequenceClassification(electra, len(_LABELS)),
                                             _bert("electra", "Electra" + sequence, electra, **_names(),
                                                   embedding_size=electra.embedding_size)),
        "electra-generator": PublishedModel(ElectraForMaskedLM(electra),
                                            _bert("electra", "ElectraForMaskedLM", electra,
                                                  embedding_size=electra.embedding_size)),
        "electra-wide": PublishedModel(ElectraForSequenceClassification(wide_electra, 2),
                                       _bert("electra", "Electra" + sequence, wide_electra, **_names(_LABELS[:2]),
                                             embedding_size=wide_electra.embedding_size)),
        "albert-classifier": PublishedModel(AlbertForSequenceClassification(albert, 1, len(_LABELS)),
                                            _bert("albert", "Albert" + sequence, albert, **_names(),
                                                  embedding_size=albert.embedding_size, num_hidden_groups=1,
                                                  inner_group_num=1)),
        "albert-two-groups": PublishedModel(AlbertForMaskedLM(albert, 2),
                                            _bert("albert", "AlbertForMaskedLM", albert,
                                                  embedding_size=albert.embedding_size, num_hidden_groups=2,
                                                  inner_group_num=1)),
        "gpt2-classifier": PublishedModel(Gpt2ForSequenceClassification(gpt2, len(_LABELS)),
                                          _gpt2("GPT2" + sequence, gpt2, **_names())),
        "gpt2-language-model": PublishedModel(Gpt2LmHeadModel(gpt2), _gpt2("GPT2LMHeadModel", gpt2)),
    }
