#include "app/command_line/run_columns.h"

#include "core/analysis/importance/word_importance.h"

namespace app {

namespace {

std::vector<OutputColumn> outputColumns()
{
    return {{"logits", "what the head gives, a list over the outputs; empty without a classifier"},
            {"probabilities", "a list over the outputs; empty for a regression and without a classifier", "0 to 1"},
            {"prediction", "the predicted class, labels or value; null without a classifier"}};
}

std::vector<OutputColumn> ofSomeHeads()
{
    return {{"values", "of a regression: its values, a list"},
            {"predictions", "of several labels: those above 0.5, a list"}};
}

std::vector<OutputColumn> importanceColumns()
{
    std::vector<OutputColumn> columns;
    for (const core::ImportanceDescription &description : core::importanceDescriptions())
        columns.push_back({"importance." + std::string(description.id),
                           std::string(description.name) + ", a list over the tokens, or over the words with --unit word"});
    columns.push_back({"importance_absent.MEASURE", "why the model or the text has no such measure"});
    const std::vector<OutputColumn> others{
        {"importance_target", "the output that measures follow; null where there is none"},
        {"importance_target.class", "its name"},
        {"importance_target.quantity", "in which form", "probability, logit, value"},
        {"importance_target.position", "of a masked language model: the token that it guesses"},
        {"importance_target.completeness", "with integrated gradients: the sum of their values"},
        {"importance_target.difference", "what that sum ought to be: the output less that of the baseline"},
        {"importance_agreement.measures", "with --importance: the measures of the following, a list"},
        {"importance_agreement.kendall", "Kendall's tau-b, measures x measures", "-1 to 1"},
        {"importance_agreement.top_k_overlap", "common share of the most important fifth, measures x measures", "0 to 1"},
        {"importance_agreement.compared_by", "what the measures are ordered by, measures x measures", "value, magnitude"},
        {"importance_agreement.absent", "why there is no tau, measures x measures; null where there is one"},
        {"signed_map", "of a Linformer: true, as its map over tokens is signed and counts by its size"},
        {"guesses[].position", "of a masked language model: the token of a [MASK], from 0"},
        {"guesses[].pieces[].piece", "a piece of the vocabulary, the most probable of five first"},
        {"guesses[].pieces[].probability", "its probability", "0 to 1"}};
    columns.insert(columns.end(), others.begin(), others.end());
    return columns;
}

std::vector<OutputColumn> textColumns()
{
    return {{"text", "the text as given"},
            {"tokens", "pieces of the vocabulary, a list"},
            {"ids", "rows of the vocabulary, a list over the tokens"},
            {"word_index", "the word that each token is of, from 0, a list; -1 for a special one"},
            {"words", "with --unit word: the words as typed, a list"},
            {"dropped_tokens", "how many did not fit into the model's limit", "tokens"},
            {"output", "what the outputs are; null without a classifier", "softmax, sigmoid, regression"},
            {"labels", "names of the outputs, a list"}};
}

std::vector<OutputColumn> stageColumns()
{
    return {{"stage_milliseconds.tokenize", "time to split the text", "ms"},
            {"stage_milliseconds.forward", "time of the pass", "ms"},
            {"stage_milliseconds.analyze", "time of the measures", "ms"},
            {"milliseconds", "time of all of it", "ms"}};
}

}  // namespace

std::vector<OutputDescription> runOutputs()
{
    return {
        {"--json",
         joined({provenanceColumns(),
                 textColumns(),
                 outputColumns(),
                 ofSomeHeads(),
                 importanceColumns(),
                 stageColumns(),
                 under("timing.", stageColumns()),
                 maskFileColumns(),
                 {{"divergence",
                   "with a mask: Jensen-Shannon divergence of each head's attention from that without it, layers x heads",
                   "bits"}},
                 under("unmasked.", outputColumns()),
                 under("unmasked.", ofSomeHeads())})}};
}

}  // namespace app
