#pragma once

#include "ui/plot/heat_map_plot.h"

#include <QWidget>

namespace ui {

// A number and its bar beside each of the first rows of a plot. Signed numbers have their bars to the right of the middle where
// positive, to the left where negative; amounts all go to the right.
class RowNumberBars : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Signed, Amounts };

    explicit RowNumberBars(const HeatMapPlot &plot, QWidget *parent = nullptr, Kind kind = Kind::Signed);

    void setNumbers(const QString &name, std::vector<double> numbers, const QString &explanation);
    void setSelectedRow(int row);

    // In this widget's coordinates, for the plot's visible range.
    QRectF barOf(std::size_t row) const;

    QSize sizeHint() const override { return {m_kind == Kind::Signed ? 116 : 88, 100}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString text(double number) const;
    void drawBars(QPainter &painter, const FigureStyle &style) const;
    void drawNumbers(QPainter &painter, const FigureStyle &style) const;

    const HeatMapPlot &m_plot;
    Kind m_kind;
    QString m_name;
    std::vector<double> m_numbers;
    int m_selectedRow = -1;
};

}  // namespace ui
