#include "core/corpus/words/word_table.h"

#include "core/base/csv_row.h"
#include "core/base/quantile.h"
#include "core/base/undefined.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace core {
namespace {

double meanOfValues(std::span<const double> values)
{
    return values.empty() ? undefined
                          : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double squaresAround(std::span<const double> values, double mean)
{
    return std::accumulate(values.begin(), values.end(), 0.0,
                           [mean](double sum, double value) { return sum + (value - mean) * (value - mean); });
}

// Places of each word's occurrences that have a value, word by word.
class OccurrencesByWord
{
public:
    explicit OccurrencesByWord(const WordOccurrences &all) : m_all(all), m_first(all.words.size() + 1, 0)
    {
        for (const WordOccurrence &occurrence : all.occurrences)
            m_first[occurrence.word + 1] += std::isnan(occurrence.importance) ? 0 : 1;
        std::partial_sum(m_first.begin(), m_first.end(), m_first.begin());
        m_places.resize(m_first.back());
        std::vector<std::size_t> next(m_first.begin(), m_first.end() - 1);
        for (std::size_t place = 0; place < all.occurrences.size(); ++place) {
            if (!std::isnan(all.occurrences[place].importance))
                m_places[next[all.occurrences[place].word]++] = static_cast<std::uint32_t>(place);
        }
    }

    std::span<const std::uint32_t> placesOf(std::size_t word) const
    {
        return std::span(m_places).subspan(m_first[word], m_first[word + 1] - m_first[word]);
    }

    std::vector<double> valuesOf(std::size_t word) const
    {
        std::vector<double> values;
        for (const std::uint32_t place : placesOf(word))
            values.push_back(m_all.occurrences[place].importance);
        return values;
    }

    // Class by class.
    std::vector<std::vector<double>> classValuesOf(std::size_t word, const TextClasses &classes) const
    {
        std::vector<std::vector<double>> values(classes.count);
        for (const std::uint32_t place : placesOf(word)) {
            const WordOccurrence &occurrence = m_all.occurrences[place];
            const int ofText = occurrence.text < classes.ofTexts.size() ? classes.ofTexts[occurrence.text] : noClass;
            if (ofText != noClass)
                values[static_cast<std::size_t>(ofText)].push_back(occurrence.importance);
        }
        return values;
    }

private:
    const WordOccurrences &m_all;
    std::vector<std::size_t> m_first;  // of each word in m_places, and the end
    std::vector<std::uint32_t> m_places;
};

}  // namespace

ImportanceSpread importanceSpread(std::vector<double> values)
{
    if (values.empty())
        return {0, undefined, undefined, undefined, undefined, undefined, undefined, undefined};
    std::ranges::sort(values);
    const double mean = meanOfValues(values);
    const double deviation =
        values.size() < 2 ? undefined : std::sqrt(squaresAround(values, mean) / static_cast<double>(values.size() - 1));
    const auto quantile = [&values](double share) { return quantileOfSorted(values, share); };
    return {values.size(), mean, deviation, quantile(0.1), quantile(0.25), quantile(0.5), quantile(0.75), quantile(0.9)};
}

std::vector<WordRow> wordTable(const WordOccurrences &occurrences, const TextClasses &classes)
{
    const OccurrencesByWord byWord(occurrences);
    std::vector<WordRow> rows;
    for (std::size_t word = 0; word < occurrences.words.size(); ++word) {
        WordRow row{.word = occurrences.words[word], .all = importanceSpread(byWord.valuesOf(word)), .classes = {}};
        for (const std::vector<double> &values : byWord.classValuesOf(word, classes))
            row.classes.push_back({meanOfValues(values), values.size()});
        rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, [](const WordRow &one, const WordRow &other) {
        return std::tie(other.all.count, one.word) < std::tie(one.all.count, other.word);
    });
    return rows;
}

std::string wordTableCsv(std::span<const WordRow> rows, std::span<const std::string> classNames)
{
    CsvRow header;
    for (const char *name : {"word", "count", "mean", "standard_deviation", "q10", "q50", "q90"})
        header.add(name);
    for (const std::string &name : classNames)
        header.add("mean_" + name).add("count_" + name);
    std::string table = header.line();
    for (const WordRow &row : rows) {
        CsvRow cells;
        cells.addQuoted(row.word).add(row.all.count).add(row.all.mean).add(row.all.deviation);
        cells.add(row.all.q10).add(row.all.median).add(row.all.q90);
        for (const WordRow::OfClass &ofClass : row.classes)
            cells.add(ofClass.mean).add(ofClass.count);
        table += cells.line();
    }
    return table;
}

double withinWordShare(const WordOccurrences &occurrences)
{
    constexpr std::size_t fewest = 5;
    const OccurrencesByWord byWord(occurrences);
    std::vector<double> all;
    double within = 0;
    for (std::size_t word = 0; word < occurrences.words.size(); ++word) {
        const std::vector<double> values = byWord.valuesOf(word);
        if (values.size() < fewest)
            continue;
        within += squaresAround(values, meanOfValues(values));
        all.insert(all.end(), values.begin(), values.end());
    }
    const double total = squaresAround(all, meanOfValues(all));
    return total > 0 ? within / total : undefined;
}

WordDistribution wordDistribution(const WordOccurrences &occurrences, std::string_view word, const TextClasses &classes)
{
    const auto known = std::ranges::find(occurrences.words, word);
    std::vector<std::vector<double>> values(classes.count);
    if (known != occurrences.words.end())
        values = OccurrencesByWord(occurrences)
                     .classValuesOf(static_cast<std::size_t>(known - occurrences.words.begin()), classes);
    WordDistribution distribution{.classes = {}, .test = rankTest(values)};
    for (std::vector<double> &ofClass : values)
        distribution.classes.push_back(importanceSpread(std::move(ofClass)));
    return distribution;
}

}  // namespace core
