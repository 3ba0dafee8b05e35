#include "ui/topics/masks/evaluation/evaluation_page.h"

#include "core/figure/masks/mask_study_figures.h"
#include "core/figure/masks/mask_study_lines.h"
#include "ui/plot/curve_plot.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/topics/masks/evaluation/evaluation_controls.h"
#include "ui/views/figure_menu.h"
#include "ui/views/picture_menu.h"
#include "ui/widgets/card.h"
#include "ui/widgets/file_drop.h"
#include "ui/widgets/tabbed_card.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {
namespace {

constexpr int maskName = 0;  // of the table of masks
// Of the table of predictions that changed.
enum ChangedColumn { Effect, Prediction, Sentence };

// Of a classifier's loss the difference alone, as there is no room for both.
std::vector<core::StudyColumn> shownColumns(const core::MaskStudy &study)
{
    std::vector<core::StudyColumn> columns = core::studyColumns(study);
    if (!study.isOfErrors())
        std::erase_if(columns, [](const core::StudyColumn &column) { return column.text == &core::StudyLine::loss; });
    return columns;
}

QString headingOf(const core::StudyColumn &column)
{
    return QString::fromStdString(column.heading + (column.compared.empty() ? "" : "\n") + column.compared);
}

QTableWidgetItem *cell(const std::string &text, Qt::Alignment alignment)
{
    auto *item = new QTableWidgetItem(QString::fromStdString(text));
    item->setTextAlignment(alignment | Qt::AlignVCenter);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

// With its margins.
int widestName(const QTableWidget &table)
{
    constexpr int margins = 20;
    int widest = 0;
    for (int row = 0; row < table.rowCount(); ++row)
        widest = std::max(widest, table.fontMetrics().horizontalAdvance(table.item(row, maskName)->text()));
    return widest + margins;
}

void setBold(QTableWidgetItem &item, bool isBold)
{
    QFont font = item.font();
    font.setBold(isBold);
    item.setFont(font);
}

}  // namespace

EvaluationPage::EvaluationPage(const ViewSources &sources, const OpenModels &models, Messages &messages, QWidget *parent)
    : QWidget(parent), m_workbench(sources.workbench), m_evaluation(sources.workbench, sources.session, this)
{
    setObjectName(QStringLiteral("evaluationPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(createFileCard(new EvaluationControls(sources.session, models, messages, m_evaluation)));
    column->addWidget(createCurves(), 4);
    offerFigure(sources, *m_left.card,
                [this] { return curvePanel(core::PanelKind::MaskEvaluation, core::PanelKind::MaskSweep); });
    offerFigure(sources, *m_right.card,
                [this] { return curvePanel(core::PanelKind::MaskEvaluationLoss, core::PanelKind::MaskSweepPairs); });
    m_tables = createTablesCard();
    column->addWidget(m_tables, 4);
    m_absenceCard = createAbsence();
    column->addWidget(m_absenceCard, 1);
    acceptFileDrop(*this, {}, [this](const std::filesystem::path &file) { m_evaluation.runOver(file); });
    connect(&m_evaluation, &MaskEvaluation::changed, this, &EvaluationPage::refresh);
    refresh();
}

Card *EvaluationPage::createFileCard(EvaluationControls *controls)
{
    auto *card = new Card({});
    card->setHelpTopic(HelpTopic::Evaluation);
    card->setTitleWidget(controls->choices());
    card->addBody(controls, 0);
    return card;
}

Card *EvaluationPage::createAbsence()
{
    auto *card = new Card({});
    card->setHelpTopic(HelpTopic::Evaluation);
    m_absence = plainLabel();
    m_absence->setObjectName(QStringLiteral("evaluationAbsence"));
    m_absence->setAlignment(Qt::AlignCenter);
    m_absence->setWordWrap(true);
    setRole(*m_absence, Role::Note);
    card->addBody(m_absence);
    return card;
}

QString EvaluationPage::absenceText() const
{
    if (m_evaluation.file().empty())
        return tr(
            "Choose a file of labeled texts, or drop it here, to see what the mask costs beside random masks of the "
            "same sparsity,\nor sweep over a width, a strength or every head. For a masked language model: a text with "
            "one paragraph a line.");
    return m_evaluation.problem().isEmpty() ? tr("Press Run to evaluate the file with and without the mask.")
                                            : m_evaluation.problem();
}

QTableWidget *EvaluationPage::createTable(const char *objectName, const QString &name, const QStringList &columns)
{
    auto *table = new QTableWidget(0, static_cast<int>(columns.size()));
    table->setObjectName(QLatin1String(objectName));
    table->setAccessibleName(name);
    table->setHorizontalHeaderLabels(columns);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(24);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

TabbedCard *EvaluationPage::createTablesCard()
{
    auto *card = new TabbedCard;
    card->setHelpTopic(HelpTopic::Evaluation);
    card->addPage(tr("With and without"), "linesTab", createLines());
    card->addPage(tr("Predictions that changed"), "changedTab", createChanged(),
                  tr("Sentences whose predicted class changes under the mask that is selected in the table, or under the "
                     "first one; of a random mask under its first draw. A click shows one above."));
    return card;
}

// Of what the figures of the table are.
QString EvaluationPage::linesText(const core::MaskStudy &study)
{
    const QString draws = tr(" A random mask's figures are means over its draws, with the lowest and highest draw in "
                             "parentheses.");
    const QString intervals =
        tr("Differences are paired; in brackets their 95 % interval by a seeded bootstrap over the sentences. "
           "Bold: the interval leaves out 0");
    if (study.isOfErrors())
        return intervals + tr(". There is no exact test of squared errors, and so no p.") + draws;
    if (study.isOfPieces())
        return tr("Of guessed pieces. Differences are paired; in brackets their 95 % interval by a seeded bootstrap over "
                  "the "
                  "paragraphs, whose pieces depend on each other. Bold: the interval leaves out 0; for accuracies of a "
                  "sweep, Holm p is below 0.05. p is that of the exact sign test, two-sided, of the paragraphs with more "
                  "and "
                  "with fewer right guesses; in a sweep Holm p is corrected for all of its masks.") +
               draws;
    return intervals +
           tr("; for accuracies of a sweep, Holm p is below 0.05. p is that of the exact McNemar test, two-sided, of the "
              "accuracies; in a sweep Holm p is corrected for all of its masks.") +
           draws;
}

QTableWidget *EvaluationPage::createLines()
{
    m_lines = createTable("evaluationTable", tr("Figures of every mask"), {});
    m_lines->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_lines->setMinimumHeight(120);
    connect(m_lines, &QTableWidget::currentCellChanged, this, &EvaluationPage::showChanged);
    return m_lines;
}

QWidget *EvaluationPage::createCurves()
{
    m_curves = new QWidget;
    auto *row = new QHBoxLayout(m_curves);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_left = createCurve("accuracyPlot");
    m_right = createCurve("sparsityPlot");
    row->addWidget(m_left.card, 1);
    row->addWidget(m_right.card, 1);
    return m_curves;
}

// One mask, or every head by itself, is a figure of intervals; everything else a curve.
std::optional<core::FigurePanel> EvaluationPage::curvePanel(core::PanelKind difference, core::PanelKind sweep) const
{
    if (!m_evaluation.report())
        return std::nullopt;
    const bool isOfMasks = m_evaluation.sweep().empty() || m_evaluation.sweep() == "heads";
    return core::FigurePanel{.kind = isOfMasks ? difference : sweep};
}

EvaluationPage::CurveCard EvaluationPage::createCurve(const char *objectName)
{
    const CurveCard curve{.card = new Card({}), .plot = new CurvePlot};
    curve.card->setHelpTopic(HelpTopic::Evaluation);
    curve.plot->setObjectName(QLatin1String(objectName));
    curve.card->addBody(curve.plot);
    return curve;
}

QTableWidget *EvaluationPage::createChanged()
{
    m_changed =
        createTable("changedTable", tr("Predictions that changed"), {tr("effect"), tr("prediction"), tr("sentence")});
    m_changed->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_changed->horizontalHeader()->setSectionResizeMode(Sentence, QHeaderView::Stretch);
    connect(m_changed, &QTableWidget::cellClicked, this, [this](int row) { showText(row); });
    connect(m_changed, &QTableWidget::cellActivated, this, [this](int row) { showText(row); });
    return m_changed;
}

void EvaluationPage::refresh()
{
    const bool isAsked = m_evaluation.report() || m_evaluation.isRunning();
    m_tables->setVisible(isAsked);
    m_absenceCard->setVisible(!isAsked);
    m_absence->setText(absenceText());
    showCurves();
    showLines();
    showChanged();
}

void EvaluationPage::showCurves()
{
    const core::MaskReportPointer &report = m_evaluation.report();
    std::vector<core::CurveFigure> figures = report ? core::studyFigures(*report) : std::vector<core::CurveFigure>();
    figures.resize(2);
    show(m_left, std::move(figures[0]));
    show(m_right, std::move(figures[1]));
    m_curves->setHidden(m_left.plot->figure().isEmpty());  // else the tables would not get its room
}

void EvaluationPage::show(const CurveCard &curve, core::CurveFigure figure)
{
    curve.card->setVisible(!figure.isEmpty());
    curve.card->setTitle(QString::fromStdString(figure.title));
    curve.card->setExplanation(QString::fromStdString(figure.explanation));
    curve.plot->setAccessibleName(QString::fromStdString(figure.title));
    curve.plot->setFigure(std::move(figure));
}

void EvaluationPage::showLines()
{
    const core::MaskReportPointer &report = m_evaluation.report();
    const core::MaskStudy &study = report ? report->study : core::MaskStudy();
    const std::vector<core::StudyLine> lines =
        report ? core::studyLines(study, report->rows) : std::vector<core::StudyLine>();
    const std::vector<core::StudyColumn> columns = shownColumns(study);
    showHeadings(columns);
    m_lines->setRowCount(static_cast<int>(lines.size()));
    for (int row = 0; row < m_lines->rowCount(); ++row) {
        const core::StudyLine &line = lines[static_cast<std::size_t>(row)];
        for (int place = 0; place < m_lines->columnCount(); ++place) {
            const core::StudyColumn &column = columns[static_cast<std::size_t>(place)];
            QTableWidgetItem *item = cell(line.*column.text, place == maskName ? Qt::AlignLeft : Qt::AlignRight);
            setBold(*item, column.isClear && line.*column.isClear);
            m_lines->setItem(row, place, item);
        }
    }
    m_tables->setExplanation(*m_lines, linesText(study));
    m_tables->setPageAvailable(*m_changed, !study.isOfErrors() && !study.isOfPieces());
    fitNames();
}

// Numbers are as wide as they are; the names are fitted, or dragged by the reader.
void EvaluationPage::showHeadings(const std::vector<core::StudyColumn> &columns)
{
    m_lines->setColumnCount(static_cast<int>(columns.size()));
    for (int place = 0; place < m_lines->columnCount(); ++place) {
        auto *heading = new QTableWidgetItem(headingOf(columns[static_cast<std::size_t>(place)]));
        heading->setTextAlignment((place == maskName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        m_lines->setHorizontalHeaderItem(place, heading);
    }
    m_lines->horizontalHeader()->setSectionResizeMode(maskName, QHeaderView::Interactive);
}

// The names take what the numbers leave, and never so little that they cannot be told apart: then the numbers are scrolled. A width that the
// reader dragged stays.
void EvaluationPage::fitNames()
{
    constexpr int widestNeeded = 220;
    if (m_fittedWidth && m_lines->columnWidth(maskName) != *m_fittedWidth)
        return;
    const int least = std::min(widestName(*m_lines), widestNeeded);
    const int numbers = m_lines->horizontalHeader()->length() - m_lines->columnWidth(maskName);
    m_lines->setColumnWidth(maskName, std::max(least, m_lines->viewport()->width() - numbers));
    m_fittedWidth = m_lines->columnWidth(maskName);
}

void EvaluationPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitNames();
}

void EvaluationPage::showChanged()
{
    const core::MaskReportPointer &report = m_evaluation.report();
    const int line = std::max(1, m_lines->currentRow());  // the first is what all are compared with
    const std::vector<core::ChangedText> changes =
        report ? core::changedTexts(*report, static_cast<std::size_t>(line)) : std::vector<core::ChangedText>();
    const QTableWidgetItem *mask = m_lines->item(line, maskName);
    m_changed->horizontalHeaderItem(Prediction)
        ->setText(mask ? tr("%1 → %2").arg(m_lines->item(0, maskName)->text(), mask->text()) : tr("prediction"));
    m_changed->setRowCount(static_cast<int>(changes.size()));
    for (int row = 0; row < m_changed->rowCount(); ++row) {
        const core::ChangedText &change = changes[static_cast<std::size_t>(row)];
        m_changed->setItem(row, Effect, cell(change.effect, Qt::AlignLeft));
        m_changed->setItem(row, Prediction, cell(change.change, Qt::AlignLeft));
        m_changed->setItem(row, Sentence, cell(change.text, Qt::AlignLeft));
    }
}

// As if it had been typed, so that undo brings the former sentence back.
void EvaluationPage::showText(int row)
{
    const std::string text = m_changed->item(row, Sentence)->text().toStdString();
    m_workbench.change([&text](core::WorkbenchState &state) { state.text = text; });
}

}  // namespace ui
