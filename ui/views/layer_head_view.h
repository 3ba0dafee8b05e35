#pragma once

#include "ui/plot/heat_map_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <functional>

namespace ui {

class PictureOrNote;

// One number for each head, layers by heads, as a builder makes them; its sentence where it has none. The selected head is outlined;
// a click or the arrow keys select another, and the pointer reads a head's number out.
class LayerHeadView : public QWidget
{
    Q_OBJECT

public:
    using FigureBuilder = std::function<core::HeatMapFigure(const core::AnalysisSnapshot &, const core::WorkbenchState &)>;

    using Marks = std::function<bool(const core::WorkbenchState &, core::HeadRef)>;

    LayerHeadView(const ViewSources &sources, FigureBuilder builder, const QString &objectName, const QString &name,
                  QWidget *parent = nullptr);

    // Which heads wear a dot.
    void setMarks(Marks marks);
    HeatMapPlot *plot() const { return m_plot; }
    // Asks the builder again, which may look at more than the session and the view options.
    void refresh();
    QSize minimumSizeHint() const override;

signals:
    void figureChanged();
    // By Ctrl+click, or by space for the selected one: one more or one less of several.
    void headToggled(const core::HeadRef &head);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void connectSources();
    void clickHead(const CellIndex &cell);
    void showSelection();
    std::vector<CellIndex> markedCells() const;
    void moveSelection(int layers, int heads);

    ViewSources m_sources;
    FigureBuilder m_builder;
    Marks m_marks;
    std::optional<CellIndex> m_hovered;
    HeatMapPlot *m_plot = nullptr;
    PictureOrNote *m_pages = nullptr;
};

}  // namespace ui
