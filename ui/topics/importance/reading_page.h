#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

// The Importance workspace's page for reading: the whole text, colored by the measure of the sentence bar, with the key to its colors.
class ReadingPage : public QWidget
{
    Q_OBJECT

public:
    explicit ReadingPage(const ViewSources &sources, QWidget *parent = nullptr);
};

}  // namespace ui
