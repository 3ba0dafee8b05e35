#pragma once

#include "ui/session/open_models.h"
#include "ui/session/position_survey.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class PictureOrNote;

class CurvePlot;
class FileRunControls;
struct CurvePoint;

// What every head pays to each group of positions over a file of texts, which may be dropped here. A click on a point selects its head.
class PositionGroupsView : public QWidget
{
    Q_OBJECT

public:
    PositionGroupsView(const ViewSources &sources, const OpenModels &models, PositionSurvey &survey,
                       QWidget *parent = nullptr);

    FileRunControls *controls() const { return m_controls; }
    CurvePlot *plot() const { return m_plot; }

signals:
    void figureChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QString absenceText() const;
    void refresh();
    void selectHead(const CurvePoint &point);

    ViewSources m_sources;
    PositionSurvey &m_survey;
    core::HeadRef m_head;
    FileRunControls *m_controls = nullptr;
    CurvePlot *m_plot = nullptr;
    PictureOrNote *m_pages = nullptr;
};

}  // namespace ui
