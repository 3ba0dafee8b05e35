#pragma once

#include "ui/views/view_sources.h"

#include <QLabel>

namespace ui {

// What cutting heads to rank k does to the prediction, in words; says what to do where nothing is cut.
class TruncationText : public QLabel
{
    Q_OBJECT

public:
    explicit TruncationText(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void refresh();

    ViewSources m_sources;
};

}  // namespace ui
