#pragma once

#include "core/figure/playground_curves.h"
#include "core/figure/playground_target.h"

#include <QObject>

#include <optional>

namespace ui {

// The cell that a reader points at in the playground's maps, as indices into them.
struct PlaygroundCell {
    std::optional<int> query;  // where the keyboard paints
    std::optional<int> key;
    std::optional<int> hoveredQuery;
    std::optional<int> hoveredKey;

    bool operator==(const PlaygroundCell &) const = default;
};

// What the theorem playground shows: a target, a head size, and how rows are compared. The views of the playground write to it
// and listen to it.
class Playground : public QObject
{
    Q_OBJECT

public:
    explicit Playground(QObject *parent = nullptr);

    // Another sentence, head or model. A painting stays while the number of tokens does.
    void setOffer(core::PlaygroundOffer offer);
    void setChoice(const core::TargetChoice &choice);
    void setHeadSize(int headSize);
    void setMeasure(core::RowErrorMeasure measure);
    void setCell(const PlaygroundCell &cell);
    void paint(core::TargetCell cell);
    void erase(core::TargetCell cell);
    // From a painting back to what it began with.
    void reset();

    const core::PlaygroundOffer &offer() const { return m_offer; }
    const core::TargetChoice &choice() const { return m_choice; }
    // What is shown: the choice, or the diagonal while there is no head to take.
    core::TargetSource source() const;
    const core::PlaygroundTarget &target() const { return *m_target; }
    int headSize() const;  // 1 to n
    core::RowErrorMeasure measure() const { return m_measure; }
    const PlaygroundCell &cell() const { return m_cell; }

signals:
    void targetChanged();
    void changed();  // anything but the cell
    void cellChanged();

private:
    core::DoubleMatrix shares() const;
    void beginPainting(core::DoubleMatrix start);
    void show(const core::DoubleMatrix &target);

    core::PlaygroundOffer m_offer;
    core::TargetChoice m_choice;
    core::TargetSource m_beforePainting = core::TargetSource::Head;
    core::DoubleMatrix m_painting;                   // n x n; of another size where there is none
    std::optional<core::PlaygroundTarget> m_target;  // always there
    int m_headSize = 4;
    core::RowErrorMeasure m_measure = core::RowErrorMeasure::Divergence;
    PlaygroundCell m_cell;
};

}  // namespace ui
