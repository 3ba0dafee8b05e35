#pragma once

#include "ui/plot/heat_map_plot.h"
#include "ui/session/importance_desk.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class ChoiceMenu;
class PictureOrNote;

// How alike the measures beside each other order the words.
class AgreementView : public QWidget
{
    Q_OBJECT

public:
    AgreementView(const ViewSources &sources, ImportanceDesk &desk, QWidget *parent = nullptr);

    HeatMapPlot *plot() const { return m_plot; }

signals:
    void figureChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    ChoiceMenu *createMenu();
    void refresh();

    ViewSources m_sources;
    ImportanceDesk &m_desk;
    ChoiceMenu *m_menu = nullptr;
    HeatMapPlot *m_plot = nullptr;
    PictureOrNote *m_pages = nullptr;
};

}  // namespace ui
