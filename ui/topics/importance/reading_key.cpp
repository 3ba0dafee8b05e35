#include "ui/topics/importance/reading_key.h"

#include "ui/render/token_color_bar.h"
#include "ui/theme/figure_style.h"

#include <QPainter>

#include <cmath>

namespace ui {

ReadingKey::ReadingKey(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("readingKey"));
    setAccessibleName(tr("Key to the colors"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ReadingKey::setFigure(const core::TokenStripFigure &figure)
{
    m_figure = figure;
    updateGeometry();
    update();
}

QSize ReadingKey::sizeHint() const
{
    return {200, static_cast<int>(std::ceil(tokenColorBarHeight(m_figure, figureStyleOf(*this))))};
}

void ReadingKey::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawTokenColorBar(painter, m_figure, rect(), figureStyleOf(*this));
}

}  // namespace ui
