#include "ui/widgets/fuzzy_match.h"

#include <algorithm>
#include <limits>

namespace ui {

namespace {

constexpr int perLetter = 2;
constexpr int atWordStart = 8;
constexpr int besideTheLast = 6;
constexpr int afterAGap = -3;
constexpr int asTheWhole = 40;
constexpr int asTheBeginning = 10;
constexpr int lettersPerPoint = 8;  // of two texts that match alike the shorter one is meant
constexpr int impossible = std::numeric_limits<int>::min() / 2;

QString letters(const QString &text)
{
    QString kept = text.toCaseFolded();
    kept.removeIf([](QChar letter) { return letter.isSpace(); });
    return kept;
}

bool beginsWord(const QString &text, qsizetype place)
{
    if (place == 0)
        return true;
    const QChar before = text[place - 1];
    const QChar here = text[place];
    return !before.isLetterOrNumber() || (before.isLower() && here.isUpper()) || (!before.isDigit() && here.isDigit());
}

// best[letter][place] is the score of the pattern up to the letter, which stands at the place.
struct Table {
    std::vector<std::vector<int>> best;
    std::vector<std::vector<int>> from;  // where the letter before it stands
};

Table scoresOf(const QString &pattern, const QString &text)
{
    const QString folded = text.toCaseFolded();
    const auto count = static_cast<std::size_t>(text.size());
    Table table{.best = std::vector(static_cast<std::size_t>(pattern.size()), std::vector(count, impossible)),
                .from = std::vector(static_cast<std::size_t>(pattern.size()), std::vector(count, -1))};
    for (std::size_t letter = 0; letter < table.best.size(); ++letter) {
        int farBest = impossible;  // of the letter before, at least two places back
        int farPlace = -1;
        for (std::size_t place = 0; place < count; ++place) {
            if (letter > 0 && place >= 2 && table.best[letter - 1][place - 2] > farBest) {
                farBest = table.best[letter - 1][place - 2];
                farPlace = static_cast<int>(place) - 2;
            }
            if (folded[static_cast<qsizetype>(place)] != pattern[static_cast<qsizetype>(letter)])
                continue;
            const int own = perLetter + (beginsWord(text, static_cast<qsizetype>(place)) ? atWordStart : 0);
            int before = letter == 0 ? 0 : farBest + afterAGap;
            int beforePlace = farPlace;
            if (letter > 0 && place > 0 && table.best[letter - 1][place - 1] + besideTheLast > before) {
                before = table.best[letter - 1][place - 1] + besideTheLast;
                beforePlace = static_cast<int>(place) - 1;
            }
            if (before <= impossible / 2)
                continue;
            table.best[letter][place] = own + before;
            table.from[letter][place] = beforePlace;
        }
    }
    return table;
}

}  // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text)
{
    const QString sought = letters(pattern);
    if (sought.isEmpty())
        return FuzzyMatch();
    // Folding that changes a text's length would move the places.
    if (text.isEmpty() || text.toCaseFolded().size() != text.size())
        return std::nullopt;
    const Table table = scoresOf(sought, text);
    const auto last = std::ranges::max_element(table.best.back());
    if (*last <= impossible / 2)
        return std::nullopt;
    FuzzyMatch match{.score = *last - static_cast<int>(text.size()) / lettersPerPoint, .places = {}};
    const QString whole = letters(text);
    match.score += whole == sought ? asTheWhole : whole.startsWith(sought) ? asTheBeginning : 0;
    int place = static_cast<int>(last - table.best.back().begin());
    for (auto letter = static_cast<int>(table.best.size()) - 1; letter >= 0; --letter) {
        match.places.push_back(place);
        place = table.from[static_cast<std::size_t>(letter)][static_cast<std::size_t>(place)];
    }
    std::ranges::reverse(match.places);
    return match;
}

}  // namespace ui
