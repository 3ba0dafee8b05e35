#include "ui/widgets/named_slider.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>

namespace ui {

NamedSlider::NamedSlider(const QString &name, QWidget *parent)
    : QWidget(parent), m_name(plainLabel({}, this)), m_slider(new QSlider(Qt::Horizontal, this)),
      m_value(plainLabel({}, this))
{
    setRole(*m_name, Role::Note);
    setRole(*m_value, Role::Strong);
    m_slider->setMinimumWidth(60);
    m_slider->setMaximumWidth(220);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_name);
    row->addWidget(m_slider, 1);
    row->addWidget(m_value);
    row->addStretch(0);
    setName(name);
    connect(m_slider, &QSlider::valueChanged, this, &NamedSlider::moved);
}

void NamedSlider::setName(const QString &name)
{
    m_name->setText(name);
    m_slider->setAccessibleName(name);
}

void NamedSlider::setPlace(int lowest, int highest, int value)
{
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(lowest, highest);
    m_slider->setPageStep(std::max(1, (highest - lowest) / 8));
    m_slider->setValue(value);
}

void NamedSlider::setValueText(const QString &text)
{
    m_value->setText(text);
    m_slider->setAccessibleDescription(text);
}

}  // namespace ui
