#pragma once

#include "ui/plot/heat_map_plot.h"

#include <QWidget>

namespace ui {

// A number and its bar beside each of the first rows of a plot: to the right of the middle where positive, to the left where
// negative.
class RowNumberBars : public QWidget
{
    Q_OBJECT

public:
    explicit RowNumberBars(const HeatMapPlot &plot, QWidget *parent = nullptr);

    void setNumbers(const QString &name, std::vector<double> numbers, const QString &explanation);
    void setSelectedRow(int row);

    QSize sizeHint() const override { return {116, 100}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const HeatMapPlot &m_plot;
    QString m_name;
    std::vector<double> m_numbers;
    int m_selectedRow = -1;
};

}  // namespace ui
