#pragma once

#include "ui/plot/heat_map_plot.h"
#include "ui/session/playground.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

enum class PlaygroundPicture { Target, Realized, Difference };

// One of the playground's maps. Cells are hovered and locked as in every map, by the selection where they are tokens. The target
// is painted with the mouse, or with space and backspace where the lock is; the arrow keys move the lock, Esc lets go.
class PlaygroundMapView : public QWidget
{
    Q_OBJECT

public:
    PlaygroundMapView(const ViewSources &sources, Playground &playground, PlaygroundPicture picture,
                      QWidget *parent = nullptr);

    void setPicture(PlaygroundPicture picture);
    PlaygroundPicture picture() const { return m_picture; }
    HeatMapPlot *plot() const { return m_plot; }

signals:
    void figureChanged();
    void highlightsChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void connectSources();
    core::HeatMapFigure figure() const;
    void refresh();
    void showCell();
    HeatMapHighlights highlights() const;
    void hover(const std::optional<CellIndex> &cell);
    void lock(const std::optional<CellIndex> &cell);
    void moveLock(int rows, int columns);
    std::optional<CellIndex> lockedCell() const;
    bool moveByKey(int key);
    bool paintByKey(int key);

    ViewSources m_sources;
    Playground &m_playground;
    PlaygroundPicture m_picture;
    HeatMapPlot *m_plot = nullptr;
};

}  // namespace ui
