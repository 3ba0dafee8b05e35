#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/base/indices.h"
#include "core/base/matrix.h"
#include "core/pipeline/analysis_request.h"
#include "core/text/token.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct DisplayOptions {
    bool mergesWords = false;  // words instead of sub-words
    SpecialTokenMode specialTokens = SpecialTokenMode::Show;

    bool operator==(const DisplayOptions &) const = default;
};

// One row, column or chip: a token, or the tokens [firstToken, firstToken + tokenCount) of a word.
struct DisplayUnit {
    std::string label;
    int firstToken = 0;
    int tokenCount = 1;
    bool isSpecial = false;
};

// Which units of a sentence are shown, in order, and how they and the model's tokens name each other.
class DisplayUnits
{
public:
    DisplayUnits() = default;
    // Words are spelled as in `typed`, which the text was made of; without it they are their pieces.
    DisplayUnits(const TokenizedText &text, const DisplayOptions &options, std::string_view typed = {});

    int size() const { return static_cast<int>(m_units.size()); }
    const DisplayUnit &operator[](int unit) const { return m_units[static_cast<std::size_t>(unit)]; }
    const std::vector<DisplayUnit> &all() const { return m_units; }

    TokenSpan tokensOf(int unit) const { return {(*this)[unit].firstToken, (*this)[unit].tokenCount}; }
    TokenPosition positionOf(int unit) const { return {(*this)[unit].firstToken}; }
    // Nothing where the token is left out or belongs to another sentence.
    std::optional<int> unitOf(TokenPosition position) const;
    std::optional<int> unitOf(std::optional<TokenPosition> position) const;

    int tokenCount() const { return static_cast<int>(m_unitOfToken.size()); }
    bool isEveryToken() const { return size() == tokenCount(); }
    bool leavesOutTokens() const;
    bool areWords() const { return m_areWords; }
    bool renormalizesRows() const { return m_renormalizesRows; }
    std::vector<std::string> labels() const;

private:
    std::vector<DisplayUnit> m_units;
    std::vector<int> m_unitOfToken;
    bool m_renormalizesRows = false;
    bool m_areWords = false;
};

// The columns of `attention` (any rows x n keys) as units: attention to a word is the sum over its pieces (Clark et al. 2019).
// Where the units renormalize, each row is divided by what is left of it.
Matrix attentionToUnits(const MatrixView &attention, const DisplayUnits &units);
// An n x n map as units x units: also, attention from a word is the mean over its pieces (Clark et al. 2019).
Matrix attentionBetweenUnits(const MatrixView &attention, const DisplayUnits &units);
// The same two without renormalizing, for maps whose rows are no distributions.
Matrix valuesToUnits(const MatrixView &values, const DisplayUnits &units);
Matrix valuesBetweenUnits(const MatrixView &values, const DisplayUnits &units);
// n x n as units x units, the mean over the pieces of both.
Matrix meansBetweenUnits(const MatrixView &values, const DisplayUnits &units);
// n x any columns as units x columns, the mean over the pieces.
Matrix meansOfUnits(const MatrixView &values, const DisplayUnits &units);
// One number per token as one per unit: a word's is the sum over its pieces.
std::vector<double> sumsOfUnits(std::span<const double> values, const DisplayUnits &units);
// One number per unit: importanceOf() its tokens. NaN where there is none, or it is not about a text of as many tokens.
std::vector<double> importanceOfUnits(const WordImportance &importance, const DisplayUnits &units);

}  // namespace core
