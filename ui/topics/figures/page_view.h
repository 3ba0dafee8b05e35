#pragma once

#include "ui/export/color_vision.h"
#include "ui/export/figure_page.h"

#include <QAbstractScrollArea>
#include <QImage>

#include <optional>

namespace ui {

// The page as it will be printed, on its paper, at a size of its own. Panels are chosen by a click or the arrow keys, put elsewhere by
// dragging them or with Ctrl and an arrow key, and taken off with Delete.
class PageView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit PageView(QWidget *parent = nullptr);

    // None: bare paper of no size.
    void showPage(std::optional<FigurePage> page);
    const std::optional<FigurePage> &page() const { return m_page; }

    // How many panels the page has by now: more or fewer than are drawn while it is worked out or cannot be.
    void setPanelCount(int panels);

    // 1 is true size, where a millimeter is one on the screen; none fits the page's width.
    void setZoom(std::optional<double> zoom);
    // As who sees it.
    void setVision(ColorVision vision);

    void choosePanel(int panel);
    int chosenPanel() const { return m_chosen; }

    // Where a panel and its letter lie in the viewport.
    QRectF panelArea(int panel) const;

signals:
    void panelChosen(int panel);
    void panelMoved(int from, int to);
    void removeRequested(int panel);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    double pixelsPerPoint() const;
    QRectF paper() const;
    bool isStale() const;
    std::optional<int> panelAt(QPointF position) const;
    void step(int by, bool moves);
    void layOut();
    void redraw();

    std::optional<FigurePage> m_page;
    std::optional<double> m_zoom;
    ColorVision m_vision = ColorVision::Full;
    int m_chosen = 0;
    int m_panels = 0;
    QImage m_picture;  // of the page at the present size; null until it is painted
    QPointF m_pressed;
    std::optional<int> m_target;  // of the panel that is being dragged
};

}  // namespace ui
