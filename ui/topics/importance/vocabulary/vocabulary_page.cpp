#include "ui/topics/importance/vocabulary/vocabulary_page.h"

#include "core/figure/values/figure_text.h"
#include "ui/session/written_files.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"
#include "ui/views/corpus_choices.h"
#include "ui/views/file_run_controls.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chosen_file.h"
#include "ui/widgets/file_drop.h"
#include "ui/widgets/picture_or_note.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QToolButton>

#include <cmath>
#include <utility>

namespace ui {
namespace {

FileRunWords vocabularyWords()
{
    return {.prefix = QStringLiteral("vocabulary"),
            .text = "text",
            .noFile = VocabularyPage::tr("Text file…"),
            .filePurpose = VocabularyPage::tr("Choose a file of texts, one a line, or drop it on the words"),
            .runPurpose = VocabularyPage::tr("Run the texts through the shown model"),
            .dialogTitle = VocabularyPage::tr("Open a file of texts, one a line"),
            .fileTypes = VocabularyPage::tr("Texts (*.txt *.tsv *.csv);;All files (*)")};
}

// The words that are searched for, in order. The column that they are sorted by is marked before its name, where an arrow would lie on it.
class ShownWords : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void sort(int column, Qt::SortOrder order) override
    {
        QSortFilterProxyModel::sort(column, order);
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        const QVariant name = QSortFilterProxyModel::headerData(section, orientation, role);
        if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section != sortColumn())
            return name;
        const QString mark = sortOrder() == Qt::DescendingOrder ? QStringLiteral("▾ ") : QStringLiteral("▴ ");
        return mark + name.toString();
    }
};

}  // namespace

VocabularyPage::VocabularyPage(const ViewSources &sources, const OpenModels &models, Messages &messages, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_models(models), m_messages(messages),
      m_run(sources.workbench, sources.session, WordRun::Scope::AllWords, this), m_words(new WordTableModel(this)),
      m_shown(new ShownWords(this))
{
    setObjectName(QStringLiteral("vocabularyPage"));
    m_shown->setSourceModel(m_words);
    m_shown->setSortRole(WordTableModel::sortRole);
    m_shown->setFilterKeyColumn(WordTableModel::Word);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(createCard());
    acceptFileDrop(*this, {}, [this](const std::filesystem::path &file) { m_run.runOver(file); });
    connect(&m_run, &WordRun::changed, this, &VocabularyPage::refresh);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &VocabularyPage::refresh);
    refresh();
}

Card *VocabularyPage::createCard()
{
    auto *card = new Card(tr("Words of a file"));
    card->setHelpTopic(HelpTopic::WordContexts);
    card->setExplanation(tr("How important every word is over all of its occurrences: mean, standard deviation and median, "
                            "and the mean by class. A click on a column's name, or its number on the keyboard, sorts "
                            "by it; Enter or a double click shows a word's contexts."));
    card->addControl(new CorpusChoices(m_sources.session, m_sources.workbench));
    card->addBody(createChoices(), 0);
    auto *body = new QWidget;
    m_pages = new PictureOrNote(createTable(), QStringLiteral("vocabularyAbsence"), body);
    card->addBody(body);
    return card;
}

QWidget *VocabularyPage::createChoices()
{
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("vocabularySearch"));
    m_search->setAccessibleName(tr("Search the words"));
    m_search->setPlaceholderText(tr("search"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(180);
    connect(m_search, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    auto *save = new QToolButton;
    save->setObjectName(QStringLiteral("saveVocabulary"));
    save->setText(tr("Save CSV…"));
    save->setToolTip(plainToolTip(tr("Save the whole table as the command words writes it")));
    save->setFocusPolicy(Qt::TabFocus);
    connect(save, &QToolButton::clicked, this, &VocabularyPage::chooseFile);
    m_share = plainLabel();
    m_share->setObjectName(QStringLiteral("withinWordShare"));
    setRole(*m_share, Role::Note);
    auto *controls = new FileRunControls(m_models, m_sources.session, m_run, vocabularyWords());
    auto *choices = new QWidget;
    auto *grid = new QGridLayout(choices);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(4);
    grid->addWidget(controls->choices(), 0, 0);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_search, 0, 2);
    grid->addWidget(save, 0, 3);
    grid->addWidget(controls, 1, 0, 1, 2);
    grid->addWidget(m_share, 1, 2, 1, 2, Qt::AlignRight);
    return choices;
}

QTableView *VocabularyPage::createTable()
{
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("vocabularyTable"));
    m_table->setAccessibleName(tr("Words by importance"));
    m_table->setModel(m_shown);
    m_table->setTabKeyNavigation(false);
    m_table->installEventFilter(this);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSortingEnabled(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->sortByColumn(WordTableModel::Count, Qt::DescendingOrder);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { showContexts(m_shown->mapToSource(index).row()); });
    return m_table;
}

void VocabularyPage::showContexts(int row)
{
    const std::string word = m_words->rows()[static_cast<std::size_t>(row)].word;
    m_sources.workbench.change([&word](core::WorkbenchState &state) {
        state.importance.contexts.word = word;
        state.place.importance = core::ImportancePage::Contexts;
    });
}

// As a click on its name does: a second time the other way round.
void VocabularyPage::sortBy(int column)
{
    const QHeaderView &header = *m_table->horizontalHeader();
    const bool isSorted = header.sortIndicatorSection() == column;
    const bool isDescending = header.sortIndicatorOrder() == Qt::DescendingOrder;
    m_table->sortByColumn(column, isSorted && isDescending ? Qt::AscendingOrder : Qt::DescendingOrder);
}

bool VocabularyPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int column = key->key() - Qt::Key_1;
        if (key->modifiers() == Qt::NoModifier && column >= 0 && column < m_shown->columnCount()) {
            sortBy(column);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void VocabularyPage::chooseFile()
{
    const QString file = chosenTableFile(*this, tr("Save the words"), QStringLiteral("words.csv"));
    if (!file.isEmpty())
        saveTable(file);
}

void VocabularyPage::saveTable(const QString &file)
{
    if (!m_run.report())
        return;
    const std::string table = core::wordTableCsv(m_words->rows(), m_run.report()->groupNames());
    m_messages.saySaved(saveText(table, file), file);
}

QString VocabularyPage::absenceText() const
{
    if (m_words->rowCount() > 0)
        return {};
    if (m_run.file().empty() && m_sources.workbench.state().importance.contexts.kept.empty())
        return tr("Choose a file of texts, one a line, or drop it here, to see how important its words are.");
    return m_run.isRunning() ? tr("Reading the texts.") : tr("Press Run to see how important the words are.");
}

// On the last line of the command, too.
QString VocabularyPage::shareText() const
{
    if (!m_run.report())
        return {};
    const double share = core::withinWordShare(m_run.report()->found);
    return std::isnan(share) ? QString() : tr("%1 of the variance within words").arg(qtText(core::formatNumber(share, 2)));
}

void VocabularyPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

// What nobody sees is worked out when it is shown.
void VocabularyPage::refresh()
{
    if (!isVisible())
        return;
    m_words->setReport(m_run.report());
    m_pages->showAbsence(absenceText());
    if (std::exchange(m_shareOf, m_run.report()) != m_run.report())
        m_share->setText(shareText());
    m_share->setToolTip(plainToolTip(tr("Share of the variance of importance within a word rather than between words, over "
                                        "words that come at least five times. 0: it does not depend on the context.")));
}

}  // namespace ui
