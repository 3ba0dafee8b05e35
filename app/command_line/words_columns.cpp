#include "app/command_line/words_columns.h"

namespace app {

namespace {

std::vector<OutputColumn> fileColumns()
{
    return {{"texts", "how many texts were run"},
            {"cut_texts", "how many of them were cut at the model's limit"},
            {"token_limit", "that limit", "tokens"},
            {"notes", "how the file was read, a list of sentences"},
            {"labels_read_as", "what the file's labels were taken for; null where they name no classes of the model"},
            {"measure", "the measure of importance"},
            {"by", "what texts are grouped by", "prediction, label"},
            {"classes", "the groups, a list"}};
}

std::vector<OutputColumn> spreadColumns()
{
    return {{"count", "occurrences with a value"},
            {"mean", "mean importance over them"},
            {"standard_deviation", "of a sample, n - 1; not defined for one occurrence"},
            {"q10", "10 % quantile"},
            {"q50", "median"},
            {"q90", "90 % quantile"}};
}

std::vector<OutputColumn> rowColumns()
{
    return joined({{{"word", "the word, as the tokenizer normalizes it"}},
                   spreadColumns(),
                   {{"mean_CLASS", "mean over the texts of the class"}, {"count_CLASS", "occurrences in them"}}});
}

std::vector<OutputColumn> occurrenceColumns()
{
    return {{"text_index", "place of the text in the file, from 0"},
            {"position", "of the word in the text, from 0", "words"},
            {"left", "what stands before the word, as typed"},
            {"word", "the word, as the tokenizer normalizes it"},
            {"right", "what stands behind it"},
            {"importance", "its importance"},
            {"prediction", "the model's answer to the text"},
            {"label", "the file's"}};
}

std::vector<OutputColumn> distributionColumns()
{
    return joined(
        {{{"class", "with --word: the class"}}, spreadColumns(), {{"q25", "25 % quantile"}, {"q75", "75 % quantile"}}});
}

}  // namespace

std::vector<OutputDescription> wordsOutputs()
{
    return {{"--json", joined({provenanceColumns(),
                               fileColumns(),
                               maskFileColumns(),
                               under("words[].", rowColumns()),
                               {{"within_word_share",
                                 "share of the variance that lies within words that come at least five times", "0 to 1"},
                                {"word", "with --word: the word"}},
                               under("occurrences[].", occurrenceColumns()),
                               under("distribution[].", distributionColumns()),
                               {{"test.name", "with --word: the test of the classes against each other; null without two",
                                 "Mann-Whitney U, Kruskal-Wallis H"},
                                {"test.statistic", "its statistic; of Mann-Whitney U of the first class"},
                                {"test.p", "its p, two-sided", "0 to 1"}}})},
            {"--csv", rowColumns()},
            {"--csv with --word", occurrenceColumns()}};
}

}  // namespace app
