#include "ui/topics/importance/contexts/contexts_page.h"

#include "core/base/counted.h"
#include "core/figure/words/word_distribution_figure.h"
#include "ui/plot/curve_plot.h"
#include "ui/session/written_files.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"
#include "ui/topics/importance/contexts/context_delegate.h"
#include "ui/views/corpus_choices.h"
#include "ui/views/figure_menu.h"
#include "ui/views/file_run_controls.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/chosen_file.h"
#include "ui/widgets/file_drop.h"
#include "ui/widgets/picture_or_note.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {
namespace {

constexpr int leastRows = 7;       // with the heading; the page scrolls where it is too tall
constexpr int numberLetters = 13;  // of a column beside the context
// Of the spread by class: its axis, and each class.
constexpr int spreadAxis = 72;  // with the room above for the name of a line across
constexpr int spreadRow = 20;
constexpr int mostSpreadRows = 7;

FileRunWords words()
{
    return {.prefix = QStringLiteral("contexts"),
            .text = "text",
            .noFile = ContextsPage::tr("Text file…"),
            .filePurpose = ContextsPage::tr("Choose a file of texts, one a line, or drop it on the lines"),
            .runPurpose = ContextsPage::tr("Look for the word, or anew"),
            .dialogTitle = ContextsPage::tr("Open a file of texts, one a line"),
            .fileTypes = ContextsPage::tr("Texts (*.txt *.tsv *.csv);;All files (*)")};
}

core::ConcordanceSort sortOf(core::ContextOrder order)
{
    switch (order) {
    case core::ContextOrder::Text: return core::ConcordanceSort::Text;
    case core::ContextOrder::Importance: return core::ConcordanceSort::Importance;
    case core::ContextOrder::Group: return core::ConcordanceSort::Group;
    case core::ContextOrder::Left: return core::ConcordanceSort::Left;
    case core::ContextOrder::Right: return core::ConcordanceSort::Right;
    }
    return core::ConcordanceSort::Text;
}

core::ContextOrder orderOf(ConcordanceModel::Column column)
{
    switch (column) {
    case ConcordanceModel::Importance: return core::ContextOrder::Importance;
    case ConcordanceModel::Prediction:
    case ConcordanceModel::Label: return core::ContextOrder::Group;
    case ConcordanceModel::Context:
    case ConcordanceModel::ColumnCount: break;
    }
    return core::ContextOrder::Text;
}

}  // namespace

