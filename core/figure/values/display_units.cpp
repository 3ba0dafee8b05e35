#include "core/figure/values/display_units.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace core {
namespace {

constexpr int hiddenUnit = -1;

bool leavesOut(SpecialTokenMode mode)
{
    return mode == SpecialTokenMode::Hide || mode == SpecialTokenMode::Renormalize;
}

void renormalizeRows(Matrix &values)
{
    for (Eigen::Index row = 0; row < values.rows(); ++row) {
        const float sum = values.row(row).sum();
        if (sum > 0)
            values.row(row) /= sum;
    }
}

bool contains(const TokenSpan &word, const DisplayUnit &unit)
{
    return word.first <= unit.firstToken && unit.firstToken + unit.tokenCount <= word.first + word.count;
}

// A word that was left out of the text, or cut in a letter, keeps its pieces.
void spellAsTyped(DisplayUnit &unit, const std::vector<Token> &tokens, std::string_view typed)
{
    const auto [begin, end] = typedPlace(tokens, {unit.firstToken, unit.tokenCount});
    if (begin < end && end <= typed.size())
        unit.label = typed.substr(begin, end - begin);
}

// The units are the words or pieces of them, one word after the other and none left over. Special tokens are in no word.
bool areDividedInto(const DisplayUnits &units, std::span<const TokenSpan> words)
{
    auto word = words.begin();
    int tokensLeft = word->count;
    for (const DisplayUnit &unit : units.all()) {
        if (unit.isSpecial)
            continue;
        if (tokensLeft == 0 && ++word != words.end())
            tokensLeft = word->count;
        if (word == words.end() || !contains(*word, unit))
            return false;
        tokensLeft -= unit.tokenCount;
    }
    return tokensLeft == 0 && std::next(word) == words.end();
}

// As far as the shapes of two texts tell them apart.
bool isAbout(const WordImportance &importance, const DisplayUnits &units)
{
    return importance.words.empty() ? static_cast<int>(importance.values.size()) == units.tokenCount()
                                    : areDividedInto(units, importance.words);
}

// "##fle" is shown as "·fle".
std::string shownToken(const Token &token, bool continuesWord)
{
    return continuesWord ? "·" + token.shownPiece() : token.shownPiece();
}

}  // namespace

DisplayUnits::DisplayUnits(const TokenizedText &text, const DisplayOptions &options, std::string_view typed)
    : m_unitOfToken(text.tokens.size(), hiddenUnit),
      m_renormalizesRows(options.specialTokens == SpecialTokenMode::Renormalize), m_areWords(options.mergesWords)
{
    int previousWord = Token::noWord;
    bool previousIsBlank = false;
    for (int position = 0; position < tokenCount(); ++position) {
        const Token &token = text.tokens[static_cast<std::size_t>(position)];
        if (token.isSpecial() && leavesOut(options.specialTokens)) {
            previousWord = Token::noWord;
            continue;
        }
        const bool continuesWord = !token.isSpecial() && token.word == previousWord;
        if (continuesWord && options.mergesWords) {
            m_units.back().label += token.shownPiece();
            ++m_units.back().tokenCount;
        } else {
            m_units.push_back({shownToken(token, continuesWord && !previousIsBlank), position, 1, token.isSpecial()});
        }
        previousIsBlank = token.isBlank;
        m_unitOfToken[static_cast<std::size_t>(position)] = size() - 1;
        previousWord = token.word;
    }
    for (DisplayUnit &unit : m_units) {
        if (options.mergesWords && !unit.isSpecial)
            spellAsTyped(unit, text.tokens, typed);
    }
}

std::optional<int> DisplayUnits::unitOf(TokenPosition position) const
{
    if (position.value < 0 || position.value >= tokenCount())
        return std::nullopt;
    const int unit = m_unitOfToken[static_cast<std::size_t>(position.value)];
    return unit == hiddenUnit ? std::nullopt : std::optional(unit);
}

std::optional<int> DisplayUnits::unitOf(std::optional<TokenPosition> position) const
{
    return position ? unitOf(*position) : std::nullopt;
}

bool DisplayUnits::leavesOutTokens() const
{
    return std::ranges::find(m_unitOfToken, hiddenUnit) != m_unitOfToken.end();
}

std::vector<std::string> DisplayUnits::labels() const
{
    std::vector<std::string> labels;
    for (const DisplayUnit &unit : m_units)
        labels.push_back(unit.label);
    return labels;
}

Matrix valuesToUnits(const MatrixView &values, const DisplayUnits &units)
{
    Matrix sums(values.rows(), units.size());
    for (int unit = 0; unit < units.size(); ++unit)
        sums.col(unit) = values.middleCols(units[unit].firstToken, units[unit].tokenCount).rowwise().sum();
    return sums;
}

Matrix meansOfUnits(const MatrixView &values, const DisplayUnits &units)
{
    Matrix means(units.size(), values.cols());
    for (int unit = 0; unit < units.size(); ++unit)
        means.row(unit) = values.middleRows(units[unit].firstToken, units[unit].tokenCount).colwise().mean();
    return means;
}

Matrix valuesBetweenUnits(const MatrixView &values, const DisplayUnits &units)
{
    return units.isEveryToken() ? Matrix(values) : meansOfUnits(viewOf(valuesToUnits(values, units)), units);
}

Matrix meansBetweenUnits(const MatrixView &values, const DisplayUnits &units)
{
    Matrix means = valuesBetweenUnits(values, units);
    for (int unit = 0; unit < units.size(); ++unit)
        means.col(unit) /= static_cast<float>(units[unit].tokenCount);
    return means;
}

Matrix attentionToUnits(const MatrixView &attention, const DisplayUnits &units)
{
    Matrix values = valuesToUnits(attention, units);
    if (units.renormalizesRows())
        renormalizeRows(values);
    return values;
}

Matrix attentionBetweenUnits(const MatrixView &attention, const DisplayUnits &units)
{
    return units.isEveryToken() ? Matrix(attention) : meansOfUnits(viewOf(attentionToUnits(attention, units)), units);
}

std::vector<double> sumsOfUnits(std::span<const double> values, const DisplayUnits &units)
{
    std::vector<double> sums;
    for (const DisplayUnit &unit : units.all()) {
        const auto pieces =
            values.subspan(static_cast<std::size_t>(unit.firstToken), static_cast<std::size_t>(unit.tokenCount));
        sums.push_back(std::accumulate(pieces.begin(), pieces.end(), 0.0));
    }
    return sums;
}

std::vector<double> importanceOfUnits(const WordImportance &importance, const DisplayUnits &units)
{
    if (!isAbout(importance, units))
        return std::vector<double>(static_cast<std::size_t>(units.size()), std::numeric_limits<double>::quiet_NaN());
    std::vector<TokenSpan> spans;
    for (int unit = 0; unit < units.size(); ++unit)
        spans.push_back(units.tokensOf(unit));
    return importanceOf(importance, spans);
}

}  // namespace core
