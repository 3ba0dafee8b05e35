#pragma once

#include "core/figure/values/head_strip_figure.h"
#include "ui/plot/heat_map_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class PictureOrNote;

class RowNumberBars;

// LAMA's heads as strips over the words, all heads together below them and a number beside each; where there is nothing to
// draw, one sentence that says why. A click selects the head and locks the word; the arrow keys move both.
class HeadStripView : public QWidget
{
    Q_OBJECT

public:
    explicit HeadStripView(const ViewSources &sources, QWidget *parent = nullptr);

    HeatMapPlot *plot() const { return m_plot; }
    const core::HeadStripFigure &figure() const { return m_figure; }

signals:
    void figureChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void connectSources();
    core::HeadStripFigure figureOf(const core::AnalysisSnapshot &snapshot) const;
    void refresh();
    void showSelection();
    void hoverCell(const std::optional<CellIndex> &cell);
    void lockCell(const CellIndex &cell);
    void moveSelection(int heads, int words);
    int headCount() const { return static_cast<int>(m_figure.headNumbers.size()); }

    ViewSources m_sources;
    core::DisplayUnits m_units;
    core::HeadStripFigure m_figure;
    HeatMapPlot *m_plot = nullptr;
    RowNumberBars *m_numbers = nullptr;
    PictureOrNote *m_pages = nullptr;
};

}  // namespace ui
