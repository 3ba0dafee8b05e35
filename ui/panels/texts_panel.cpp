#include "ui/panels/texts_panel.h"

#include "core/corpus/listing/prediction_table.h"
#include "ui/panels/text_list_model.h"
#include "ui/session/written_files.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"
#include "ui/views/file_run_controls.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/chosen_file.h"
#include "ui/widgets/file_drop.h"
#include "ui/widgets/picture_or_note.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

// A list that was left with the session is made again by itself where that takes a moment.
constexpr std::uintmax_t momentOfBytes = 500'000;

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

bool takesAMoment(const std::filesystem::path &file)
{
    std::error_code problem;
    const std::uintmax_t size = std::filesystem::file_size(file, problem);
    return !problem && size <= momentOfBytes;
}

}  // namespace

TextsPanel::TextsPanel(Workbench &workbench, AnalysisSession &session, const OpenModels &models, Messages &messages,
                       QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_session(session), m_models(models), m_messages(messages),
      m_browser(workbench, session, this), m_texts(new TextListModel(this))
{
    setObjectName(QStringLiteral("textsPanel"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(createCard());
    acceptFileDrop(*this, {}, [this](const std::filesystem::path &file) { m_browser.runOver(file); });
    connect(m_texts, &QAbstractItemModel::modelReset, this, &TextsPanel::followText);
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
    m_search->setMaximumWidth(140);
    connect(m_search, &QLineEdit::textEdited, this, &TextsPanel::setSearch);
    m_wrongOnly = new ChoiceMenu(tr("Texts in the list"));
    m_wrongOnly->setObjectName(QStringLiteral("textsWrongOnly"));
    m_wrongOnly->setChoices({tr("right and wrong"), tr("wrong only")});
    connect(m_wrongOnly, &ChoiceMenu::chosen, this, [this](int choice) {
        m_workbench.change([choice](core::WorkbenchState &state) { state.texts.wrongOnly = choice == 1; });
    });
    m_count = plainLabel();
    m_count->setObjectName(QStringLiteral("textsCount"));
    setRole(*m_count, Role::Note);
    m_save = new QToolButton;
    m_save->setObjectName(QStringLiteral("saveTexts"));
    m_save->setText(tr("Save CSV…"));
    m_save->setToolTip(plainToolTip(tr("Save every text with label, prediction, probability and loss")));
    m_save->setFocusPolicy(Qt::TabFocus);
    connect(m_save, &QToolButton::clicked, this, &TextsPanel::chooseTable);
    auto *choices = new QWidget;
    auto *row = new QHBoxLayout(choices);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_count);
    row->addWidget(m_wrongOnly);
    row->addWidget(m_search);
    row->addWidget(m_save);
    return choices;
}

QTableView *TextsPanel::createTable()
{
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("textsTable"));
    m_table->setAccessibleName(tr("Texts of the file"));
    m_table->setModel(m_texts);
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
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        m_workbench.change(
            [column, order](core::WorkbenchState &state) {
                state.texts.order = static_cast<core::TextsOrder>(column);
                state.texts.isDescending = order == Qt::DescendingOrder;
            },
            {.name = "order of texts"});
    });
    connect(m_table, &QTableView::clicked, this, &TextsPanel::showRow);
    connect(m_table, &QTableView::activated, this, &TextsPanel::showRow);
    return m_table;
}

// A list that was left with the session is asked for when it is looked at.
void TextsPanel::startWhereAsked()
{
    const bool isAnswered = m_browser.report() || m_browser.state() != TextBrowser::State::Idle;
    if (isVisible() && m_session.snapshot() && m_browser.hasTexts() && !isAnswered && m_browser.problem().isEmpty() &&
        takesAMoment(m_browser.file()))
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
    m_texts->setList(m_browser.hasTexts() ? m_browser.report() : nullptr);
    m_texts->setWanted(qtText(chosen.search), chosen.wrongOnly);
    showOrder();
    if (m_search->text() != qtText(chosen.search))
        m_search->setText(qtText(chosen.search));
    m_wrongOnly->setCurrent(chosen.wrongOnly ? 1 : 0);
    m_wrongOnly->setVisible(m_texts->hasVerdicts());
    m_search->setVisible(m_browser.hasTexts());
    m_save->setVisible(m_texts->list() != nullptr);
    m_count->setText(countText());
    m_pages->showAbsence(absenceText());
    showColumns();
    followText();
}

void TextsPanel::showOrder()
{
    const core::TextsState &chosen = m_workbench.state().texts;
    const auto column = static_cast<int>(chosen.order);
    const Qt::SortOrder order = chosen.isDescending ? Qt::DescendingOrder : Qt::AscendingOrder;
    const QHeaderView &header = *m_table->horizontalHeader();
    if (header.sortIndicatorSection() != column || header.sortIndicatorOrder() != order)
        m_table->sortByColumn(column, order);
}

// Columns have their widths once for a file, and once more when all is predicted; then they are the reader's.
void TextsPanel::showColumns()
{
    for (const TextListModel::Column column :
         {TextListModel::Label, TextListModel::Answer, TextListModel::Probability, TextListModel::Loss})
        m_table->setColumnHidden(column, !m_texts->hasColumn(column));
    const core::PredictionListPointer &list = m_texts->list();
    const bool isFitted =
        list && m_fittedTo && list->texts == m_fittedTo->texts && (list == m_fittedTo || !list->progress.isComplete());
    if (!list || isFitted)
        return;
    m_fittedTo = list;
    constexpr int gap = 12;  // numbers at the right before text at the left
    for (int column = 0; column < TextListModel::Text; ++column) {
        m_table->resizeColumnToContents(column);
        const bool isBeforeText = column == TextListModel::Loss || column == TextListModel::Number;
        m_table->setColumnWidth(column, m_table->columnWidth(column) + (isBeforeText ? gap : 0));
    }
}

