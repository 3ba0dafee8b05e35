#pragma once

#include "ui/session/open_models.h"
#include "ui/session/position_survey.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;

namespace ui {

class PictureOrNote;

class Card;
struct CurvePoint;

// The Masks workspace's page about where attention goes by position: how far the selected head looks, what every head pays to the
// diagonal, and over a corpus to each group of positions. Says why where the model's attention has no pairs of positions.
class PositionsPage : public QWidget
{
    Q_OBJECT

public:
    PositionsPage(const ViewSources &sources, const OpenModels &models, QWidget *parent = nullptr);

    PositionSurvey &survey() { return m_survey; }

private:
    QWidget *createCards();
    Card *createProfileCard();
    Card *createDiagonalCard();
    Card *createGroupsCard();
    Card *createGatesCard();
    static QWidget *createGatesCaution();
    QWidget *createGateMap();
    QWidget *createGateGroups();
    int headsOfALayer() const;
    int shownIndex() const;
    void refresh();

    ViewSources m_sources;
    const OpenModels &m_models;
    PositionSurvey m_survey;
    Card *m_gates = nullptr;  // shown for models with learned gates
    QLabel *m_legend = nullptr;
    PictureOrNote *m_pages = nullptr;
};

}  // namespace ui
