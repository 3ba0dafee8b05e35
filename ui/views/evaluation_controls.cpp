#include "ui/views/evaluation_controls.h"

#include "ui/theme/roles.h"
#include "ui/views/file_drop.h"
#include "ui/views/quiet_menu_button.h"
#include "ui/views/run_text.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace ui {
namespace {

struct SweepChoice {
    const char *text;
    const char *sweep;
};

constexpr std::array sweeps{
    SweepChoice{"the mask alone", ""},
    SweepChoice{"band of width 0 to 8", "band:0..8"},
    SweepChoice{"strength 0 to 1", "strength:0..1:0.1"},
    SweepChoice{"threshold of learned gates", "learned:0.1..0.9:0.1"},
    SweepChoice{"random pairs, 0 to 400", "random:0..400:40"},
    SweepChoice{"one head at a time", "heads"},
};

constexpr std::array<std::size_t, 4> limits{0, 200, 500, 2000};

QString modelNote(const core::MaskReport &report)
{
    return QString::fromStdString(report.request.model->name);
}

}  // namespace

EvaluationControls::EvaluationControls(const ViewSources &sources, MaskEvaluation &evaluation, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_evaluation(evaluation), m_row(new QWidget)
{
    setObjectName(QStringLiteral("evaluationControls"));
    acceptFileDrop(*this, [this](const std::filesystem::path &file) { judge(file); });
    auto *row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_file = addButton("evaluationFile", tr("Choose a file of sentence<TAB>label lines, or drop it here"));
    m_limit = addMenu("evaluationLimit", tr("How many sentences of the file"), {tr("all sentences"), tr("first 200"), tr("first 500"), tr("first 2000")});
    QStringList choices;
    for (const SweepChoice &sweep : sweeps)
        choices << tr(sweep.text);
    m_sweep = addMenu("evaluationSweep", tr("Which masks"), choices);
    m_run = new QPushButton;
    m_run->setObjectName(QStringLiteral("evaluationRun"));
    m_run->setToolTip(tr("Judge the file with the mask and without it"));
    row->addWidget(m_run);
    row->addStretch(1);
    m_save = addButton("evaluationSave", tr("Save every mask's figures as a table"));
    m_save->setText(tr("Save CSV…"));
    createProgress();
    connect(m_file, &QToolButton::clicked, this, &EvaluationControls::chooseFile);
    connect(m_limit, &QuietMenuButton::chosen, this, [this](int choice) { m_evaluation.setLimit(limits[static_cast<std::size_t>(choice)]); });
    connect(m_sweep, &QuietMenuButton::chosen, this, [this](int choice) { m_evaluation.setSweep(sweeps[static_cast<std::size_t>(choice)].sweep); });
    connect(m_run, &QPushButton::clicked, this, &EvaluationControls::startOrStop);
    connect(m_save, &QToolButton::clicked, this, &EvaluationControls::saveTable);
    connect(&m_evaluation, &MaskEvaluation::changed, this, &EvaluationControls::refresh);
    connect(&m_sources.viewState, &ViewState::changed, this, &EvaluationControls::refresh);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &EvaluationControls::refresh);
    refresh();
}

QuietMenuButton *EvaluationControls::addMenu(const char *objectName, const QString &purpose, const QStringList &choices)
{
    auto *menu = new QuietMenuButton(purpose);
    menu->setObjectName(QLatin1String(objectName));
    menu->setChoices(choices);
    m_row->layout()->addWidget(menu);
    return menu;
}

QToolButton *EvaluationControls::addButton(const char *objectName, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(QLatin1String(objectName));
    button->setToolTip(toolTip);
    m_row->layout()->addWidget(button);
    return button;
}

void EvaluationControls::createProgress()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 0, 0, 0);
    row->setSpacing(10);
    m_bar = new QProgressBar;
    m_bar->setObjectName(QStringLiteral("evaluationProgress"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_status = new QLabel;
    m_status->setObjectName(QStringLiteral("evaluationStatus"));
    setRole(*m_status, Role::Note);
    row->addWidget(m_bar, 1);
    row->addWidget(m_status, 2);
}

void EvaluationControls::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a file of labelled sentences"), {}, tr("Labelled sentences (*.tsv);;All files (*)"));
    if (!file.isEmpty())
        judge(file.toStdString());
}

void EvaluationControls::judge(const std::filesystem::path &file)
{
    m_evaluation.runOver(file);
}

void EvaluationControls::startOrStop()
{
    if (m_evaluation.state() == MaskEvaluation::State::Running)
        m_evaluation.cancel();
    else
        m_evaluation.start();
}

void EvaluationControls::saveTable()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the evaluation"), QStringLiteral("masks.csv"), tr("Tables (*.csv)"));
    if (!path.isEmpty())
        m_evaluation.saveTable(path);
}

void EvaluationControls::refresh()
{
    const bool isRunning = m_evaluation.state() == MaskEvaluation::State::Running;
    const bool hasFile = !m_evaluation.file().empty();
    m_file->setText(hasFile ? QString::fromStdString(m_evaluation.file().filename().string()) : tr("Labelled file…"));
    m_limit->setVisible(hasFile);
    m_limit->setCurrent(static_cast<int>(std::ranges::find(limits, m_evaluation.limit()) - limits.begin()));
    const auto sweep = std::ranges::find_if(sweeps, [this](const SweepChoice &choice) { return choice.sweep == m_evaluation.sweep(); });
    m_sweep->setCurrent(static_cast<int>(sweep - sweeps.begin()));
    m_run->setText(isRunning ? tr("Stop") : tr("Run"));
    m_run->setEnabled(hasFile);
    const core::MaskReportPointer &report = m_evaluation.report();
    m_save->setEnabled(report && !report->rows.empty());
    m_bar->setVisible(isRunning || report);
    m_bar->setMaximum(report ? std::max(1, static_cast<int>(report->texts->size())) : 0);
    m_bar->setValue(report ? static_cast<int>(report->done) : 0);
    if (!m_evaluation.problem().isEmpty())
        m_status->setText(m_evaluation.problem());
    else if (!report)
        m_status->setText(hasFile ? QString() : tr("Choose a file of sentence<TAB>label lines to see what the mask costs"));
    else if (isRunning)
        m_status->setText(tr("%1 of %2 sentences · %3").arg(report->done).arg(report->texts->size()).arg(secondsLeftText(report->secondsLeft())));
    else
        m_status->setText(tr("%1 of %2 sentences by %3").arg(report->done).arg(report->texts->size()).arg(modelNote(*report))
                          + (m_evaluation.isOutdated() ? tr(" · of an earlier choice") : QString()));
}

}  // namespace ui
