#pragma once

#include "ui/theme/figure_style.h"

#include <QAbstractScrollArea>

#include <optional>

namespace ui {

// A picture of items that scrolls up and down: hovers the one under the pointer, presses it, and says what it is in a tool tip. Drawing,
// keys and where items lie are the heirs'.
class ItemArea : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit ItemArea(QWidget *parent = nullptr);

protected:
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

    // How far the picture is scrolled; what it is drawn and asked by.
    QPointF scrolled() const;
    // Scrolls over a picture of this height in steps of this height.
    void setScrolledHeight(int overflow, double step);
    // And to the side, with a bar where there is an overflow. scrolled() does not tell of it: what stands still is the heir's choice.
    void setScrolledWidth(int overflow, double step);
    // How tall the viewport can be beside that bar.
    int mostHeight() const;
    const FigureStyle &figureStyle() const { return m_style; }

private:
    virtual std::optional<int> itemAt(QPointF picturePosition) const = 0;
    // In the viewport's coordinates: where a tool tip holds.
    virtual QRect rectOf(int item) const = 0;
    virtual QString toolTipOf(int item) const = 0;
    virtual void hover(std::optional<int> item) = 0;
    virtual void press(int item) = 0;
    // Colors or fonts are others.
    virtual void restyle() = 0;

    std::optional<int> itemUnder(QPointF viewportPosition) const { return itemAt(viewportPosition + scrolled()); }
    void showToolTip(const QPoint &position, const QPoint &globalPosition);

    FigureStyle m_style;
};

}  // namespace ui
