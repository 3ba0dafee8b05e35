#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;
class QStackedLayout;

namespace ui {

class HeadMapView;

// What cutting heads to rank k does: the classes before and after in words, and every head's change as a map. Says what to do
// where nothing is cut.
class TruncationView : public QWidget
{
    Q_OBJECT

public:
    explicit TruncationView(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void refresh();

    ViewSources m_sources;
    QStackedLayout *m_pages = nullptr;
    QLabel *m_text = nullptr;
    HeadMapView *m_map = nullptr;
};

}  // namespace ui
