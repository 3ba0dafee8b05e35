#pragma once

#include "core/figure/values/token_strip_figure.h"

#include <QWidget>

namespace ui {

// What the colors of a text stand for.
class ReadingKey : public QWidget
{
    Q_OBJECT

public:
    explicit ReadingKey(QWidget *parent = nullptr);

    void setFigure(const core::TokenStripFigure &figure);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    core::TokenStripFigure m_figure;
};

}  // namespace ui
