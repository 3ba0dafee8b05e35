#include "ui/views/file_run_controls.h"

#include "core/base/counted.h"
#include "core/corpus/texts/cut_note.h"
#include "ui/session/open_names.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/theme/wrapped_label.h"
#include "ui/widgets/file_drop.h"
#include "ui/widgets/limit_menu.h"
#include "ui/widgets/time_left_text.h"

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

constexpr std::array<std::size_t, 4> usualLimits{0, 200, 500, 2000};

QString fileName(const FileRun &run)
{
    return QString::fromStdString(run.file().filename().string());
}

QString withNotes(QString text, const FileRun::Progress &progress)
{
    if (const std::string cut = core::cutNote(progress.cut, progress.texts.done, progress.tokenLimit); !cut.empty())
        text += QStringLiteral(" · ") + QString::fromStdString(cut);
    for (const std::string &note : progress.notes)
        text += QStringLiteral(" · ") + QString::fromStdString(note);
    return text;
}

}  // namespace

FileRunControls::FileRunControls(const OpenModels &models, AnalysisSession &session, FileRun &run, FileRunWords words,
                                 QWidget *parent)
    : QWidget(parent), m_models(models), m_run(run), m_words(std::move(words)), m_choices(new QWidget)
{
    setObjectName(m_words.prefix + QStringLiteral("Controls"));
    acceptFileDrop(*this, {}, [this](const std::filesystem::path &file) { m_run.runOver(file); });
    createChoices();
    createProgress();
    connect(&m_run, &FileRun::changed, this, &FileRunControls::refresh);
    connect(&session, &AnalysisSession::snapshotChanged, this, &FileRunControls::refresh);
    connect(&models, &OpenModels::changed, this, &FileRunControls::refresh);
    refresh();
}

template <typename Widget>
Widget *FileRunControls::named(Widget *widget, const char *name) const
{
    widget->setObjectName(m_words.prefix + QLatin1String(name));
    return widget;
}

void FileRunControls::createChoices()
{
    m_row = new QHBoxLayout(m_choices);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(8);
    m_file = named(new QToolButton, "File");
    m_file->setToolTip(plainToolTip(m_words.filePurpose));
    m_limit = named(new LimitMenu(textsName(0), usualLimits), "Limit");
    m_start = named(new QPushButton, "Run");
    m_start->setToolTip(plainToolTip(m_words.runPurpose));
    m_row->addWidget(m_file);
    m_row->addWidget(m_limit);
    m_row->addWidget(m_start);
    connect(m_file, &QToolButton::clicked, this, &FileRunControls::chooseFile);
    connect(m_limit, &LimitMenu::limitChosen, &m_run, &FileRun::setLimit);
    connect(m_start, &QPushButton::clicked, this, &FileRunControls::startOrStop);
}

void FileRunControls::createProgress()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_bar = named(new QProgressBar, "Progress");
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_status = named(wrappedLabel(), "Status");
    setRole(*m_status, Role::Note);
    row->addWidget(m_bar, 1);
    row->addWidget(m_status, 2);
}

void FileRunControls::addChoice(QWidget *choice)
{
    m_row->insertWidget(m_row->indexOf(m_start), choice);
    setTabOrder(choice, m_start);
}

void FileRunControls::addAtEnd(QWidget *widget)
{
    m_row->addWidget(widget);
}

void FileRunControls::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(this, m_words.dialogTitle, {}, m_words.fileTypes);
    if (!file.isEmpty())
        m_run.runOver(file.toStdString());
}

void FileRunControls::startOrStop()
{
    if (m_run.isRunning())
        m_run.cancel();
    else
        m_run.start();
}

void FileRunControls::refresh()
{
    const bool isRunning = m_run.isRunning();
    const bool hasFile = !m_run.file().empty();
    const std::optional<FileRun::Progress> progress = m_run.progress();
    m_file->setAccessibleName(hasFile ? m_words.filePurpose + QStringLiteral(": ") + fileName(m_run) : m_words.filePurpose);
    m_file->setText(menuText(hasFile ? fileName(m_run) : m_words.noFile));
    m_limit->setVisible(hasFile);
    m_limit->setLimit(m_run.limit());
    m_start->setText(isRunning ? tr("Stop") : tr("Run"));
    m_start->setEnabled(m_run.hasTexts());
    m_bar->setVisible(isRunning || progress);
    m_bar->setMaximum(progress ? std::max(1, static_cast<int>(progress->texts.all)) : 0);
    m_bar->setValue(progress ? static_cast<int>(progress->texts.done) : 0);
    m_status->setText(statusText());
    setVisible(m_run.hasTexts());
}

QString FileRunControls::textsName(std::size_t count) const
{
    return QString::fromStdString(core::nounOf(count, m_words.text));
}

QString FileRunControls::statusText() const
{
    if (!m_run.problem().isEmpty())
        return m_run.problem();
    const std::optional<FileRun::Progress> progress = m_run.progress();
    if (!progress)
        return {};
    const QString name = progress->noun.empty()
                             ? textsName(progress->texts.all)
                             : QString::fromStdString(core::nounOf(progress->texts.all, std::string(progress->noun)));
    const QString done = tr("%1 of %2 %3").arg(progress->texts.done).arg(progress->texts.all).arg(name);
    if (m_run.isRunning())
        return done + QStringLiteral(" · ") + secondsLeftText(progress->texts.secondsLeft());
    return withNotes((m_run.isOutdated() ? tr("Outdated, press Run: ") : QString()) + done +
                         tr(" by %1").arg(openName(m_models, namedFolder(*progress->model))) +
                         (m_run.state() == FileRun::State::Stopped ? tr(" · stopped") : QString()),
                     *progress);
}

}  // namespace ui
