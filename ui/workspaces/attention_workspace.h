#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

class QStackedWidget;

namespace ui {

class Card;

// All heads beside the selected one; for LAMA, one card with its heads as strips.
class AttentionWorkspace : public QWidget
{
    Q_OBJECT

public:
    explicit AttentionWorkspace(const ViewSources &sources, QWidget *parent = nullptr);

private:
    QWidget *createEncoderPage();
    Card *createGridCard();
    Card *createStripCard();
    void showSnapshot();

    ViewSources m_sources;
    QStackedWidget *m_pages = nullptr;
};

}  // namespace ui
