#include "ui/panels/texts_panel.h"

#include "ui/panels/text_list_model.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/views/file_run_controls.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/file_drop.h"
#include "ui/widgets/picture_or_note.h"
#include "ui/widgets/sorted_rows.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

#include <algorithm>

namespace ui {

// Those that are searched for, or told to be wrong.
class ShownTexts : public SortedRows
{
public:
    ShownTexts(const TextListModel &texts, QObject *parent) : SortedRows(parent), m_texts(texts) {}

    void setWanted(const QString &words, bool wrongOnly)
    {
        if (words == m_words && wrongOnly == m_wrongOnly)
            return;
        m_words = words;
        m_wrongOnly = wrongOnly;
        invalidateFilter();
    }

private:
    bool filterAcceptsRow(int row, const QModelIndex & /*parent*/) const override
    {
        if (m_wrongOnly && !m_texts.isWrong(row))
            return false;
        return m_words.isEmpty() || QString::fromStdString(m_texts.textAt(row)).contains(m_words, Qt::CaseInsensitive);
    }

    const TextListModel &m_texts;
    QString m_words;
    bool m_wrongOnly = false;
};

namespace {

FileRunWords browserWords()
{
    return {.prefix = QStringLiteral("texts"),
            .text = "text",
            .noFile = TextsPanel::tr("Text file…"),
            .filePurpose = TextsPanel::tr("Choose a file of texts, one a line, with or without labels, or drop it here"),
            .runPurpose = TextsPanel::tr("Ask the shown model about every text"),
            .dialogTitle = TextsPanel::tr("Open a file of texts, one a line"),
            .fileTypes = TextsPanel::tr("Texts (*.txt *.tsv *.csv);;All files (*)")};
}

}  // namespace

TextsPanel::TextsPanel(Workbench &workbench, AnalysisSession &session, const OpenModels &models, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_session(session), m_models(models), m_browser(workbench, session, this),
      m_texts(new TextListModel(this)), m_rows(new ShownTexts(*m_texts, this))
{
    setObjectName(QStringLiteral("textsPanel"));
    m_rows->setSourceModel(m_texts);
    m_rows->setSortRole(TextListModel::sortRole);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(createCard());
    acceptFileDrop(*this, {}, [this](const std::filesystem::path &file) { m_browser.runOver(file); });
    connect(&m_browser, &TextBrowser::changed, this, &TextsPanel::refresh);
    connect(&session, &AnalysisSession::snapshotChanged, this, &TextsPanel::startWhereAsked);
    connect(&workbench, &Workbench::changed, this, [this](const core::WorkbenchState &before) {
        if (before.texts != m_workbench.state().texts)
            refresh();
        else if (before.text != m_workbench.state().text)
            followText();
    });
    refresh();
}

Card *TextsPanel::createCard()
{
    auto *card = new Card({});
    card->setHelpTopic(HelpTopic::TextList);
    auto *controls = new FileRunControls(m_models, m_session, m_browser, browserWords());
    card->setTitleWidget(controls->choices());
    card->addControl(createChoices());
    card->addBody(controls, 0);
    auto *body = new QWidget;
    m_pages = new PictureOrNote(createTable(), QStringLiteral("textsAbsence"), body);
    card->addBody(body);
    return card;
}

QWidget *TextsPanel::createChoices()
{
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("textsSearch"));
    m_search->setAccessibleName(tr("Search the texts"));
    m_search->setPlaceholderText(tr("search"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(160);
    connect(m_search, &QLineEdit::textEdited, this, &TextsPanel::setSearch);
    m_wrongOnly = new ChoiceMenu(tr("Texts in the list"));
    m_wrongOnly->setObjectName(QStringLiteral("textsWrongOnly"));
    m_wrongOnly->setChoices({tr("right and wrong"), tr("wrong alone")});
    connect(m_wrongOnly, &ChoiceMenu::chosen, this, [this](int choice) {
        m_workbench.change([choice](core::WorkbenchState &state) { state.texts.wrongOnly = choice == 1; });
    });
    m_count = plainLabel();
    m_count->setObjectName(QStringLiteral("textsCount"));
    setRole(*m_count, Role::Note);
    auto *choices = new QWidget;
    auto *row = new QHBoxLayout(choices);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_count);
    row->addWidget(m_wrongOnly);
    row->addWidget(m_search);
    return choices;
}

QTableView *TextsPanel::createTable()
{
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("textsTable"));
    m_table->setAccessibleName(tr("Texts of the file"));
    m_table->setModel(m_rows);
    m_table->setTabKeyNavigation(false);
    m_table->installEventFilter(this);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setMinimumHeight(72);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(TextListModel::Number, Qt::AscendingOrder);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->horizontalHeader()->setResizeContentsPrecision(0);  // what is seen
    m_table->horizontalHeader()->setMinimumSectionSize(44);
    m_table->horizontalHeader()->setSectionResizeMode(TextListModel::Text, QHeaderView::Stretch);
    connect(m_table, &QTableView::clicked, this, &TextsPanel::showRow);
    connect(m_table, &QTableView::activated, this, &TextsPanel::showRow);
    return m_table;
}

// A list that was left with the session is asked for when it is looked at.
void TextsPanel::startWhereAsked()
{
    const bool isAnswered = m_browser.report() || m_browser.state() != TextBrowser::State::Idle;
    if (isVisible() && m_session.snapshot() && m_browser.hasTexts() && !isAnswered && m_browser.problem().isEmpty())
        m_browser.start();
}

void TextsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    startWhereAsked();
    refresh();
}

