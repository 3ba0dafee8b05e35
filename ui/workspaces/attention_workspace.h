#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

class QStackedWidget;

namespace ui {

class Card;
class HeadLinesView;
class HeatMapView;
class QuietMenuButton;
class TextTab;

// All heads beside the selected one; for LAMA, a page of its own.
class AttentionWorkspace : public QWidget
{
    Q_OBJECT

public:
    explicit AttentionWorkspace(const ViewSources &sources, QWidget *parent = nullptr);

private:
    QWidget *createEncoderPage();
    Card *createGridCard();
    Card *createHeadCard();
    QWidget *createPictureTabs();
    QuietMenuButton *createColorMenu();
    QuietMenuButton *createGammaMenu();
    void showSnapshot();
    void showOptions();
    void showExplanations();
    void choosePicture(HeadPicture picture);

    ViewSources m_sources;
    QStackedWidget *m_pages = nullptr;
    QStackedWidget *m_pictures = nullptr;
    HeatMapView *m_map = nullptr;
    HeadLinesView *m_lines = nullptr;
    TextTab *m_mapTab = nullptr;
    TextTab *m_linesTab = nullptr;
    QuietMenuButton *m_colors = nullptr;
    QuietMenuButton *m_gamma = nullptr;
};

}  // namespace ui
