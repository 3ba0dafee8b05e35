#pragma once

#include "ui/plot/heat_map_plot.h"

#include <QWidget>

namespace ui {

// One bar per head beside the rows of a plot: to the right of the middle where positive, to the left where negative.
class HeadGainBars : public QWidget
{
    Q_OBJECT

public:
    explicit HeadGainBars(const HeatMapPlot &plot, QWidget *parent = nullptr);

    void setGains(const QString &name, std::vector<double> gains, const QString &explanation);
    void setSelectedHead(int head);

    QSize sizeHint() const override { return {116, 100}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const HeatMapPlot &m_plot;
    QString m_name;
    std::vector<double> m_gains;
    int m_selectedHead = -1;
};

}  // namespace ui
