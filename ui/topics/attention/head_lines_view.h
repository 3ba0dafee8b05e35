#pragma once

#include "ui/render/head_lines_painter.h"
#include "ui/views/view_sources.h"

#include <QPixmap>
#include <QWidget>

namespace ui {

// The selected head as lines between two columns of tokens. Hovering a token isolates its lines, a click locks it, Esc lets
// go; the arrow keys walk along the locked column and from one column to the other.
class HeadLinesView : public QWidget
{
    Q_OBJECT

public:
    explicit HeadLinesView(const ViewSources &sources, QWidget *parent = nullptr);

    const core::HeadLinesFigure &figure() const { return m_figure; }
    const HeadLinesFrame &frame() const { return m_frame; }

    QSize minimumSizeHint() const override { return {240, 200}; }

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void connectSources();
    void refresh();
    void layOut();
    HeadLinesFocus focus() const;
    QPixmap picture(double strength) const;
    void hoverEnd(const std::optional<LineEnd> &end);
    void lockEnd(const std::optional<LineEnd> &end);
    void moveLock(int tokens);

    ViewSources m_sources;
    FigureStyle m_style;
    core::DisplayUnits m_units;
    core::HeadRef m_head;
    core::HeadLinesFigure m_figure;
    HeadLinesFrame m_frame;
    QPixmap m_lines;       // all of them, drawn once
    QPixmap m_fadedLines;  // behind isolated ones
};

}  // namespace ui
