#pragma once

#include "core/recipe/figure_recipe.h"
#include "ui/session/importance_desk.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <optional>

namespace ui {

class Card;
class TabbedCard;

// The Importance workspace's page about the words of the sentence: measures beside each other.
class WordsPage : public QWidget
{
    Q_OBJECT

public:
    WordsPage(const ViewSources &sources, ImportanceDesk &desk, QWidget *parent = nullptr);

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    Card *createWordsCard();
    QWidget *createIncompletenessNote();
    std::optional<core::FigurePanel> barsPanel() const;
    QWidget *createSideCard();
    QWidget *createCaution();

    ViewSources m_sources;
    ImportanceDesk &m_desk;
};

}  // namespace ui
