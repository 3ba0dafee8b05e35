#pragma once

#include "ui/session/mask_evaluation.h"
#include "ui/session/messages.h"
#include "ui/views/file_run_controls.h"

namespace ui {

class ChoiceMenu;

// Which labeled file is judged, under the mask alone or a sweep, and how far that is.
class EvaluationControls : public FileRunControls
{
    Q_OBJECT

public:
    EvaluationControls(AnalysisSession &session, const OpenModels &models, Messages &messages, MaskEvaluation &evaluation,
                       QWidget *parent = nullptr);

private:
    void createSweepMenu();
    QStringList sweepNames() const;
    void createSaveButton();
    void saveTable();
    void showEvaluation();

    AnalysisSession &m_session;
    Messages &m_messages;
    MaskEvaluation &m_evaluation;
    ChoiceMenu *m_sweep = nullptr;
    QToolButton *m_save = nullptr;
};

}  // namespace ui