// The row of the shown sentence is marked.
void TextsPanel::followText()
{
    if (!isVisible())
        return;
    const std::string &text = m_workbench.state().text;
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid() && m_texts->textAt(current.row()) == text)
        return;
    const int row = m_texts->rowOf(text);
    m_table->setCurrentIndex(row < 0 ? QModelIndex() : m_texts->index(row, TextListModel::Number));
    if (row < 0)
        m_table->clearSelection();
}

// A model that was opened as the attention to one text has no other.
void TextsPanel::showRow(const QModelIndex &shown)
{
    const SnapshotPointer &snapshot = m_session.snapshot();
    if (shown.isValid() && snapshot && !snapshot->model->onlyText)
        m_browser.show(m_texts->textAt(shown.row()));
}

void TextsPanel::goToRow(int row)
{
    const int last = m_texts->rowCount() - 1;
    if (last < 0)
        return;
    const QModelIndex next = m_texts->index(std::clamp(row, 0, last), TextListModel::Number);
    m_table->setCurrentIndex(next);
    showRow(next);
}

void TextsPanel::step(int rows)
{
    const QModelIndex current = m_table->currentIndex();
    goToRow(current.isValid() ? current.row() + rows : 0);
}

void TextsPanel::takeFocus()
{
    QWidget *target = m_texts->rowCount() > 0 ? m_table : findChild<QWidget *>(QStringLiteral("textsFile"));
    target->setFocus(Qt::ShortcutFocusReason);
}

// As a click on its name does: a second time the other way round.
void TextsPanel::sortBy(int column)
{
    const QHeaderView &header = *m_table->horizontalHeader();
    const bool isAscending = header.sortIndicatorSection() == column && header.sortIndicatorOrder() == Qt::AscendingOrder;
    m_table->sortByColumn(column, isAscending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void TextsPanel::copyRow() const
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    QStringList cells;
    for (int column = 0; column < TextListModel::Text; ++column) {
        if (!m_table->isColumnHidden(column))
            cells << current.siblingAtColumn(column).data().toString();
    }
    cells << qtText(m_texts->textAt(current.row()));
    QGuiApplication::clipboard()->setText(cells.join(QLatin1Char('\t')));
}

// Keys go from text to text at once; the number of a column that is seen sorts by it. Letters would move the mark without the sentence.
bool TextsPanel::takesKey(const QKeyEvent &key)
{
    if (key.matches(QKeySequence::Copy)) {
        copyRow();
        return true;
    }
    if (key.modifiers() != Qt::NoModifier && key.modifiers() != Qt::KeypadModifier)
        return false;
    const int page = std::max(1, m_table->verticalScrollBar()->pageStep());
    switch (key.key()) {
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_Down: step(1); return true;
    case Qt::Key_PageUp: step(-page); return true;
    case Qt::Key_PageDown: step(page); return true;
    case Qt::Key_Home: goToRow(0); return true;
    case Qt::Key_End: goToRow(m_texts->rowCount() - 1); return true;
    default: break;
    }
    std::vector<int> seen;
    for (int column = 0; column < TextListModel::ColumnCount; ++column) {
        if (!m_table->isColumnHidden(column))
            seen.push_back(column);
    }
    const int number = key.key() - Qt::Key_1;
    if (number >= 0 && number < static_cast<int>(seen.size()))
        sortBy(seen[static_cast<std::size_t>(number)]);
    return !key.text().trimmed().isEmpty() && key.key() != Qt::Key_Return && key.key() != Qt::Key_Enter;
}

bool TextsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress)
        return takesKey(*static_cast<QKeyEvent *>(event));
    return QWidget::eventFilter(watched, event);
}

void TextsPanel::setSearch(const QString &words)
{
    const Gesture searching{.name = "search of texts"};
    m_workbench.change([&words](core::WorkbenchState &state) { state.texts.search = words.toStdString(); }, searching);
}

void TextsPanel::chooseTable()
{
    const QString file = chosenTableFile(*this, tr("Save the predictions"), QStringLiteral("predictions.csv"));
    if (!file.isEmpty())
        saveTable(file);
}

void TextsPanel::saveTable(const QString &file)
{
    if (!m_texts->list())
        return;
    const core::Result<void> written = writeFile(file.toStdString(), core::predictionTableCsv(*m_texts->list()));
    if (!written)
        m_messages.say(qtText(written.error().message));
}

QString TextsPanel::absenceText() const
{
    if (m_browser.file().empty())
        return tr(
            "Choose a file of texts, or drop it here, to see the model's prediction for each. Click a text to show it in "
            "the sentence bar.");
    if (m_texts->list())
        return m_texts->rowCount() == 0 ? tr("No text matches.") : QString();
    if (!m_browser.problem().isEmpty())
        return m_browser.problem();
    return m_browser.isRunning() ? tr("Reading the texts.") : tr("Press Run to list the texts.");
}

QString TextsPanel::countText() const
{
    if (!m_texts->hasVerdicts())
        return {};
    return tr("%1 of %2 wrong").arg(m_texts->list()->wrongTexts()).arg(m_texts->list()->judgedTexts());
}

}  // namespace ui