// What nobody sees is worked out when it is shown.
void TextsPanel::refresh()
{
    if (!isVisible())
        return;
    const core::TextsState &chosen = m_workbench.state().texts;
    const bool hadTexts = m_texts->rowCount() > 0;
    m_texts->setList(m_browser.report());
    m_rows->setWanted(QString::fromStdString(chosen.search), chosen.wrongOnly);
    if (m_search->text() != QString::fromStdString(chosen.search))
        m_search->setText(QString::fromStdString(chosen.search));
    m_wrongOnly->setCurrent(chosen.wrongOnly ? 1 : 0);
    m_wrongOnly->setVisible(m_texts->hasColumn(TextListModel::Label));
    m_search->setVisible(m_browser.hasTexts());
    m_count->setText(countText());
    m_pages->showAbsence(absenceText());
    showColumns();
    if (!hadTexts)
        followText();
}

void TextsPanel::showColumns()
{
    for (const TextListModel::Column column :
         {TextListModel::Label, TextListModel::Answer, TextListModel::Probability, TextListModel::Loss})
        m_table->setColumnHidden(column, !m_texts->hasColumn(column));
    for (int column = 0; column < TextListModel::Text; ++column) {
        const int before = column == TextListModel::Number ? 0 : m_table->columnWidth(column);
        m_table->resizeColumnToContents(column);
        const int gap = column + 1 == TextListModel::Text ? 12 : 0;  // numbers at the right before text at the left
        m_table->setColumnWidth(column, std::max(before, m_table->columnWidth(column) + gap));
    }
}

// The row of the shown sentence is marked.
void TextsPanel::followText()
{
    if (!isVisible())
        return;
    const std::string &text = m_workbench.state().text;
    const QModelIndex current = m_rows->mapToSource(m_table->currentIndex());
    if (current.isValid() && m_texts->textAt(current.row()) == text)
        return;
    const int row = m_texts->rowOf(text);
    const QModelIndex shown = row < 0 ? QModelIndex() : m_rows->mapFromSource(m_texts->index(row, TextListModel::Number));
    m_table->setCurrentIndex(shown);
    if (!shown.isValid())
        m_table->clearSelection();
}

void TextsPanel::showRow(const QModelIndex &shown)
{
    if (const QModelIndex text = m_rows->mapToSource(shown); text.isValid())
        m_browser.show(m_texts->textAt(text.row()));
}

void TextsPanel::step(int rows)
{
    const int last = m_rows->rowCount() - 1;
    if (last < 0)
        return;
    const QModelIndex current = m_table->currentIndex();
    const int row = current.isValid() ? std::clamp(current.row() + rows, 0, last) : 0;
    const QModelIndex next = m_rows->index(row, TextListModel::Number);
    m_table->setCurrentIndex(next);
    showRow(next);
}

// As a click on its name does: a second time the other way round.
void TextsPanel::sortBy(int column)
{
    const QHeaderView &header = *m_table->horizontalHeader();
    const bool isAscending = header.sortIndicatorSection() == column && header.sortIndicatorOrder() == Qt::AscendingOrder;
    m_table->sortByColumn(column, isAscending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

// Arrows go from text to text at once; a number sorts by its column.
bool TextsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() != Qt::NoModifier && key->modifiers() != Qt::KeypadModifier)
        return false;
    if (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down) {
        step(key->key() == Qt::Key_Up ? -1 : 1);
        return true;
    }
    const int column = key->key() - Qt::Key_1;
    if (column < 0 || column >= TextListModel::ColumnCount || m_table->isColumnHidden(column))
        return false;
    sortBy(column);
    return true;
}

void TextsPanel::setSearch(const QString &words)
{
    const Gesture searching{.name = "search of texts"};
    m_workbench.change([&words](core::WorkbenchState &state) { state.texts.search = words.toStdString(); }, searching);
}

QString TextsPanel::absenceText() const
{
    if (m_browser.file().empty())
        return tr("Choose a file of texts, or drop it here, to see what the model says of each; a click puts one into the "
                  "sentence bar.");
    if (m_texts->rowCount() == 0) {
        if (!m_browser.problem().isEmpty())
            return m_browser.problem();
        return m_browser.isRunning() ? tr("Reading the texts.") : tr("Press Run to list the texts.");
    }
    return m_rows->rowCount() == 0 ? tr("No text of the list is like that.") : QString();
}

QString TextsPanel::countText() const
{
    const core::PredictionListPointer &list = m_texts->list();
    if (!list || !m_texts->hasColumn(TextListModel::Label) || core::lossName(list->request.model->config) != "loss")
        return {};
    return tr("%1 of %2 wrong").arg(list->wrongTexts()).arg(list->predictions.size());
}

}  // namespace ui
