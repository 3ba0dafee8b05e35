#pragma once

#include "core/figure/playground/playground_found.h"
#include "ui/session/background_run.h"

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

// What the theorem playground shows: a target, a head size, which scores of that size, and how rows are compared. The views of the
// playground write to it and listen to it. Behind it the best scores of every head size are searched, from the smallest on, anew
// for each target.
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
    void setScores(core::RealizedScores scores);
    void setTolerance(double tolerance);
    // Nothing is searched while nobody looks; afterwards the search goes on behind what it had found.
    void setActive(bool isActive);
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
    core::RealizedChoice realized() const { return {headSize(), m_scores, m_measure}; }
    // What is found so far, for head sizes from 1.
    const core::FoundSizes &found() const { return m_found; }
    bool isSearching() const { return m_found.count() < m_target->size(); }
    // Of the mean total variation, for the smallest head size that is named.
    double tolerance() const { return m_tolerance; }
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
    core::DoubleMatrix shares() const;
    void beginPainting(core::DoubleMatrix start);
    void show(const core::DoubleMatrix &target);
    void search();

    core::PlaygroundOffer m_offer;
    core::TargetChoice m_choice;
    core::TargetSource m_beforePainting = core::TargetSource::Head;
    core::DoubleMatrix m_painting;                   // n x n; of another size where there is none
    std::optional<core::PlaygroundTarget> m_target;  // always there
    int m_headSize = 4;
    core::RowErrorMeasure m_measure = core::RowErrorMeasure::Divergence;
    core::RealizedScores m_scores = core::RealizedScores::BestFound;
    double m_tolerance = 0.05;
    PlaygroundCell m_cell;
    core::FoundSizes m_found;
    bool m_isActive = false;
    BackgroundRun<Search, core::FoundSizes> m_search;  // last
};

}  // namespace ui
