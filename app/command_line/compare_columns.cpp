#include "app/command_line/compare_columns.h"

namespace app {

namespace {

std::vector<OutputColumn> comparisonColumns()
{
    return {{"model", "name of the model"},
            {"hidden_size", "width of its hidden state, D"},
            {"heads", "heads of a layer"},
            {"head_size", "width of one head, dh; empty for LAMA"},
            {"layer", "layer, from 0"},
            {"head", "head, from 0; \"all\" for the one map of LAMA's heads"},
            {"matrix", "whose singular values", "attention, scores, centered_attention, effective"},
            {"measure", "what is measured, as in the columns of spectrum --summary and in the window",
             "effective_rank, numerical_rank, ..."},
            {"by_tokens", "whether each text's number is divided by its tokens", "0, 1"},
            {"longest", "the most tokens of the texts that the row is over; 0 for all texts", "tokens"},
            {"texts", "how many texts have the number"},
            {"mean", "mean over the texts"},
            {"deviation", "standard deviation over the texts"},
            {"q05", "5 % of the texts lie below"},
            {"q25", "25 % of the texts lie below"},
            {"median", "median over the texts"},
            {"q75", "75 % of the texts lie below"},
            {"q95", "95 % of the texts lie below"},
            {"layer_median", "median of the means of the layer's heads"},
            {"model_median", "median of the means of all heads"}};
}

}  // namespace

std::vector<OutputDescription> compareOutputs()
{
    const std::vector<OutputColumn> reading{{"texts", "how many texts were read"},
                                            {"cut_texts", "how many were cut at the model's limit, a list over the models"},
                                            {"notes", "how the file was read, a list of sentences"}};
    return {{"--csv", comparisonColumns()},
            {"--json", joined({provenanceColumns(), reading, under("rows[].", comparisonColumns())})}};
}

}  // namespace app
