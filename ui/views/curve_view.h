#pragma once

#include "ui/plot/curve_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <functional>

namespace ui {

class PictureOrNote;

// Curves that a builder makes of the answer, the selected head and the view options; its sentence where it has none.
class CurveView : public QWidget
{
    Q_OBJECT

public:
    using FigureBuilder =
        std::function<core::CurveFigure(const core::AnalysisSnapshot &, core::HeadRef, const core::WorkbenchState &)>;

    // `name` is what the picture shows, for readers of the screen; objects inside are called `objectName` and `objectName`Plot.
    CurveView(const ViewSources &sources, FigureBuilder builder, const QString &objectName, const QString &name,
              QWidget *parent = nullptr);

    CurvePlot *plot() const { return m_plot; }

signals:
    void figureChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void connectSources();
    void refresh();

    ViewSources m_sources;
    FigureBuilder m_builder;
    core::HeadRef m_head;
    CurvePlot *m_plot = nullptr;
    PictureOrNote *m_pages = nullptr;
};

}  // namespace ui
