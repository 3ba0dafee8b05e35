#include "ui/views/position_controls.h"

#include "ui/theme/roles.h"
#include "ui/views/quiet_menu_button.h"
#include "ui/views/run_text.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr std::array<std::size_t, 4> limits{0, 200, 500, 2000};

}  // namespace

PositionControls::PositionControls(PositionSurvey &survey, QWidget *parent)
    : QWidget(parent), m_survey(survey), m_row(new QWidget)
{
    setObjectName(QStringLiteral("positionControls"));
    createChoices();
    createProgress();
    connect(&m_survey, &PositionSurvey::changed, this, &PositionControls::refresh);
    refresh();
}

void PositionControls::createChoices()
{
    auto *row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_file = new QToolButton;
    m_file->setObjectName(QStringLiteral("positionFile"));
    m_file->setToolTip(tr("Choose a file of texts, one a line, or drop it on the picture"));
    m_limit = new QuietMenuButton(tr("How many texts of the file"));
    m_limit->setObjectName(QStringLiteral("positionLimit"));
    m_limit->setChoices({tr("all texts"), tr("first 200"), tr("first 500"), tr("first 2000")});
    m_run = new QPushButton;
    m_run->setObjectName(QStringLiteral("positionRun"));
    m_run->setToolTip(tr("Run the texts through the shown model"));
    row->addWidget(m_file);
    row->addWidget(m_limit);
    row->addWidget(m_run);
    connect(m_file, &QToolButton::clicked, this, &PositionControls::chooseFile);
    connect(m_limit, &QuietMenuButton::chosen, this,
            [this](int choice) { m_survey.setLimit(limits[static_cast<std::size_t>(choice)]); });
    connect(m_run, &QPushButton::clicked, this, &PositionControls::startOrStop);
}

void PositionControls::createProgress()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_bar = new QProgressBar;
    m_bar->setObjectName(QStringLiteral("positionProgress"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_status = new QLabel;
    m_status->setObjectName(QStringLiteral("positionStatus"));
    setRole(*m_status, Role::Note);
    row->addWidget(m_bar, 1);
    row->addWidget(m_status, 2);
}

void PositionControls::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a file of texts, one a line"), {},
                                                      tr("Texts (*.txt *.tsv);;All files (*)"));
    if (!file.isEmpty())
        m_survey.runOver(file.toStdString());
}

void PositionControls::startOrStop()
{
    if (m_survey.state() == PositionSurvey::State::Running)
        m_survey.cancel();
    else
        m_survey.start();
}

void PositionControls::refresh()
{
    const bool isRunning = m_survey.state() == PositionSurvey::State::Running;
    const bool hasFile = !m_survey.file().empty();
    const core::PositionReportPointer &report = m_survey.report();
    m_file->setText(hasFile ? QString::fromStdString(m_survey.file().filename().string()) : tr("Text file…"));
    m_limit->setVisible(hasFile);
    m_limit->setCurrent(static_cast<int>(std::ranges::find(limits, m_survey.limit()) - limits.begin()));
    m_run->setText(isRunning ? tr("Stop") : tr("Run"));
    m_run->setEnabled(hasFile);
    m_bar->setVisible(isRunning || report);
    m_bar->setMaximum(report ? std::max(1, static_cast<int>(report->summary.allTexts)) : 0);
    m_bar->setValue(report ? static_cast<int>(report->summary.texts) : 0);
    m_status->setText(statusText());
    setVisible(hasFile);
}

QString PositionControls::statusText() const
{
    const core::PositionReportPointer &report = m_survey.report();
    if (!m_survey.problem().isEmpty())
        return m_survey.problem();
    if (!report)
        return {};
    const QString done = tr("%1 of %2 texts").arg(report->summary.texts).arg(report->summary.allTexts);
    switch (m_survey.state()) {
    case PositionSurvey::State::Running:
        return done + QStringLiteral(" · ") + secondsLeftText(report->secondsLeft());
    case PositionSurvey::State::Stopped:
        return done + tr(" · stopped");
    case PositionSurvey::State::Idle:
        break;
    }
    return done + tr(" by %1").arg(QString::fromStdString(report->request.model->name));
}

}  // namespace ui
