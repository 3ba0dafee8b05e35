#pragma once

#include "core/analysis/statistics/rank_tests.h"
#include "core/corpus/words/word_occurrences.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace core {

// How the importance of a word is spread, over the occurrences at which it is defined. NaN where there are none; quantiles linear between
// the sorted values.
struct ImportanceSpread {
    std::size_t count = 0;
    double mean = 0;
    double deviation = 0;  // of a sample: n - 1 below the line; NaN for one occurrence
    double q10 = 0;
    double lowerQuartile = 0;
    double median = 0;
    double upperQuartile = 0;
    double q90 = 0;
};

ImportanceSpread importanceSpread(std::vector<double> values);

struct WordRow {
    std::string word;
    ImportanceSpread all;
    struct OfClass {
        double mean = 0;
        std::size_t count = 0;
    };
    std::vector<OfClass> classes;
};

// The class that each text is counted for, and how many classes there are. noClass counts for none, as do texts without an entry.
struct TextClasses {
    std::span<const int> ofTexts;
    std::size_t count = 0;
};

// A row for each word, the most frequent first, equally frequent ones in the order of their letters.
std::vector<WordRow> wordTable(const WordOccurrences &occurrences, const TextClasses &classes);

// word,count,mean,standard_deviation,q10,q50,q90 and for each class mean_CLASS,count_CLASS.
std::string wordTableCsv(std::span<const WordRow> rows, std::span<const std::string> classNames);

// Share of the variance of importance that lies within the words rather than between them, 1 - SS_between / SS_total, over the words that
// come at least five times. 0: a word's importance does not depend on its context; 1: it does not depend on the word. NaN without such
// words and where nothing varies.
double withinWordShare(const WordOccurrences &occurrences);

// One word's importance in the texts of each class.
struct WordDistribution {
    std::vector<ImportanceSpread> classes;
    std::optional<RankTestResult> test;  // of the classes against each other
};

WordDistribution wordDistribution(const WordOccurrences &occurrences, std::string_view word, const TextClasses &classes);

}  // namespace core
