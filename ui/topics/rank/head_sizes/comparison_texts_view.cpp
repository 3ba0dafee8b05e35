#include "ui/topics/rank/head_sizes/comparison_texts_view.h"

#include "core/base/counted.h"
#include "core/corpus/texts/cut_note.h"
#include "core/figure/values/figure_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/file_drop.h"
#include "ui/widgets/limit_menu.h"
#include "ui/widgets/time_left_text.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace ui {
namespace {

constexpr std::array<std::size_t, 5> usualLimits{0, 100, 500, 2000, 10000};

QHBoxLayout *rowIn(QWidget *widget)
{
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    return row;
}

ChoiceMenu *menuIn(QHBoxLayout *row, const char *objectName, const QString &purpose)
{
    auto *menu = new ChoiceMenu(purpose);
    menu->setObjectName(QLatin1String(objectName));
    row->addWidget(menu);
    return menu;
}

QString fileName(const std::filesystem::path &path)
{
    return QString::fromStdString(path.filename().string());
}

QString firstProblem(const core::ModelComparison &comparison)
{
    const std::vector<std::string> names = core::comparedNames(comparison);
    for (std::size_t model = 0; model < names.size(); ++model) {
        if (const std::string &problem = comparison.models[model].problem; !problem.empty())
            return QString::fromStdString(names[model] + ": " + problem);
    }
    return {};
}

// " · two: 6 of 500 texts cut at ..."; models that cut the same are named together, and not at all where every model does.
QString cutText(const core::ModelComparison &comparison)
{
    const std::vector<std::string> names = core::comparedNames(comparison);
    std::map<std::string, QStringList> modelsOf;
    for (std::size_t model = 0; model < names.size(); ++model) {
        const core::CorpusSummary &summary = comparison.models[model].summary;
        const std::size_t limit = comparison.models[model].model->tokenLimit();
        if (const std::string cut = core::cutNote(summary.cutTexts, summary.texts, limit); !cut.empty())
            modelsOf[cut] << QString::fromStdString(names[model]);
    }
    QString text;
    for (const auto &[cut, models] : modelsOf) {
        const bool isEveryModel = models.size() > 1 && static_cast<std::size_t>(models.size()) == names.size();
        const QString which = isEveryModel ? QString() : models.join(QStringLiteral(", ")) + QStringLiteral(": ");
        text += QStringLiteral(" · ") + which + QString::fromStdString(cut);
    }
    return text;
}

QString doneText(const core::ModelComparison &comparison)
{
    const QString problem = firstProblem(comparison);
    if (!problem.isEmpty())
        return problem;
    if (comparison.request.texts.isSentence())
        return QObject::tr("follows the sentence above");
    if (comparison.models.empty())
        return countedText(static_cast<std::int64_t>(comparison.texts), "text");
    const double tokens = comparison.models.front().summary.all.tokens.mean;
    QString text = QObject::tr("%1 · %2 tokens each")
                       .arg(countedText(static_cast<std::int64_t>(comparison.texts), "text"),
                            QString::fromStdString(core::formatNumber(tokens, 1)));
    text += cutText(comparison);
    for (const std::string &note : comparison.notes)
        text += QString::fromStdString(" · " + note);
    return text;
}

// Of all models; 8 is "up to 8 tokens".
std::vector<int> lengthGroups(const core::ModelComparison &comparison)
{
    std::set<int> groups;
    for (const core::ComparedModel &compared : comparison.models) {
        for (const auto &[longest, group] : compared.summary.byLength)
            groups.insert(longest);
    }
    return {groups.begin(), groups.end()};
}

QString lengthName(int longest)
{
    return longest == 0 ? QObject::tr("all lengths")
                        : QObject::tr("%1 to %2 tokens").arg(longest <= 8 ? 1 : longest / 2 + 1).arg(longest);
}

}  // namespace

QString comparisonStatus(const ComparisonSession &comparison)
{
    const core::ComparisonPointer &soFar = comparison.comparison();
    if (!comparison.problem().isEmpty())
        return comparison.problem();
    if (!soFar)
        return {};
    if (comparison.state() == ComparisonSession::State::Idle)
        return doneText(*soFar);
    if (soFar->request.texts.isSentence())
        return QObject::tr("follows the sentence above");
    const QString done = QObject::tr("%1 of %2")
                             .arg(QString::number(soFar->progress.done),
                                  QString::fromStdString(core::counted(soFar->progress.all, "pass", "passes")));
    if (comparison.state() == ComparisonSession::State::Stopped)
        return done + QObject::tr(" · stopped");
    return soFar->progress.done == soFar->progress.known
               ? done
               : done + QStringLiteral(" · ") + secondsLeftText(soFar->progress.secondsLeft());
}

