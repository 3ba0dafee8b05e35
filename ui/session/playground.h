#pragma once

#include "core/figure/playground/playground_found.h"
#include "ui/session/background_run.h"
#include "ui/session/workbench.h"

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

// What the theorem playground shows of what the state chose: a target, a head size, which scores of that size, and how rows are
// compared. The views of the playground write to it and listen to it. Behind it the best scores of every head size are searched,
// from the smallest on, anew for each target.
class Playground : public QObject
{
    Q_OBJECT

public:
    explicit Playground(Workbench &workbench, QObject *parent = nullptr);

    // Another sentence, head or model. A painting is shown while the number of tokens is its own.
    void setOffer(core::PlaygroundOffer offer);
    void setChoice(const core::TargetChoice &choice);
    void setHeadSize(int headSize);
    void setMeasure(core::RowErrorMeasure measure);
    void setScores(core::RealizedScores scores);
    void setTolerance(double tolerance);
    // Nothing is searched while nobody looks; afterwards the search goes on behind what it had found.
    void setActive(bool isActive);
    void setCell(const PlaygroundCell &cell);
    // What is painted until the next one is one step of undo.
    void beginStroke() { ++m_stroke; }
    void paint(core::TargetCell cell);
    void erase(core::TargetCell cell);
    // From a painting back to what it began with.
    void reset();

    const core::PlaygroundOffer &offer() const { return m_offer; }
    const core::TargetChoice &choice() const { return state().target; }
    // What is shown: the choice, or the diagonal while there is no head to take.
    core::TargetSource source() const;
    const core::PlaygroundTarget &target() const { return *m_target; }
    int headSize() const;  // 1 to n
    core::RowErrorMeasure measure() const { return state().measure; }
    core::RealizedChoice realized() const { return {headSize(), state().scores, state().measure}; }
    // What is found so far, for head sizes from 1.
    const core::FoundSizes &found() const { return m_found; }
    bool isSearching() const { return m_found.count() < m_target->size(); }
    // Of the mean total variation, for the smallest head size that is named.
    double tolerance() const { return state().tolerance; }
    const PlaygroundCell &cell() const { return m_cell; }

signals:
    void targetChanged();
    void changed();  // anything but the cell
    void cellChanged();

private:
    struct Search {
        core::RealizableAttention target;
        core::FoundSizes found;  // by an earlier search that was interrupted
    };

    static core::Result<core::FoundSizes> searchOn(const Search &search, const core::RunListener<core::FoundSizes> &listener,
                                                   const core::StopToken &stop);
    const core::PlaygroundState &state() const { return m_workbench.state().rank.playground; }
    void follow(const core::PlaygroundState &before);
    bool showsPainting() const;
    core::DoubleMatrix shares() const;
    template <typename Stroke>
    void draw(Stroke stroke);
    void show(const core::DoubleMatrix &target);
    void search();
    void take();

    Workbench &m_workbench;
    core::PlaygroundOffer m_offer;
    std::optional<core::PlaygroundTarget> m_target;  // always there
    int m_stroke = 0;
    PlaygroundCell m_cell;
    core::FoundSizes m_found;
    bool m_isActive = false;
    BackgroundRun<Search, core::FoundSizes> m_search;  // last
};

}  // namespace ui
