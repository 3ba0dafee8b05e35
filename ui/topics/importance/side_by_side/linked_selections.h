#pragma once

#include "core/text/word_alignment.h"
#include "ui/views/view_sources.h"

#include <QObject>

#include <vector>

namespace ui {

// What is locked or hovered on one of two sides is on the other as well, where that has the same word.
class LinkedSelections : public QObject
{
    Q_OBJECT

public:
    LinkedSelections(const ViewSources &first, const ViewSources &second, QObject *parent = nullptr);

    // The words of both sides as they are paired, in units that are words. A word is a query of an encoder and a key of LAMA; `isMixed`
    // says that they are one of each.
    void setWords(const core::DisplayUnits &first, const core::DisplayUnits &second, std::vector<core::AlignedWords> rows,
                  bool isMixed);

private:
    using Side = std::optional<int> core::AlignedWords::*;

    std::optional<core::TokenPosition> across(const std::optional<core::TokenPosition> &position, Side from, Side to) const;
    const core::DisplayUnits &unitsOf(Side side) const { return side == &core::AlignedWords::first ? m_first : m_second; }
    void carry(const ShownCell &cell, Selection &selection, Side from, Side to);

    core::DisplayUnits m_first;
    core::DisplayUnits m_second;
    std::vector<core::AlignedWords> m_rows;
    bool m_isMixed = false;
    bool m_isCarrying = false;
};

}  // namespace ui
