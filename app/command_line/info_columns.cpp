#include "app/command_line/info_columns.h"

namespace app {

namespace {

std::vector<OutputColumn> ofEncoders()
{
    return {{"attention", "kind of attention", "standard, symmetric, ..."},
            {"attention_mask", "mask that the model was trained with", "full, no_diagonal, structured, unstructured"},
            {"layers", "layers"},
            {"head_size", "width of one head, dh"},
            {"hidden_size", "width of the hidden state, D"},
            {"intermediate_size", "width of the feed-forward layer"},
            {"attention_without_output", "parameters of the attention without its output projection"},
            {"standard_attention", "parameters that standard attention of the same shape would have"},
            {"standard_without_output", "the same without its output projection"}};
}

std::vector<OutputColumn> ofOneKind()
{
    return {{"projected_length", "Linformer: slots k"},
            {"projection_sharing", "Linformer: who shares E and F", "none, headwise, key_value, layerwise"},
            {"variant", "linear attention", "efficient, context_first"}};
}

std::vector<OutputColumn> ofLama()
{
    return {{"gru_size", "LAMA: width of the GRU in one direction"},
            {"embedding_size", "LAMA: width of an embedding"},
            {"context", "LAMA: where the context comes from", "learned, mean"},
            {"token_mlp", "LAMA: whether a layer stands between GRU and attention", "true, false"},
            {"classifier_hidden_size", "LAMA: width of the classifier's hidden layer; 0 for a linear one"}};
}

std::vector<OutputColumn> ofEveryModel()
{
    return {{"name", "name of the model"},
            {"type", "type of the model", "bert, compact_bert, lama"},
            {"task", "what its head does", "classification, masked language model, encoder only"},
            {"output", "what the outputs of a classifier are"},
            {"labels", "names of the outputs, a list"},
            {"heads", "heads of a layer"},
            {"parameters", "trained numbers of the model"},
            {"attention_parameters", "those of the attention, with its output projection"},
            {"tokenizer", "kind of tokenizer"},
            {"vocabulary_size", "entries of the vocabulary"},
            {"token_limit", "the most tokens that a text may have", "tokens"},
            {"weights", "file that the weights are read by, and of a training checkpoint the dictionary in it"},
            {"checkpoint", "whether the file of weights fits", "fits"},
            {"unused_tensors", "names in the file that the model does not use, a list"},
            {"training", "what config.json tells of the training; null where it tells nothing"}};
}

}  // namespace

std::vector<OutputDescription> infoOutputs()
{
    return {{"--json", joined({provenanceColumns(), ofEveryModel(), ofEncoders(), ofOneKind(), ofLama()})}};
}

}  // namespace app
