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

std::vector<OutputColumn> ofTensors()
{
    return {{"name", "as in the file; of a missing one as its family calls it"},
            {"use", "what becomes of it", "used, unused, missing, ill-shaped, unreadable, not finite, ambiguous"},
            {"used_as", "what this program calls it; several names where weights are tied"},
            {"dtype", "type of its numbers"},
            {"shape", "its dimensions"},
            {"expected_shape", "of a missing or ill-shaped one the dimensions that it should have"},
            {"minimum", "smallest finite number"},
            {"maximum", "largest finite number"},
            {"norm", "square root of the sum of squares of the finite numbers"},
            {"zero_share", "share of exact zeros", "0 to 1"},
            {"not_finite", "how many numbers are NaN, an infinity or beyond 32-bit floats"}};
}

std::vector<OutputColumn> ofProduct(std::string_view name, std::string_view what)
{
    const std::string of = ", " + std::string(what);
    return under(name, {{"singular_values", "largest first, at most dh" + of},
                        {"stable_rank", "their squares' sum by the largest square" + of},
                        {"symmetric_share", "share of the squared norm in the symmetric part" + of, "0 to 1"},
                        {"antisymmetric_share", "the rest" + of, "0 to 1"}});
}

std::vector<OutputColumn> ofHeads()
{
    return {{"layer", "layer; LAMA has one"},
            {"head", "head of the layer"},
            {"pruned", "whether the head was pruned", "true, false"},
            {"from_uniform", "mean total variation of its rows from uniform attention", "0 to 1"},
            {"near_uniform", "whether that is below near_uniform_below", "true, false"},
            {"nearest_head", "the head of its layer that attends most like it"},
            {"from_nearest", "mean total variation between the two", "0 to 1"},
            {"attention_stable_rank", "stable rank of its attention, mean over the probe texts"}};
}

std::vector<OutputColumn> ofCheck()
{
    return joined({{{"findings", "what was found, a sentence each"},
                    {"probe_texts", "texts that the heads were run on"},
                    {"probe_tokens", "tokens of them"},
                    {"near_uniform_below", "mean total variation from uniform attention below which a head is near-uniform"},
                    {"near_identical_below", "mean total variation below which two heads of a layer are near-identical"},
                    {"near_identical_heads[].layer", "layer of two heads that attend to the same"},
                    {"near_identical_heads[].head", "one of them"},
                    {"near_identical_heads[].other_head", "the other one"},
                    {"near_identical_heads[].variation", "mean total variation between them", "0 to 1"},
                    {"heads_absent", "why no head was looked at; null where they were"},
                    {"weight_spectra_absent", "why there are no spectra of weights; null where there are"}},
                   under("tensors[].", ofTensors()),
                   under("heads[].", ofHeads()),
                   ofProduct("heads[].query_key.", "of W_Q W_K^T"),
                   ofProduct("heads[].value_output.", "of W_V · W_O")});
}

}  // namespace

std::vector<OutputDescription> infoOutputs()
{
    return {{"--json", joined({provenanceColumns(), ofEveryModel(), ofEncoders(), ofOneKind(), ofLama()})},
            {"--check --json", ofCheck()},
            {"--check --csv", ofTensors()}};
}

}  // namespace app
