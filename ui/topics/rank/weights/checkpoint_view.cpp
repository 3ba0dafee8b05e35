#include "ui/topics/rank/weights/checkpoint_view.h"

#include "core/corpus/diagnosis/findings.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/wrapped_label.h"
#include "ui/topics/rank/weights/tensor_table_model.h"
#include "ui/widgets/choice_menu.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QProgressBar>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {
namespace {

enum SourceChoice { ShownModel, OtherModel };

constexpr double tableScale = 0.88;  // of letters, so that eight columns fit a window of 1280 pixels

QString findingsText(const DiagnosisRun &run)
{
    if (!run.problem().isEmpty())
        return run.problem();
    const core::DiagnosisPointer diagnosis = run.diagnosis();
    if (!diagnosis)
        return run.state() == DiagnosisRun::State::Stopped ? CheckpointView::tr("Stopped.")
                                                           : CheckpointView::tr("Reading the checkpoint.");
    QStringList sentences;
    for (const std::string &finding : core::findings(*diagnosis))
        sentences << qtText(finding);
    return sentences.join(QLatin1Char('\n'));
}

}  // namespace

CheckpointView::CheckpointView(const ViewSources &sources, DiagnosisRun &shown, DiagnosisRun &other, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_shown(shown), m_other(other)
{
    setObjectName(QStringLiteral("checkpointView"));
    createMenu();
    createTable();
    m_findings = wrappedLabel();
    m_findings->setObjectName(QStringLiteral("checkpointFindings"));
    m_findings->setAccessibleName(tr("What was found in the checkpoint"));
    m_findings->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_findings);
    column->addWidget(createProgressRow());
    column->addWidget(m_table, 1);
    column->addStretch();
    for (const DiagnosisRun *run : {&m_shown, &m_other})
        connect(run, &DiagnosisRun::changed, this, &CheckpointView::refresh);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &CheckpointView::refreshSource);
    connect(&m_sources.session, &AnalysisSession::modelRefused, this,
            [this](const std::filesystem::path &refused) { showOther(refused); });
    refresh();
    refreshSource();
}

void CheckpointView::createMenu()
{
    m_source = new ChoiceMenu(tr("Checkpoint that is looked at"), this);
    m_source->setObjectName(QStringLiteral("checkpointSource"));
    connect(m_source, &ChoiceMenu::chosen, this, &CheckpointView::chooseSource);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("tensorSearch"));
    m_search->setAccessibleName(tr("Search the tensors"));
    m_search->setPlaceholderText(tr("search"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(150);
}

QWidget *CheckpointView::createProgressRow()
{
    m_progressRow = new QWidget;
    auto *row = new QHBoxLayout(m_progressRow);
    row->setContentsMargins(0, 0, 0, 0);
    m_bar = new QProgressBar;
    m_bar->setObjectName(QStringLiteral("checkpointProgress"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    row->addWidget(m_bar, 1);
    m_stop = new QToolButton;
    m_stop->setObjectName(QStringLiteral("checkpointStop"));
    connect(m_stop, &QToolButton::clicked, this, [this] {
        if (run().state() == DiagnosisRun::State::Running)
            run().cancel();
        else
            run().resume();
    });
    row->addWidget(m_stop);
    return m_progressRow;
}

void CheckpointView::createTable()
{
    m_tensors = new TensorTableModel(this);
    m_sorted = new QSortFilterProxyModel(this);
    m_sorted->setSourceModel(m_tensors);
    m_sorted->setSortRole(TensorTableModel::sortRole);
    m_sorted->setFilterKeyColumn(-1);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    connect(m_search, &QLineEdit::textChanged, m_sorted, &QSortFilterProxyModel::setFilterFixedString);
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("tensorTable"));
    m_table->setAccessibleName(tr("Tensors of the checkpoint"));
    m_table->setModel(m_sorted);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QFont small = m_table->font();
    small.setPointSizeF(small.pointSizeF() * tableScale);
    m_table->setFont(small);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);  // the network's order
    m_table->setSortingEnabled(true);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(2 * m_table->verticalHeader()->defaultSectionSize());
}

// All as wide as they need, and the name has what is left.
void CheckpointView::fitColumns()
{
    m_table->resizeColumnToContents(TensorTableModel::Name);
    const int leastNameWidth = m_table->columnWidth(TensorTableModel::Name);
    int others = 0;
    for (int column = TensorTableModel::Name + 1; column < TensorTableModel::ColumnCount; ++column)
        others += m_table->columnWidth(column);
    m_table->setColumnWidth(TensorTableModel::Name, std::max(leastNameWidth, m_table->viewport()->width() - others));
}

void CheckpointView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void CheckpointView::showOther(const std::filesystem::path &path)
{
    m_otherPath = path;
    m_showsOther = true;
    m_other.ask({.path = path});
    refreshSource();
    refresh();
}

void CheckpointView::chooseSource(int choice)
{
    const int chooseAnother = m_otherPath.empty() ? OtherModel : OtherModel + 1;
    if (choice == chooseAnother)
        return chooseFolder();
    m_showsOther = choice == OtherModel;
    refreshSource();
    refresh();
}

void CheckpointView::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a model folder to check"));
    if (folder.isEmpty())
        refreshSource();  // the menu goes back to what is shown
    else
        showOther(folder.toStdString());
}

void CheckpointView::refreshSource()
{
    QStringList choices{tr("shown model")};
    if (!m_otherPath.empty())
        choices << qtText(m_otherPath.filename().string());
    choices << tr("another folder…");
    m_source->setChoices(choices);
    m_source->setCurrent(m_showsOther ? OtherModel : ShownModel);
}

void CheckpointView::refreshProgress()
{
    const bool isRunning = run().state() == DiagnosisRun::State::Running;
    const core::DiagnosisPointer diagnosis = run().diagnosis();
    m_progressRow->setVisible(run().state() != DiagnosisRun::State::Idle);
    m_bar->setMaximum(diagnosis ? static_cast<int>(diagnosis->progress.all) : 0);
    m_bar->setValue(diagnosis ? static_cast<int>(diagnosis->progress.done) : 0);
    m_stop->setText(isRunning ? tr("Stop") : tr("Go on"));
}

void CheckpointView::refresh()
{
    m_findings->setText(findingsText(run()));
    refreshProgress();
    m_tensors->setDiagnosis(run().diagnosis());
    const core::DiagnosisPointer diagnosis = run().diagnosis();
    m_table->setVisible(!diagnosis || !diagnosis->tensors.empty());
    m_table->resizeColumnsToContents();
    fitColumns();
}

}  // namespace ui
