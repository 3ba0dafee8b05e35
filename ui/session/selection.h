#pragma once

#include "core/workbench/selected_cell.h"
#include "ui/session/workbench.h"

#include <QObject>

#include <optional>

namespace ui {

// What the user looks at, shown the same in every view. Positions are tokens of the model, not of the words shown.
struct ShownCell {
    core::HeadRef head;
    std::optional<core::TokenPosition> query;  // locked by a click
    std::optional<core::TokenPosition> key;
    core::PictureIndices indices;
    std::optional<core::TokenPosition> hoveredQuery;  // under the pointer, lighter than the lock
    std::optional<core::TokenPosition> hoveredKey;
    core::PictureIndices hoveredIndices;

    bool operator==(const ShownCell &) const = default;
};

// The one selection: the head and the locked tokens of the state, and what is under the pointer, which is no choice. Views write to
// it and listen to it; they never talk to each other.
class Selection : public QObject
{
    Q_OBJECT

public:
    explicit Selection(Workbench &workbench, QObject *parent = nullptr);

    const ShownCell &cell() const { return m_cell; }
    void setCell(const ShownCell &cell);

    void selectHead(core::HeadRef head);
    // Each replaces the whole lock or hover.
    void lock(std::optional<core::TokenPosition> query, std::optional<core::TokenPosition> key,
              const core::PictureIndices &indices = {});
    void hover(std::optional<core::TokenPosition> query, std::optional<core::TokenPosition> key,
               const core::PictureIndices &indices = {});
    void forgetIndices();  // another picture has other slots and features
    void clear();          // locks and hovers; the head stays

signals:
    void changed(const ui::ShownCell &cell);

private:
    void follow();

    Workbench &m_workbench;
    ShownCell m_cell;
};

}  // namespace ui
