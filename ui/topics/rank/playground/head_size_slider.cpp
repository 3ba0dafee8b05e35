#include "ui/topics/rank/playground/head_size_slider.h"

#include <QSlider>

namespace ui {

HeadSizeSlider::HeadSizeSlider(Playground &playground, QWidget *parent)
    : NamedSlider(tr("head size dₚ"), parent), m_playground(playground)
{
    slider()->setObjectName(QStringLiteral("headSize"));
    connect(this, &NamedSlider::moved, &m_playground, &Playground::setHeadSize);
    connect(&m_playground, &Playground::changed, this, &HeadSizeSlider::show);
    show();
}

void HeadSizeSlider::show()
{
    const int tokens = m_playground.target().size();
    setPlace(1, tokens, m_playground.headSize());
    setValueText(tr("%1 of %2").arg(m_playground.headSize()).arg(tokens));
}

}  // namespace ui
