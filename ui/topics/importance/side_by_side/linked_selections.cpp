#include "ui/topics/importance/side_by_side/linked_selections.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace ui {

LinkedSelections::LinkedSelections(const ViewSources &first, const ViewSources &second, QObject *parent) : QObject(parent)
{
    connect(&first.selection, &Selection::changed, this, [this, &to = second.selection](const ShownCell &cell) {
        carry(cell, to, &core::AlignedWords::first, &core::AlignedWords::second);
    });
    connect(&second.selection, &Selection::changed, this, [this, &to = first.selection](const ShownCell &cell) {
        carry(cell, to, &core::AlignedWords::second, &core::AlignedWords::first);
    });
}

void LinkedSelections::setWords(const core::DisplayUnits &first, const core::DisplayUnits &second,
                                std::vector<core::AlignedWords> rows, bool isMixed)
{
    m_first = first;
    m_second = second;
    m_rows = std::move(rows);
    m_isMixed = isMixed;
}

std::optional<core::TokenPosition> LinkedSelections::across(const std::optional<core::TokenPosition> &position, Side from,
                                                            Side to) const
{
    const std::optional<int> unit = unitsOf(from).unitOf(position);
    if (!unit)
        return std::nullopt;
    const auto row = std::ranges::find_if(m_rows, [&](const core::AlignedWords &each) { return each.*from == unit; });
    if (row == m_rows.end() || !((*row).*to))
        return std::nullopt;
    return unitsOf(to).positionOf(*((*row).*to));
}

// The head is the window's, and slots and features belong to one picture.
void LinkedSelections::carry(const ShownCell &cell, Selection &selection, Side from, Side to)
{
    if (m_isCarrying)
        return;
    const QScopedValueRollback guard(m_isCarrying, true);
    ShownCell other = selection.cell();
    other.query = across(cell.query, from, to);
    other.key = across(cell.key, from, to);
    other.hoveredQuery = across(cell.hoveredQuery, from, to);
    other.hoveredKey = across(cell.hoveredKey, from, to);
    if (m_isMixed) {
        std::swap(other.query, other.key);
        std::swap(other.hoveredQuery, other.hoveredKey);
    }
    selection.setCell(other);
}

}  // namespace ui
