#pragma once

#include "core/figure/comparison/comparison_figures.h"
#include "ui/session/comparison_session.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;

namespace ui {

class PictureOrNote;

class CurvePlot;
struct CurvePoint;

// A measure of every head of the compared models over the size of their heads, and below it, along the same axis, how well the
// models were trained. A click on a point shows its head of its model everywhere; the head that is shown is ringed.
class ComparisonView : public QWidget
{
    Q_OBJECT

public:
    ComparisonView(const ViewSources &sources, OpenModels &models, ComparisonSession &comparison, QWidget *parent = nullptr);

    CurvePlot *plot() const { return m_plot; }
    CurvePlot *trainedPlot() const { return m_trainedPlot; }

signals:
    void figureChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void showNote(const QString &leftOut, const QString &noResults);
    void showHead(const CurvePoint &point);
    void showSelection();
    const core::ComparedModel *modelOf(int curve) const;
    bool isOpen(const core::ComparedModel &compared) const;
    std::optional<CurvePoint> selectedPoint() const;

    ViewSources m_sources;
    OpenModels &m_models;
    ComparisonSession &m_comparison;
    core::ComparisonPointer m_shown;  // what the figure was made of
    std::vector<int> m_modelOfCurve;
    CurvePlot *m_plot = nullptr;
    CurvePlot *m_trainedPlot = nullptr;
    QLabel *m_note = nullptr;
    PictureOrNote *m_pages = nullptr;
};

}  // namespace ui
