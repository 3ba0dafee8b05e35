#pragma once

#include "ui/theme/wrapped_label.h"
#include "ui/views/view_sources.h"

namespace ui {

// What cutting heads to rank k does to the prediction, in words; says what to do where nothing is cut.
class TruncationText : public WrappedLabel
{
    Q_OBJECT

public:
    explicit TruncationText(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void refresh();

    ViewSources m_sources;
};

}  // namespace ui
