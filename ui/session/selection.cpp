#include "ui/session/selection.h"

namespace ui {

void Selection::setCell(const SelectedCell &cell)
{
    if (cell == m_cell)
        return;
    m_cell = cell;
    emit changed(m_cell);
}

void Selection::selectHead(core::HeadRef head)
{
    SelectedCell cell = m_cell;
    cell.head = head;
    setCell(cell);
}

void Selection::lock(std::optional<core::TokenPosition> query, std::optional<core::TokenPosition> key,
                     const PictureIndices &indices)
{
    SelectedCell cell = m_cell;
    cell.query = query;
    cell.key = key;
    cell.indices = indices;
    setCell(cell);
}

void Selection::hover(std::optional<core::TokenPosition> query, std::optional<core::TokenPosition> key,
                      const PictureIndices &indices)
{
    SelectedCell cell = m_cell;
    cell.hoveredQuery = query;
    cell.hoveredKey = key;
    cell.hoveredIndices = indices;
    setCell(cell);
}

void Selection::forgetIndices()
{
    SelectedCell cell = m_cell;
    cell.indices = cell.hoveredIndices = {};
    setCell(cell);
}

void Selection::clear()
{
    SelectedCell cell;
    cell.head = m_cell.head;
    setCell(cell);
}

}  // namespace ui
