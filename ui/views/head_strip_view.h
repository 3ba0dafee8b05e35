#pragma once

#include "core/figure/head_strip_figure.h"
#include "ui/plot/heat_map_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class HeadGainBars;

// LAMA's heads as strips over the words, the mean over heads below them and each head's gain beside it. A click selects the
// head and locks the word; the arrow keys move both.
class HeadStripView : public QWidget
{
    Q_OBJECT

public:
    explicit HeadStripView(const ViewSources &sources, QWidget *parent = nullptr);

    HeatMapPlot *plot() const { return m_plot; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void connectSources();
    void refresh();
    void showSelection();
    void hoverCell(const std::optional<CellIndex> &cell);
    void lockCell(const CellIndex &cell);
    void moveSelection(int heads, int words);
    int headCount() const { return static_cast<int>(m_figure.headGain.size()); }

    ViewSources m_sources;
    core::DisplayUnits m_units;
    core::HeadStripFigure m_figure;
    HeatMapPlot *m_plot = nullptr;
    HeadGainBars *m_gains = nullptr;
};

}  // namespace ui
