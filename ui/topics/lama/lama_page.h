#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;

namespace ui {

class Card;
class HeadStripView;
class TextTab;

// LAMA in the Attention workspace: its heads as strips over the words, and below them how much the heads differ.
class LamaPage : public QWidget
{
    Q_OBJECT

public:
    explicit LamaPage(const ViewSources &sources, QWidget *parent = nullptr);

private:
    Card *createStripCard();
    Card *createSpectraCard();
    QWidget *createTabs();
    TextTab *createTab(const QString &text, core::StripPicture picture);
    void showFigure();
    void showOptions();
    void choosePicture(core::StripPicture picture);

    ViewSources m_sources;
    HeadStripView *m_strips = nullptr;
    TextTab *m_relativeTab = nullptr;
    TextTab *m_contributionsTab = nullptr;
    QLabel *m_note = nullptr;  // what the head totals come to
};

}  // namespace ui
