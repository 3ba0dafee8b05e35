#include "ui/session/selection.h"

namespace ui {

namespace {

core::SelectedCell selectedPart(const ShownCell &cell)
{
    return {.head = cell.head, .query = cell.query, .key = cell.key, .indices = cell.indices};
}

}  // namespace

Selection::Selection(Workbench &workbench, QObject *parent) : QObject(parent), m_workbench(workbench)
{
    connect(&workbench, &Workbench::changed, this, &Selection::follow);
}

// Undo or a session file may have changed what is selected.
void Selection::follow()
{
    const core::SelectedCell &selected = m_workbench.state().selected;
    if (selected == selectedPart(m_cell))
        return;
    m_cell.head = selected.head;
    m_cell.query = selected.query;
    m_cell.key = selected.key;
    m_cell.indices = selected.indices;
    emit changed(m_cell);
}

void Selection::setCell(const ShownCell &cell)
{
    if (cell == m_cell)
        return;
    const bool isAnotherHead = cell.head != m_cell.head;
    m_cell = cell;
    m_workbench.change([&cell](core::WorkbenchState &state) { state.selected = selectedPart(cell); },
                       isAnotherHead ? Gesture{} : going());
    emit changed(m_cell);
}

void Selection::selectHead(core::HeadRef head)
{
    ShownCell cell = m_cell;
    cell.head = head;
    setCell(cell);
}

void Selection::lock(std::optional<core::TokenPosition> query, std::optional<core::TokenPosition> key,
                     const core::PictureIndices &indices)
{
    ShownCell cell = m_cell;
    cell.query = query;
    cell.key = key;
    cell.indices = indices;
    setCell(cell);
}

void Selection::hover(std::optional<core::TokenPosition> query, std::optional<core::TokenPosition> key,
                      const core::PictureIndices &indices)
{
    ShownCell cell = m_cell;
    cell.hoveredQuery = query;
    cell.hoveredKey = key;
    cell.hoveredIndices = indices;
    setCell(cell);
}

void Selection::forgetIndices()
{
    ShownCell cell = m_cell;
    cell.indices = cell.hoveredIndices = {};
    setCell(cell);
}

void Selection::clear()
{
    ShownCell cell;
    cell.head = m_cell.head;
    setCell(cell);
}

}  // namespace ui
