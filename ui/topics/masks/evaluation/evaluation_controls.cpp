#include "ui/topics/masks/evaluation/evaluation_controls.h"

#include "core/base/message_text.h"
#include "core/model/mask/mask_name.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/chosen_file.h"

#include <QLayout>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <span>

namespace ui {
namespace {

struct SweepChoice {
    const char *text;
    const char *sweep;
};

constexpr std::array sweeps{
    SweepChoice{"this mask", ""},
    SweepChoice{"band of width 0 to 8", "band:0..8"},
    SweepChoice{"each offset, 0 to 8", "offset:0..8"},
    SweepChoice{"strength 0 to 1", "strength:0..1:0.1"},
    SweepChoice{"threshold of learned gates", "learned:0.1..0.9:0.1"},
    SweepChoice{"random pairs, 0 to 400", "random:0..400:40"},
    SweepChoice{"one head at a time", "heads"},
};

FileRunWords evaluationWords()
{
    return {.prefix = QStringLiteral("evaluation"),
            .text = "text",
            .noFile = EvaluationControls::tr("Labeled file…"),
            .filePurpose = EvaluationControls::tr("Choose a file of labeled texts (TSV, CSV), or drop it here"),
            .runPurpose = EvaluationControls::tr("Evaluate the file with and without the mask"),
            .dialogTitle = EvaluationControls::tr("Open a file of labeled sentences"),
            .fileTypes = EvaluationControls::tr("Labeled sentences (*.tsv *.csv *.txt);;All files (*)")};
}

}  // namespace

EvaluationControls::EvaluationControls(AnalysisSession &session, const OpenModels &models, Messages &messages,
                                       MaskEvaluation &evaluation, QWidget *parent)
    : FileRunControls(models, session, evaluation, evaluationWords(), parent), m_session(session), m_messages(messages),
      m_evaluation(evaluation)
{
    layout()->setContentsMargins(6, 0, 0, 0);
    createSweepMenu();
    createSaveButton();
    connect(&m_evaluation, &MaskEvaluation::changed, this, &EvaluationControls::showEvaluation);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &EvaluationControls::showEvaluation);
    showEvaluation();
}

void EvaluationControls::createSweepMenu()
{
    m_sweep = new ChoiceMenu(tr("Which masks"));
    m_sweep->setObjectName(QStringLiteral("evaluationSweep"));
    addChoice(m_sweep);
    connect(m_sweep, &ChoiceMenu::chosen, this, [this](int choice) {
        if (choice < static_cast<int>(sweeps.size()))  // the one behind them is what is chosen already
            m_evaluation.setSweep(sweeps[static_cast<std::size_t>(choice)].sweep);
    });
}

void EvaluationControls::createSaveButton()
{
    m_save = new QToolButton;
    m_save->setObjectName(QStringLiteral("evaluationSave"));
    m_save->setText(tr("Save CSV…"));
    m_save->setToolTip(tr("Save every mask's figures as a table"));
    addAtEnd(m_save);
    connect(m_save, &QToolButton::clicked, this, &EvaluationControls::saveTable);
}

void EvaluationControls::saveTable()
{
    const QString path = chosenTableFile(*this, tr("Save the evaluation"), QStringLiteral("masks.csv"));
    if (!path.isEmpty())
        m_messages.saySaved(m_evaluation.saveTable(path), path);
}

// Sweeps go on from the shown mask, if there is one.
QStringList EvaluationControls::sweepNames() const
{
    constexpr std::size_t longest = 28;
    const SnapshotPointer &snapshot = m_session.snapshot();
    const std::string mask = snapshot ? core::elided(core::wholeMaskName(snapshot->request.mask), longest) : std::string();
    QStringList names{mask.empty() ? tr("this mask (none chosen)") : tr("this mask: %1").arg(QString::fromStdString(mask))};
    for (const SweepChoice &sweep : std::span(sweeps).subspan(1))
        names << (mask.empty() ? tr(sweep.text) : tr("%1, with %2").arg(tr(sweep.text), QString::fromStdString(mask)));
    return names;
}

void EvaluationControls::showEvaluation()
{
    QStringList names = sweepNames();
    const auto sweep =
        std::ranges::find_if(sweeps, [this](const SweepChoice &choice) { return choice.sweep == m_evaluation.sweep(); });
    if (sweep == sweeps.end())  // of a session file
        names << QString::fromStdString(m_evaluation.sweep());
    m_sweep->setChoices(names);
    m_sweep->setCurrent(static_cast<int>(sweep - sweeps.begin()));
    const core::MaskReportPointer &report = m_evaluation.report();
    m_save->setEnabled(report && !report->rows.empty());
}

}  // namespace ui
