#pragma once

#include "ui/session/what_if_desk.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace ui {

class Card;

// The Importance workspace's page of counterfactuals: the sentence to be edited word by word, and the tree of what was tried.
class WhatIfPage : public QWidget
{
    Q_OBJECT

public:
    explicit WhatIfPage(const ViewSources &sources, QWidget *parent = nullptr);

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    Card *createWordsCard();
    Card *createTreeCard();
    void showState();

    ViewSources m_sources;
    WhatIfDesk m_desk;
    QToolButton *m_startOver = nullptr;
    QLabel *m_problem = nullptr;
};

}  // namespace ui