ContextsPage::ContextsPage(const ViewSources &sources, const OpenModels &models, Messages &messages, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_models(models), m_messages(messages),
      m_run(sources.workbench, sources.session, WordRun::Scope::OneWord, this), m_lines(new ConcordanceModel(this))
{
    setObjectName(QStringLiteral("contextsPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(createLinesCard(), 1);
    column->addWidget(createSpreadCard());
    acceptFileDrop(*this, {}, [this](const std::filesystem::path &file) { m_run.runOver(file); });
    connect(&m_run, &WordRun::changed, this, &ContextsPage::refresh);
    connect(m_lines, &QAbstractItemModel::modelReset, this, &ContextsPage::refresh);
    connect(&m_sources.workbench, &Workbench::changed, this, [this](const core::WorkbenchState &before) {
        const core::ContextsState &contexts = m_sources.workbench.state().importance.contexts;
        if (before.importance.contexts.word != contexts.word ||
            before.importance.contexts.readsKept() != contexts.readsKept())
            lookForChosen();
    });
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, [this] {
        if (m_isBehind)
            lookForChosen();
        refresh();
    });
    showSpread();
    refresh();
}

Card *ContextsPage::createLinesCard()
{
    auto *card = new Card(tr("One word in many contexts"));
    card->setHelpTopic(HelpTopic::WordContexts);
    card->setExplanation(tr("Every occurrence of the word with what stands around it, colored by importance. Enter or a "
                            "double click puts a line into the sentence bar. Ctrl+click, or Ctrl+Space, chooses a second "
                            "line to compare with."));
    card->addControl(new CorpusChoices(m_sources.session, m_sources.workbench));
    card->addBody(createChoices(), 0);
    auto *body = new QWidget;
    m_pages = new PictureOrNote(createTable(), QStringLiteral("contextsAbsence"), body);
    card->addBody(body);
    return card;
}

QWidget *ContextsPage::createChoices()
{
    m_word = new QLineEdit;
    m_word->setObjectName(QStringLiteral("contextWord"));
    m_word->setAccessibleName(tr("Word to look for"));
    m_word->setPlaceholderText(tr("word"));
    m_word->setMaximumWidth(160);
    connect(m_word, &QLineEdit::returnPressed, this, [this] { lookFor(m_word->text().trimmed()); });
    auto *keep = new QToolButton;
    keep->setObjectName(QStringLiteral("keepSentence"));
    keep->setText(tr("keep sentence"));
    keep->setToolTip(plainToolTip(tr("Keep the sentence bar's text to look through kept sentences, instead of a file")));
    keep->setFocusPolicy(Qt::TabFocus);
    connect(keep, &QToolButton::clicked, this, &ContextsPage::keepSentence);
    m_compare = new QToolButton;
    m_compare->setObjectName(QStringLiteral("compareLine"));
    m_compare->setText(tr("compare"));
    m_compare->setFocusPolicy(Qt::TabFocus);
    connect(m_compare, &QToolButton::clicked, this, &ContextsPage::compareLines);
    m_order = new ChoiceMenu(tr("Order of the lines"));
    m_order->setObjectName(QStringLiteral("contextOrder"));
    m_order->setPrefix(tr("sort"));
    m_order->setChoices({tr("as in the texts"), tr("importance"), tr("class"), tr("word before"), tr("word after")});
    connect(m_order, &ChoiceMenu::chosen, this, [this](int choice) { sortBy(static_cast<core::ContextOrder>(choice)); });
    m_save = new QToolButton;
    m_save->setObjectName(QStringLiteral("saveContexts"));
    m_save->setText(tr("Save CSV…"));
    m_save->setToolTip(plainToolTip(tr("Save every line as the command words writes it")));
    m_save->setFocusPolicy(Qt::TabFocus);
    connect(m_save, &QToolButton::clicked, this, &ContextsPage::chooseFile);
    m_count = plainLabel();
    m_count->setObjectName(QStringLiteral("contextCount"));
    setRole(*m_count, Role::Note);
    auto *controls = new FileRunControls(m_models, m_sources.session, m_run, words());
    auto *choices = new QWidget;
    auto *grid = new QGridLayout(choices);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_word, 0, 0);
    grid->addWidget(controls->choices(), 0, 1);
    grid->addWidget(keep, 0, 2);
    grid->addWidget(m_compare, 0, 3);
    grid->addWidget(m_order, 0, 5);
    grid->addWidget(m_save, 0, 6);
    grid->setColumnStretch(4, 1);
    grid->addWidget(controls, 1, 0, 1, 5);
    grid->addWidget(m_count, 1, 5, 1, 2, Qt::AlignRight);
    return choices;
}

QTableView *ContextsPage::createTable()
{
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("contextLines"));
    m_table->setAccessibleName(tr("Contexts of the word"));
    m_table->setModel(m_lines);
    m_table->setTabKeyNavigation(false);
    m_table->setItemDelegateForColumn(ConcordanceModel::Context, new ContextDelegate(*m_lines, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8);
    m_table->setMinimumHeight(leastRows * m_table->verticalHeader()->defaultSectionSize());
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setResizeContentsPrecision(0);  // of the lines in sight
    m_table->horizontalHeader()->setSectionResizeMode(ConcordanceModel::Context, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(ConcordanceModel::Importance, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setDefaultSectionSize(m_table->fontMetrics().averageCharWidth() * numberLetters);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this,
            [this](int column) { sortBy(orderOf(static_cast<ConcordanceModel::Column>(column))); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) { takeLine(index.row()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ContextsPage::offerComparison);
    return m_table;
}

Card *ContextsPage::createSpreadCard()
{
    m_spreadCard = new Card(tr("By class"));
    m_spreadCard->setHelpTopic(HelpTopic::WordContexts);
    m_spread = new CurvePlot;
    m_spread->setObjectName(QStringLiteral("contextSpread"));
    m_spread->setAccessibleName(tr("Importance of the word by class"));
    m_spreadBody = new QWidget;
    m_spreadPages = new PictureOrNote(m_spread, QStringLiteral("contextSpreadAbsence"), m_spreadBody);
    m_spreadCard->addBody(m_spreadBody);
    m_test = plainLabel();
    m_test->setObjectName(QStringLiteral("contextTest"));
    m_test->setWordWrap(true);
    setRole(*m_test, Role::Note);
    m_spreadCard->addBody(m_test, 0);
    offerFigure(m_sources, *m_spreadCard, [this] { return spreadPanel(); });
    return m_spreadCard;
}

// Of a file alone: a recipe names its texts.
std::optional<core::FigurePanel> ContextsPage::spreadPanel() const
{
    const core::WordReportPointer report = m_run.report();
    if (!report || !report->request.typed.empty())
        return std::nullopt;
    core::FigurePanel panel{.kind = core::PanelKind::WordDistribution};
    panel.measure = core::describe(report->request.measure.measure).id;
    panel.word = report->request.word;
    panel.grouping = report->request.grouping;
    panel.importance = report->request.measure.options;
    panel.importance.unit = {};  // of words, whatever it says
    return panel;
}

// Nothing is looked for that nobody sees.
void ContextsPage::lookForChosen()
{
    m_isBehind = !isVisible() || !m_sources.session.snapshot() || !m_sources.session.isUpToDate();
    if (!m_isBehind && !m_sources.workbench.state().importance.contexts.word.empty())
        m_run.start();
}

void ContextsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isBehind)
        lookForChosen();
    refresh();
}

// Another word is looked for wherever it comes from; the same one anew.
void ContextsPage::lookFor(const QString &word)
{
    const std::string wanted = word.toStdString();
    if (m_sources.workbench.state().importance.contexts.word == wanted)
        m_run.start();
    m_sources.workbench.change([&wanted](core::WorkbenchState &state) { state.importance.contexts.word = wanted; });
}

void ContextsPage::keepSentence()
{
    m_sources.workbench.change([](core::WorkbenchState &state) {
        std::vector<std::string> &kept = state.importance.contexts.kept;
        if (!state.text.empty() && std::ranges::find(kept, state.text) == kept.end())
            kept.push_back(state.text);
    });
}

void ContextsPage::sortBy(core::ContextOrder order)
{
    m_sources.workbench.change([order](core::WorkbenchState &state) { state.importance.contexts.order = order; });
}

void ContextsPage::chooseFile()
{
    const QString file = chosenTableFile(*this, tr("Save the lines"), QStringLiteral("contexts.csv"));
    if (!file.isEmpty())
        saveTable(file);
}

void ContextsPage::saveTable(const QString &file)
{
    if (m_run.report())
        m_messages.saySaved(saveText(core::occurrenceCsv(*m_run.report()), file), file);
}

void ContextsPage::takeLine(int row)
{
    const std::string text = m_lines->textAt(row);
    m_sources.workbench.change([&text](core::WorkbenchState &state) { state.text = text; });
}

// From the top down.
std::vector<int> ContextsPage::chosenLines() const
{
    std::vector<int> lines;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        lines.push_back(index.row());
    std::ranges::sort(lines);
    return lines;
}

void ContextsPage::offerComparison()
{
    const std::size_t chosen = chosenLines().size();
    m_compare->setEnabled(chosen == 1 || chosen == 2);
    m_compare->setToolTip(plainToolTip(chosen == 1   ? tr("Put the chosen line beside the sentence, word by word")
                                       : chosen == 2 ? tr("Put the two chosen lines beside each other, word by word")
                                                     : tr("Choose one line to compare with the sentence, or two")));
}

// Two contexts of a word, aligned, with their difference by the measure of the lines: two lines, or one and the sentence.
void ContextsPage::compareLines()
{
    const std::vector<int> lines = chosenLines();
    if (lines.empty())
        return;
    const std::string first = lines.size() > 1 ? m_lines->textAt(lines.front()) : m_sources.workbench.state().text;
    const std::string second = m_lines->textAt(lines.back());
    const core::ImportanceMeasure measure = m_lines->report()->request.measure.measure;
    m_sources.workbench.change([&](core::WorkbenchState &state) {
        state.text = first;
        state.importance.second = {.text = second, .model = {}};
        state.display.importance = measure;
        core::setMeasured(state.importance, measure, true);
        state.place.importance = core::ImportancePage::SideBySide;
        state.place.sideBySide = core::SideBySidePicture::Words;
    });
}

QString ContextsPage::absenceText() const
{
    const core::ContextsState &contexts = m_sources.workbench.state().importance.contexts;
    if (m_lines->rowCount() > 0)
        return {};
    if (contexts.texts.file.empty() && contexts.kept.empty())
        return tr(
            "Choose a file of texts, one a line, or drop it here, or keep sentences from the sentence bar; then name a "
            "word and press Enter.");
    if (contexts.word.empty())
        return tr("Name a word and press Enter.");
    if (m_run.isRunning() || !m_run.report())
        return m_run.isRunning() ? tr("Looking for “%1”.").arg(qtText(contexts.word))
                                 : tr("Press Enter in the word's field.");
    return tr("No text has the word “%1”.").arg(qtText(m_run.report()->request.word));
}

QString ContextsPage::countText() const
{
    if (m_lines->rowCount() == 0)
        return {};
    return qtText(core::counted(static_cast<long long>(m_lines->rowCount()), "line"));
}

// What nobody sees is worked out when it is shown.
void ContextsPage::refresh()
{
    if (!isVisible())
        return;
    const core::ContextsState &contexts = m_sources.workbench.state().importance.contexts;
    if (!m_word->hasFocus() || m_word->text().trimmed().isEmpty())
        m_word->setText(qtText(contexts.word));
    m_order->setCurrent(static_cast<int>(contexts.order));
    m_lines->setReport(m_run.report(), sortOf(contexts.order));
    m_table->setColumnHidden(ConcordanceModel::Prediction, !m_lines->report() || m_lines->report()->classNames.empty());
    m_table->setColumnHidden(ConcordanceModel::Label, !m_lines->report() || m_lines->report()->labels.empty());
    m_pages->showAbsence(absenceText());
    m_save->setEnabled(m_lines->rowCount() > 0);
    m_count->setText(countText());
    offerComparison();
    if (m_spreadOf != m_run.report())
        showSpread();
}

void ContextsPage::showSpread()
{
    m_spreadOf = m_run.report();
    const core::CurveFigure spread = m_spreadOf ? core::wordDistributionFigure(*m_spreadOf) : core::CurveFigure();
    m_spreadCard->setVisible(!spread.isEmpty());
    m_spreadBody->setFixedHeight(spreadAxis +
                                 spreadRow * std::clamp(static_cast<int>(spread.curves.size()), 1, mostSpreadRows));
    m_test->setText(qtText(spread.explanation));
    m_spread->setFigure(spread);
    m_spreadPages->showAbsence(spread.isEmpty() ? spread.absence : std::string());
}

}  // namespace ui
