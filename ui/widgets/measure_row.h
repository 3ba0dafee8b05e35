#pragma once

#include "core/figure/inspector/inspector_figure.h"

#include <QWidget>

namespace ui {

// A measure's name and number, a thin bar, and its formula below. The bar is a track between lines of text, so no core::BarFigure.
class MeasureRow : public QWidget
{
    Q_OBJECT

public:
    explicit MeasureRow(QWidget *parent = nullptr);

    void setMeasure(const core::MeasureFigure &measure);
    const core::MeasureFigure &measure() const { return m_measure; }

    QSize sizeHint() const override { return {200, 46}; }
    QSize minimumSizeHint() const override { return {120, 46}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    core::MeasureFigure m_measure;
};

}  // namespace ui
