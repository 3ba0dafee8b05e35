#pragma once

#include "core/figure/inspector/inspector_figure.h"

#include <QStringList>
#include <QWidget>

namespace ui {

// A measure's name and number, a thin bar, and its formula below, on two lines where one has no room for its numbers. The bar is a track between lines of text, so no core::BarFigure.
class MeasureRow : public QWidget
{
    Q_OBJECT

public:
    explicit MeasureRow(QWidget *parent = nullptr);

    void setMeasure(const core::MeasureFigure &measure);
    const core::MeasureFigure &measure() const { return m_measure; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QStringList noteLines() const;

    core::MeasureFigure m_measure;
};

}  // namespace ui
