#pragma once

#include "core/base/indices.h"

#include <QObject>

#include <optional>

namespace ui {

// A place in the shown picture, on those of its axes that show no tokens but slots or features.
struct PictureIndices {
    std::optional<int> row;
    std::optional<int> column;

    bool operator==(const PictureIndices &) const = default;
};

// What the user looks at, shown the same in every view. Positions are tokens of the model, not of the words shown.
struct SelectedCell {
    core::HeadRef head;
    std::optional<core::TokenPosition> query;  // locked by a click
    std::optional<core::TokenPosition> key;
    PictureIndices indices;
    std::optional<core::TokenPosition> hoveredQuery;  // under the pointer, lighter than the lock
    std::optional<core::TokenPosition> hoveredKey;
    PictureIndices hoveredIndices;

    bool operator==(const SelectedCell &) const = default;
};

// The one selection. Views write to it and listen to it; they never talk to each other.
class Selection : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const SelectedCell &cell() const { return m_cell; }
    void setCell(const SelectedCell &cell);

    void selectHead(core::HeadRef head);
    // Each replaces the whole lock or hover.
    void lock(std::optional<core::TokenPosition> query, std::optional<core::TokenPosition> key,
              const PictureIndices &indices = {});
    void hover(std::optional<core::TokenPosition> query, std::optional<core::TokenPosition> key,
               const PictureIndices &indices = {});
    void forgetIndices();  // another picture has other slots and features
    void clear();          // locks and hovers; the head stays

signals:
    void changed(const ui::SelectedCell &cell);

private:
    SelectedCell m_cell;
};

}  // namespace ui
