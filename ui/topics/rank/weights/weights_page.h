#pragma once

#include "ui/session/diagnosis_run.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class Card;
class ChoiceMenu;

// The Rank workspace's page on what lies behind the attention: the spectra of the selected head's weights beside the attention's, a
// number about every head, and the whole checkpoint, tensor by tensor, with what is wrong with it.
class WeightsPage : public QWidget
{
    Q_OBJECT

public:
    explicit WeightsPage(const ViewSources &sources, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    Card *createSpectrumCard();
    Card *createMapCard();
    Card *createCheckpointCard();
    // Looks at the shown model while somebody sees the page.
    void follow();
    void showOptions();

    ViewSources m_sources;
    DiagnosisRun m_shown;
    DiagnosisRun m_other;
    ChoiceMenu *m_measure = nullptr;
    ChoiceMenu *m_scale = nullptr;
};

}  // namespace ui
