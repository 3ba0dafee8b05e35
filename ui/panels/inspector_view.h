#pragma once

#include "core/figure/attention/cell_figure.h"
#include "core/figure/inspector/inspector_figure.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace ui {

class CellDetail;
class FactList;
class MeasureRow;

// What is known about the selected head: its measures with bars and formulas, the selected cell taken apart, shapes, sizes.
class InspectorView : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorView(const ViewSources &sources, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    void createWidgets();
    void connectSources();
    void refresh();
    core::HeatMapFigure pictureWithoutTokenPairs() const;
    void showSelection();
    std::optional<core::CellFigure> selectedCell() const;
    void showMeasures(const core::InspectorFigure &figure);

    ViewSources m_sources;
    core::DisplayUnits m_units;
    core::HeadRef m_head;
    core::HeatMapFigure m_picture;  // where its cells are no pairs of tokens, else empty
    QLabel *m_title = nullptr;
    QLabel *m_counted = nullptr;
    QVBoxLayout *m_measures = nullptr;
    std::vector<MeasureRow *> m_rows;
    CellDetail *m_cell = nullptr;
    FactList *m_facts = nullptr;
};

}  // namespace ui
