#include "app/command_line/eval_columns.h"

namespace app {

namespace {

std::vector<OutputColumn> figureColumns()
{
    return {{"examples", "texts, or guessed pieces of a masked language model"},
            {"accuracy", "share of right answers", "0 to 1"},
            {"loss", "mean of -ln p of the right answer; of several labels the binary cross-entropy", "nats"}};
}

std::vector<OutputColumn> headColumns()
{
    return {{"mean_squared_error", "of a regression: mean squared error"},
            {"mean_absolute_error", "of a regression: mean absolute error"},
            {"exact_match", "of several labels: share of texts with every label right", "0 to 1"},
            {"micro_f1", "of several labels: F1 over all labels of all texts", "0 to 1"}};
}

std::vector<OutputColumn> correlationColumns()
{
    return {{"pearson", "of a regression: Pearson's r", "-1 to 1"},
            {"spearman", "of a regression: Spearman's rho", "-1 to 1"}};
}

std::vector<OutputColumn> readingColumns()
{
    return {{"paragraphs", "of a masked language model: paragraphs that were read"},
            {"cut_examples", "texts that were cut at the model's limit"},
            {"token_limit", "that limit", "tokens"},
            {"labels_read_as", "what the file's labels were taken for"},
            {"notes", "how the file was read, a list of sentences"}};
}

std::vector<OutputColumn> intervalColumns(const std::string &name, const std::string &meaning)
{
    return {{name + ".mean", meaning},
            {name + ".low", "lower end of its 95 % bootstrap interval"},
            {name + ".high", "upper end of it"}};
}

std::vector<OutputColumn> rangeColumns(const std::string &name)
{
    return {{name + "_low", "lowest among the random controls"}, {name + "_high", "highest among them"}};
}

std::vector<OutputColumn> testColumns()
{
    return {{"mcnemar_p", "exact McNemar test of the changed answers", "0 to 1"},
            {"mcnemar_p_holm", "the same, corrected for every mask of the sweep (Holm)", "0 to 1"},
            {"sign_test_p", "of guessed pieces: exact sign test of the paragraphs with more and with fewer right", "0 to 1"},
            {"sign_test_p_holm", "the same, corrected for every mask of the sweep (Holm)", "0 to 1"}};
}

std::vector<OutputColumn> allRanges()
{
    return joined({rangeColumns("accuracy"), rangeColumns("loss"), rangeColumns("mean_squared_error")});
}

std::vector<OutputColumn> maskColumns()
{
    return {{"mask", "the mask, as --mask takes it"},
            {"sparsity", "share of all heads' pairs that it takes away", "0 to 1"}};
}

const OutputColumn squaredError{"mean_squared_error", "of a regression: mean squared error"};
constexpr const char *accuracyDifference = "accuracy less that of the baseline";
constexpr const char *lossDifference = "loss less that of the baseline";
constexpr const char *errorDifference = "of a regression: error less that of the baseline";
constexpr const char *changedMeaning = "predictions that differ from the baseline's; of controls the mean over the draws";

// Of one mask or its random controls.
std::vector<OutputColumn> trialColumns()
{
    return joined({maskColumns(),
                   figureColumns(),
                   intervalColumns("accuracy_difference", accuracyDifference),
                   intervalColumns("loss_difference", lossDifference),
                   {{"changed", changedMeaning}},
                   testColumns(),
                   {squaredError},
                   intervalColumns("squared_error_difference", errorDifference),
                   {{"draws", "how many random controls"},
                    {"seeds.first", "seed of the first of them; the others follow it"},
                    {"seeds.count", "how many seeds"}},
                   allRanges(),
                   correlationColumns()});
}

std::vector<OutputColumn> pickedColumns()
{
    return joined({{{"of", "among how many"},
                    {"what", "what was picked among"},
                    {"name", "name of the picked point"},
                    {"value", "its place on the sweep"},
                    {"accuracy", "its accuracy", "0 to 1"},
                    {"mean_squared_error", "of a regression: its mean squared error"}},
                   testColumns()});
}

std::vector<OutputColumn> changedColumns()
{
    return {{"index", "place of the text or paragraph in the file, from 0"},
            {"text", "the text; not of guessed pieces"},
            {"piece", "of guessed pieces: its number among all, from 0"},
            {"label", "its right answer"},
            {"before", "the answer without the mask"},
            {"after", "the answer with it"},
            {"probability_before", "probability of the answer without the mask", "0 to 1"},
            {"probability_after", "probability of the answer with it", "0 to 1"}};
}

std::vector<OutputColumn> studyColumns()
{
    const std::vector<OutputColumn> columns{
        {"baseline.run", "what everything is compared with", "unmasked, own_mask"},
        {"baseline.trained_mask", "mask that the model was trained with"},
        {"baseline.sparsity", "share of all heads' pairs that this mask takes away", "0 to 1"},
        {"sweep", "with --sweep: the sweep as given"},
        {"parameter", "with --sweep: what goes along it"},
        {"points[].name", "with --sweep: name of the point"},
        {"points[].value", "with --sweep: its place"}};
    return joined({columns, maskFileColumns(), under("best.", pickedColumns()), under("worst.", pickedColumns()),
                   under("changed_predictions[].", changedColumns()), under("RUN.", trialColumns())});
}

// Of the second model of --against.
std::vector<OutputColumn> againstColumns()
{
    return joined({{{"model", "name of the other model"}, {"model_sha256", "SHA-256 of its weights"}},
                   figureColumns(),
                   headColumns(),
                   correlationColumns(),
                   {{"token_limit", "where it cuts texts", "tokens"}},
                   intervalColumns("accuracy_difference", "its accuracy less that of MODEL"),
                   intervalColumns("exact_match_difference", "of several labels: its exact match less that of MODEL"),
                   intervalColumns("loss_difference", "its loss less that of MODEL"),
                   intervalColumns("squared_error_difference", "of a regression: its squared error less that of MODEL"),
                   {{"changed", "answers that differ from MODEL's"},
                    {"mcnemar_p", "exact McNemar test of the answers that are right by one model alone", "0 to 1"},
                    {"sign_test_p", "of guessed pieces: exact sign test of the paragraphs with more and with fewer right",
                     "0 to 1"}}});
}

std::vector<OutputColumn> predictionColumns()
{
    return {{"index", "place of the text, from 0"},
            {"label", "its right answer"},
            {"prediction", "the model's answer; under the mask with --mask"},
            {"CLASS", "a column for each answer: its probability; none of a regression", "0 to 1"}};
}

std::vector<OutputColumn> tableIntervals(const std::string &name, const std::string &meaning)
{
    return {
        {name, meaning}, {name + "_low", "lower end of its 95 % bootstrap interval"}, {name + "_high", "upper end of it"}};
}

std::vector<OutputColumn> studyTableColumns()
{
    return joined({{{"parameter", "with --sweep: what goes along it"},
                    {"value", "with --sweep: place of the point"},
                    {"run", "what the row is of", "unmasked, own_mask, masked, control"}},
                   maskColumns(),
                   figureColumns(),
                   tableIntervals("accuracy_difference", accuracyDifference),
                   tableIntervals("loss_difference", lossDifference),
                   {{"changed_predictions", changedMeaning}},
                   testColumns(),
                   {{"picked", "whether the row is the best or the worst of a sweep"},
                    {"draws", "how many random controls"},
                    squaredError},
                   tableIntervals("squared_error_difference", errorDifference),
                   allRanges(),
                   correlationColumns()});
}

}  // namespace

std::vector<OutputDescription> evalOutputs()
{
    return {
        {"--json", joined({provenanceColumns(), figureColumns(), headColumns(), correlationColumns(), readingColumns()})},
        {"--json with --mask or --sweep, beside these; RUN: masked or control, under points[] of a sweep", studyColumns()},
        {"--json with --against, beside these", under("against.", againstColumns())},
        {"--csv with --mask or --sweep", studyTableColumns()},
        {"--predictions", predictionColumns()}};
}

}  // namespace app
