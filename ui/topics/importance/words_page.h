#pragma once

#include "ui/session/importance_desk.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class Card;
class TabbedCard;

// The Importance workspace's page about the words of the sentence: measures beside each other.
class WordsPage : public QWidget
{
    Q_OBJECT

public:
    WordsPage(const ViewSources &sources, ImportanceDesk &desk, QWidget *parent = nullptr);

private:
    Card *createWordsCard();
    QWidget *createSideCard();
    QWidget *createCaution();

    ViewSources m_sources;
    ImportanceDesk &m_desk;
};

}  // namespace ui
