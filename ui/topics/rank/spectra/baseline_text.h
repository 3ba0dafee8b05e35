#pragma once

#include "ui/theme/wrapped_label.h"
#include "ui/views/view_sources.h"

namespace ui {

// The selected head's effective rank beside those of its random maps, in one line below its spectrum; hidden without any.
class BaselineText : public WrappedLabel
{
    Q_OBJECT

public:
    explicit BaselineText(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void refresh();

    ViewSources m_sources;
};

}  // namespace ui