ComparisonTextsView::ComparisonTextsView(Workbench &workbench, ComparisonSession &comparison, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_comparison(comparison)
{
    setObjectName(QStringLiteral("comparisonTexts"));
    acceptFileDrop(*this, {}, [this](const std::filesystem::path &file) { m_comparison.setCorpus(file); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(createTextsRow());
    column->addWidget(createProgressRow());
    column->addWidget(createLengthsRow());
    connect(&m_comparison, &ComparisonSession::choiceChanged, this, &ComparisonTextsView::refresh);
    connect(&m_comparison, &ComparisonSession::comparisonChanged, this, &ComparisonTextsView::refresh);
    connect(&m_workbench, &Workbench::optionsChanged, this, &ComparisonTextsView::refreshLengths);
    refresh();
}

QWidget *ComparisonTextsView::createTextsRow()
{
    auto *widget = new QWidget;
    QHBoxLayout *row = rowIn(widget);
    m_texts = menuIn(row, "comparisonSource", tr("Texts to compare on"));
    connect(m_texts, &ChoiceMenu::chosen, this, &ComparisonTextsView::chooseTexts);
    row->addStretch(1);
    m_limit = new LimitMenu(tr("texts"), usualLimits);
    m_limit->setObjectName(QStringLiteral("comparisonLimit"));
    row->addWidget(m_limit);
    connect(m_limit, &LimitMenu::limitChosen, &m_comparison, &ComparisonSession::setLimit);
    return widget;
}

QWidget *ComparisonTextsView::createProgressRow()
{
    auto *widget = new QWidget;
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_bar = new QProgressBar;
    m_bar->setObjectName(QStringLiteral("comparisonProgress"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    column->addWidget(m_bar);
    auto *line = new QWidget;
    QHBoxLayout *row = rowIn(line);
    m_status = plainLabel();
    m_status->setObjectName(QStringLiteral("comparisonStatus"));
    m_status->setWordWrap(true);
    setRole(*m_status, Role::Note);
    row->addWidget(m_status, 1);
    m_stop = new QToolButton;
    m_stop->setObjectName(QStringLiteral("comparisonStop"));
    connect(m_stop, &QToolButton::clicked, this, &ComparisonTextsView::stopOrGoOn);
    row->addWidget(m_stop);
    column->addWidget(line);
    return widget;
}

QWidget *ComparisonTextsView::createLengthsRow()
{
    auto *widget = new QWidget;
    QHBoxLayout *row = rowIn(widget);
    m_unit = menuIn(row, "comparisonUnit", tr("Raw ranks, or ranks divided by the number of tokens"));
    m_unit->setChoices({tr("raw ranks"), tr("ranks by tokens n")});
    connect(m_unit, &ChoiceMenu::chosen, this, [this](int choice) {
        m_workbench.change(
            [choice](core::WorkbenchState &state) { state.rank.comparison.quantity.isShareOfTokens = choice == 1; });
    });
    row->addStretch(1);
    m_lengthsMenu = menuIn(row, "comparisonLengths", tr("Text length"));
    connect(m_lengthsMenu, &ChoiceMenu::chosen, this, &ComparisonTextsView::chooseLengths);
    return widget;
}

void ComparisonTextsView::chooseTexts(int choice)
{
    const bool hasFile = !m_comparison.texts().file.empty();
    if (choice == 0)
        m_comparison.setCorpus({});
    if (choice == 0 || (choice == 1 && hasFile))
        return;
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a file of texts, one a line"), {},
                                                      tr("Texts (*.txt *.tsv *.csv);;All files (*)"));
    if (file.isEmpty())
        refreshTexts();  // the menu goes back to what is shown
    else
        m_comparison.setCorpus(file.toStdString());
}

void ComparisonTextsView::chooseLengths(int choice)
{
    m_workbench.change([this, choice](core::WorkbenchState &state) {
        state.rank.comparison.lengthGroup = m_lengths[static_cast<std::size_t>(choice)];
    });
}

void ComparisonTextsView::stopOrGoOn()
{
    if (m_comparison.state() == ComparisonSession::State::Running)
        m_comparison.cancel();
    else
        m_comparison.resume();
}

void ComparisonTextsView::refresh()
{
    refreshTexts();
    refreshProgress();
    refreshLengths();
}

void ComparisonTextsView::refreshTexts()
{
    const core::FileChoice &texts = m_comparison.texts();
    const bool hasFile = !texts.file.empty();
    QStringList choices{tr("this sentence"), tr("texts of a file…")};
    if (hasFile)
        choices = {tr("this sentence"), fileName(texts.file), tr("texts of another file…")};
    m_texts->setChoices(choices);
    m_texts->setCurrent(hasFile ? 1 : 0);
    m_limit->setVisible(hasFile);
    m_limit->setLimit(texts.limit);
}

void ComparisonTextsView::refreshProgress()
{
    const ComparisonSession &comparison = m_comparison;
    const bool hasFile = !comparison.texts().file.empty();
    const core::ComparisonPointer &soFar = comparison.comparison();
    m_bar->setVisible(hasFile);
    m_bar->setMaximum(soFar ? std::max(1, static_cast<int>(soFar->progress.all)) : 1);
    m_bar->setValue(soFar ? static_cast<int>(soFar->progress.done) : 0);
    const bool isRunning = comparison.state() == ComparisonSession::State::Running;
    m_stop->setVisible(hasFile && comparison.state() != ComparisonSession::State::Idle);
    m_stop->setText(isRunning ? tr("Stop") : tr("Go on"));
    m_status->setText(comparisonStatus(comparison));
}

void ComparisonTextsView::refreshLengths()
{
    const core::ComparisonPointer &comparison = m_comparison.comparison();
    const core::ComparisonOptions &options = m_workbench.state().rank.comparison;
    m_unit->setCurrent(options.quantity.isShareOfTokens ? 1 : 0);
    m_unit->setEnabled(!core::describe(options.quantity.measure).isShare);
    m_lengths = {0};
    if (comparison && !comparison->request.texts.isSentence())
        std::ranges::copy(lengthGroups(*comparison), std::back_inserter(m_lengths));
    if (std::ranges::find(m_lengths, options.lengthGroup) == m_lengths.end())
        m_lengths.push_back(options.lengthGroup);  // still chosen, from other texts
    QStringList choices;
    for (const int longest : m_lengths)
        choices << lengthName(longest);
    m_lengthsMenu->setChoices(choices);
    m_lengthsMenu->setCurrent(static_cast<int>(std::ranges::find(m_lengths, options.lengthGroup) - m_lengths.begin()));
    m_lengthsMenu->setVisible(m_lengths.size() > 1);
}

}  // namespace ui
