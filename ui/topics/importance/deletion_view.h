#pragma once

#include "ui/plot/curve_plot.h"
#include "ui/session/importance_desk.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class ChoiceMenu;
class PictureOrNote;
class PlotLegend;

// What deleting words in the order of each measure does to the output, worked out while somebody looks.
class DeletionView : public QWidget
{
    Q_OBJECT

public:
    DeletionView(const ViewSources &sources, ImportanceDesk &desk, QWidget *parent = nullptr);

    CurvePlot *plot() const { return m_plot; }
    // As it is copied: with the names of its curves, which stand below the plot.
    core::CurveFigure picture() const;

signals:
    void figureChanged();

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    ChoiceMenu *createMenu();
    void refresh();

    ViewSources m_sources;
    ImportanceDesk &m_desk;
    ChoiceMenu *m_menu = nullptr;
    CurvePlot *m_plot = nullptr;
    PictureOrNote *m_pages = nullptr;
    PlotLegend *m_names = nullptr;
};

}  // namespace ui
