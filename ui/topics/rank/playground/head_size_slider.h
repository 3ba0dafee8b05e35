#pragma once

#include "ui/session/playground.h"
#include "ui/widgets/named_slider.h"

namespace ui {

// The playground's head size, from 1 to n.
class HeadSizeSlider : public NamedSlider
{
    Q_OBJECT

public:
    explicit HeadSizeSlider(Playground &playground, QWidget *parent = nullptr);

private:
    void show();

    Playground &m_playground;
};

}  // namespace ui
