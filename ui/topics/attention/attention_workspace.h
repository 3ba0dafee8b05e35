#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

class QStackedWidget;

namespace ui {

// All heads beside the selected one; for LAMA, a page of its own.
class AttentionWorkspace : public QWidget
{
    Q_OBJECT

public:
    // Takes the page for LAMA, whose topic this one does not know.
    AttentionWorkspace(const ViewSources &sources, QWidget *lamaPage, QWidget *parent = nullptr);

private:
    QWidget *createEncoderPage();
    void showSnapshot();

    ViewSources m_sources;
    QStackedWidget *m_pages = nullptr;
};

}  // namespace ui
