#pragma once

#include "ui/session/comparison_session.h"
#include "ui/session/messages.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QToolButton;

namespace ui {

class Card;
class ChoiceMenu;

// The Rank workspace's page that compares models: a measure of every head over the size of the heads, on the shown sentence or a
// corpus, with the trained result of each model beside it.
class HeadSizesPage : public QWidget
{
    Q_OBJECT

public:
    HeadSizesPage(const ViewSources &sources, OpenModels &models, ComparisonSession &comparison, Messages &messages,
                  QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    Card *createPlotCard();
    Card *createModelsCard();
    Card *createTextsCard();
    ChoiceMenu *addMenu(Card *card, const char *objectName, const QString &purpose, const QStringList &choices);
    QToolButton *addButton(Card *card, const char *objectName, const QString &text, const QString &toolTip);
    void saveTable();
    void showOptions();
    template <typename Change>
    void changeOptions(Change change);

    ViewSources m_sources;
    OpenModels &m_models;
    ComparisonSession &m_comparison;
    Messages &m_messages;
    ChoiceMenu *m_measure = nullptr;
    ChoiceMenu *m_matrix = nullptr;
    ChoiceMenu *m_axis = nullptr;
    QToolButton *m_save = nullptr;
};

}  // namespace ui
