#pragma once

#include "ui/session/playground.h"
#include "ui/topics/rank/playground/playground_map_view.h"
#include "ui/widgets/card.h"

namespace ui {

class ChoiceMenu;
class RowNumberBars;
class TextTab;

// What a head of the chosen size makes of the playground's target, by the best scores found or by the truncation, with each row's
// error beside it.
class RealizedCard : public Card
{
    Q_OBJECT

public:
    RealizedCard(const ViewSources &sources, Playground &playground, QWidget *parent = nullptr);

private:
    QWidget *createTabs();
    TextTab *createTab(const QString &text, const char *name, PlaygroundPicture picture);
    ChoiceMenu *createScoresMenu();
    ChoiceMenu *createMeasureMenu();
    void showScores();
    QWidget *createPicture();
    void showErrors();
    void explain();

    Playground &m_playground;
    PlaygroundMapView *m_map = nullptr;
    RowNumberBars *m_errors = nullptr;
    TextTab *m_realizedTab = nullptr;
    TextTab *m_differenceTab = nullptr;
    ChoiceMenu *m_scores = nullptr;
    ChoiceMenu *m_measures = nullptr;
};

}  // namespace ui
