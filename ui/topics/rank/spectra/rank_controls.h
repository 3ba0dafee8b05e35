#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace ui {

// How many singular values are kept, on a slider from 1 to as many as there are, with what that keeps in words below it.
class RankSlider : public QWidget
{
    Q_OBJECT

public:
    explicit RankSlider(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void refresh();

    ViewSources m_sources;
    QSlider *m_slider = nullptr;
    QLabel *m_text = nullptr;
};

// The k that the options come to for the shown head: a quarter of its singular values until one is chosen; 0 without any.
int shownRank(const ViewSources &sources);

// Chooses k in the options, which every picture of it follows.
void chooseRank(const ViewSources &sources, int k);

}  // namespace ui
