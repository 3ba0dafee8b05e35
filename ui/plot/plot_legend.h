#pragma once

#include "core/figure/values/curve_figure.h"

#include <QWidget>

namespace ui {

// The names of a plot's curves with samples of their lines, below it, in as many rows as they need.
class PlotLegend : public QWidget
{
    Q_OBJECT

public:
    explicit PlotLegend(QWidget *parent = nullptr);

    void setFigure(const core::CurveFigure &figure);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return {200, heightForWidth(200)}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    core::CurveFigure m_figure;
};

}  // namespace ui
