#include "ui/topics/importance/side_by_side/side_by_side_page.h"

#include "core/figure/attention/effective_map_figure.h"
#include "core/figure/importance/answer_change.h"
#include "core/figure/values/attention_figure.h"
#include "core/figure/values/token_strip_figure.h"
#include "core/workbench/pinned_prediction.h"
#include "core/workbench/second_side.h"
#include "ui/session/open_names.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"
#include "ui/theme/wrapped_label.h"
#include "ui/topics/importance/measures_menu.h"
#include "ui/topics/importance/side_by_side/linked_selections.h"
#include "ui/topics/importance/side_by_side/second_controls.h"
#include "ui/topics/importance/side_by_side/side_answer.h"
#include "ui/topics/importance/side_by_side/side_by_side_view.h"
#include "ui/views/picture_menu.h"
#include "ui/views/token_map_view.h"
#include "ui/views/token_strip_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/card_splitter.h"
#include "ui/widgets/tabbed_card.h"
#include "ui/widgets/text_tab.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr QSize leastMap{200, 150};
// In a page lower than these a third or a second row of tokens would leave too little room for the table, and any would for the maps,
// whose axes name the tokens as well.
constexpr int roomForRows = 500;
constexpr int roomForTwoRows = 430;
constexpr int roomForStripsAndMaps = 680;
constexpr int roomForThreeMaps = 700;  // in width

// Over tokens, whatever the model attends over, and under the mask where there is one.
core::HeatMapFigure tokenMapOf(const core::AnalysisSnapshot &wholeAnswer, core::HeadRef head,
                               const core::DisplayUnits &units, const core::WorkbenchState &state)
{
    const core::AnalysisSnapshot &snapshot = core::shownPass(wholeAnswer);
    if (core::tokenMap(snapshot, head))
        return core::attentionFigure(snapshot, head, units, core::colorOptions(state.display));
    if (core::effectiveMap(snapshot, head))
        return core::effectiveMapFigure(snapshot, head, units);
    return {.absence = "This model has no token-to-token attention."};
}

core::DisplayUnits wordUnits(const ViewSources &side)
{
    core::DisplayOptions options = core::displayOptions(side.workbench.state().display);
    options.mergesWords = true;
    const SnapshotPointer &snapshot = side.session.snapshot();
    return snapshot ? core::displayUnits(*snapshot, options) : core::DisplayUnits();
}

core::DisplayUnits wordUnits(const core::ImportanceReport &report, const core::WorkbenchState &state)
{
    core::DisplayOptions options = core::displayOptions(state.display);
    options.mergesWords = true;
    return core::displayUnits(*report.request.snapshot, options);
}

QString specialTokensText(core::SpecialTokenMode mode)
{
    switch (mode) {
    case core::SpecialTokenMode::Show: break;
    case core::SpecialTokenMode::Hide: return SideBySidePage::tr("special tokens hidden");
    case core::SpecialTokenMode::Mask: return SideBySidePage::tr("special tokens masked");
    case core::SpecialTokenMode::Renormalize: return SideBySidePage::tr("special tokens left out");
    }
    return SideBySidePage::tr("special tokens shown");
}

}  // namespace

SideBySidePage::SideBySidePage(const ViewSources &sources, OpenModels &models, AnalysisSession::Analyzer analyzer,
                               QWidget *parent)
    : QWidget(parent), m_models(models),
      m_second(sources.workbench, sources.session, std::move(analyzer), this), m_first{.sources = sources},
      m_other{
          .sources = {.session = m_second.session(), .selection = m_second.selection(), .workbench = m_second.workbench()}}
{
    setObjectName(QStringLiteral("sideBySidePage"));
    m_links = new LinkedSelections(m_first.sources, m_other.sources, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(createAnswersCard());
    column->addWidget(createPicturesCard(), 1);
    connect(&m_second, &SecondAnswer::changed, this, &SideBySidePage::refresh);
    connect(&sources.workbench, &Workbench::optionsChanged, this, &SideBySidePage::refresh);
    connect(&sources.workbench, &Workbench::changed, this, &SideBySidePage::showCaution);
    connect(&models, &OpenModels::changed, this, &SideBySidePage::refresh);
}

Card *SideBySidePage::createAnswersCard()
{
    auto *card = new Card(tr("Two answers"));
    card->setHelpTopic(HelpTopic::SideBySide);
    card->setExplanation(tr(
        "Two sentences, two models on one sentence, or the shown answer and the pinned one, each under its own mask. Tokens "
        "are colored by the measure chosen at the top, on one scale for both sides."));
    card->addControl(createSecondText(m_first.sources.workbench));
    card->addControl(new SecondModelMenu(m_first.sources.workbench, m_models));
    auto *body = new QWidget;
    auto *grid = new QGridLayout(body);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    m_first.answer = new SideAnswer(QStringLiteral("first"));
    m_other.answer = new SideAnswer(QStringLiteral("second"));
    grid->addWidget(m_first.answer, 0, 0);
    grid->addWidget(m_other.answer, 0, 1);
    grid->addWidget(createStrip(m_first, m_other, tr("Tokens of the first side")), 1, 0, Qt::AlignTop);
    grid->addWidget(createStrip(m_other, m_first, tr("Tokens of the second side")), 1, 1, Qt::AlignTop);
    m_first.strip->setObjectName(QStringLiteral("firstStrip"));
    m_other.strip->setObjectName(QStringLiteral("secondStrip"));
    grid->addWidget(createStripChangeRow(), 2, 0, 1, 2);
    m_caution = wrappedLabel();
    m_caution->setObjectName(QStringLiteral("comparisonCaution"));
    setRole(*m_caution, Role::Note);
    grid->addWidget(m_caution, 3, 0, 1, 2);
    card->addBody(body, 0);
    return card;
}

TokenStripView *SideBySidePage::createStrip(Side &side, const Side &other, const QString &name)
{
    const auto figure = [&other](const core::AnalysisSnapshot &snapshot, core::HeadRef, const core::DisplayUnits &units) {
        core::TokenStripFigure strip = core::tokenStripFigure(snapshot, units);
        const SnapshotPointer &beside = other.sources.session.snapshot();
        if (!beside)
            return strip;
        const core::TokenStripFigure otherStrip =
            core::tokenStripFigure(core::shownPass(*beside), shownUnits(other.sources));
        core::setFullStrength(strip.chips, std::max(core::fullStrength(strip.chips), core::fullStrength(otherStrip.chips)));
        return strip;
    };
    side.strip = new TokenStripView(side.sources, figure);
    side.strip->setAccessibleName(name);
    return side.strip;
}

QWidget *SideBySidePage::createPicturesCard()
{
    auto *card = new TabbedCard;
    card->setHelpTopic(HelpTopic::SideBySide);
    m_table = new SideBySideView(m_first.sources, m_other.sources);
    card->addPage(
        tr("Words"), "sideBySideWordsTab", m_table,
        tr("Measures of both sides, word by word; Δ: second − first. Equal words share a row, whatever the tokenizer."));
    m_maps = createMapsPage();
    card->addPage(
        tr("Maps"), "sideBySideMapsTab", m_maps,
        tr("The selected head on both sides, with the same limits of the colors, and what the second side has more."));
    m_mapsTab = card->findChild<TextTab *>(QStringLiteral("sideBySideMapsTab"));
    connect(m_mapsTab, &TextTab::toggled, this, &SideBySidePage::fitStrips);
    auto *measures = new MeasuresMenu(m_first.sources.session, m_first.sources.workbench);
    card->addControl(measures);
    connect(m_mapsTab, &TextTab::toggled, measures, &QWidget::setHidden);
    Workbench &workbench = m_first.sources.workbench;
    connect(card, &TabbedCard::pageChosen, this, [this, &workbench](const QWidget *page) {
        workbench.change(
            [isMaps = page == m_maps](core::WorkbenchState &state) {
                state.place.sideBySide = isMaps ? core::SideBySidePicture::Maps : core::SideBySidePicture::Words;
            },
            going());
    });
    const auto show = [this, card, &workbench] {
        const bool isMaps = workbench.state().place.sideBySide == core::SideBySidePicture::Maps;
        card->showPage(isMaps ? *m_maps : *m_table);
    };
    connect(&workbench, &Workbench::changed, card, show);
    show();
    offerPicture(m_first.sources, *card, [this, card] { return picture(card->shownPage() == m_maps); });
    return card;
}

QWidget *SideBySidePage::createMapsPage()
{
    auto *maps = new CardSplitter(Qt::Horizontal);
    maps->addWidget(createMap(m_first, m_other, tr("Attention on the first side")));
    maps->addWidget(createMap(m_other, m_first, tr("Attention on the second side")));
    m_mapChange = createMapChange();
    maps->addWidget(m_mapChange);
    maps->setChildrenCollapsible(false);
    m_headChange = wrappedLabel();
    m_headChange->setObjectName(QStringLiteral("headChange"));
    m_headChange->setToolTip(tr("Every measure of the selected head on both sides, and second − first"));
    setRole(*m_headChange, Role::Note);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(maps, 1);
    column->addWidget(m_headChange);
    return page;
}

std::optional<DrawnPicture> SideBySidePage::picture(bool isOfMaps) const
{
    const core::WorkbenchState &state = m_first.sources.workbench.state();
    const QString description = tr("first: “%1”, %2; second: “%3”, %4")
                                    .arg(qtText(state.text), m_first.answer->answerer(),
                                         qtText(core::secondSide(state).text), m_other.answer->answerer());
    if (!isOfMaps && !m_table->figure().rows.empty())
        return sideBySidePicture(m_table->figure(), {QStringLiteral("side-by-side"), description});
    const core::HeatMapFigure &first = m_first.map->plot()->figure();
    const core::HeatMapFigure &second = m_other.map->plot()->figure();
    if (!isOfMaps || first.isEmpty() || second.isEmpty())
        return std::nullopt;
    std::vector<core::HeatMapFigure> maps{first, second};
    if (const core::HeatMapFigure &change = m_mapChange->plot()->figure(); !change.isEmpty())
        maps.push_back(change);
    return drawnPicture({QStringLiteral("side-by-side-maps"), description}, {maps.begin(), maps.end()});
}

TokenMapView *SideBySidePage::createMap(Side &side, const Side &other, const QString &name)
{
    const auto figure = [&other](const core::AnalysisSnapshot &snapshot, core::HeadRef head, const core::DisplayUnits &units,
                                 const core::WorkbenchState &state) {
        core::HeatMapFigure map = tokenMapOf(snapshot, head, units, state);
        if (const SnapshotPointer &beside = other.sources.session.snapshot()) {
            core::HeatMapFigure otherMap = tokenMapOf(*beside, shownHead(other.sources), shownUnits(other.sources), state);
            core::shareLimits(map, otherMap);
        }
        return map;
    };
    const QString objectName = &side == &m_first ? QStringLiteral("firstMap") : QStringLiteral("secondMap");
    side.map = new TokenMapView(side.sources, figure, objectName, name);
    side.map->plot()->setMinimumSize(leastMap);
    return side.map;
}

// Of the first side, whose tokens it shows.
TokenMapView *SideBySidePage::createMapChange()
{
    const auto figure = [this](const core::AnalysisSnapshot &snapshot, core::HeadRef head, const core::DisplayUnits &units,
                               const core::WorkbenchState &state) {
        const SnapshotPointer &beside = m_other.sources.session.snapshot();
        if (!beside)
            return core::HeatMapFigure();
        return core::mapChange(tokenMapOf(snapshot, head, units, state),
                               tokenMapOf(*beside, shownHead(m_other.sources), shownUnits(m_other.sources), state));
    };
    auto *map = new TokenMapView(m_first.sources, figure, QStringLiteral("mapChange"), tr("Difference of attention"));
    map->plot()->setMinimumSize(leastMap);
    return map;
}

QWidget *SideBySidePage::createStripChangeRow()
{
    const auto figure = [this](const core::AnalysisSnapshot &snapshot, core::HeadRef, const core::DisplayUnits &units) {
        const SnapshotPointer &beside = m_other.sources.session.snapshot();
        const core::ImportanceReportPointer first = m_second.firstReport();
        const core::ImportanceReportPointer second = m_second.secondReport();
        const core::ImportanceMeasure measure = m_first.sources.workbench.state().display.importance;
        if (!beside || !first || !second || !core::unlikeness(*first, *second, measure).empty())
            return core::TokenStripFigure();
        return core::stripChange(snapshot, units, core::shownPass(*beside), shownUnits(m_other.sources));
    };
    m_stripChange = new TokenStripView(m_first.sources, figure);
    m_stripChange->setObjectName(QStringLiteral("stripChange"));
    m_stripChange->setAccessibleName(tr("Difference of the tokens, second minus first"));
    m_stripChange->setMostRows(1);
    QLabel *name = plainLabel(tr("second − first"));
    setRole(*name, Role::Note);
    m_stripChangeRow = new QWidget;
    auto *row = new QHBoxLayout(m_stripChangeRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(name, 0, Qt::AlignTop);
    row->addWidget(m_stripChange, 1);
    return m_stripChangeRow;
}

void SideBySidePage::refresh()
{
    if (!isVisible())
        return;
    showPredictions();
    showWords();
    for (const Side *side : {&m_first, &m_other}) {
        side->strip->refresh();
        side->map->refresh();
    }
    showChanges();
    showCaution();
}

bool SideBySidePage::isAnyUnderMask() const
{
    return std::ranges::any_of(std::array{&m_first, &m_other}, [](const Side *side) {
        const SnapshotPointer &snapshot = side->sources.session.snapshot();
        return snapshot && core::shownPass(*snapshot).mask.isActive();
    });
}

// With the masks, and how special tokens are treated, where these tell the sides apart.
QString SideBySidePage::sideName(const core::AnalysisSnapshot &snapshot, const std::string &mask, bool isOfPin) const
{
    const core::SpecialTokenMode first = m_first.sources.workbench.state().display.specialTokens;
    const core::SpecialTokenMode second = m_other.sources.workbench.state().display.specialTokens;
    QStringList parts{openName(m_models, namedFolder(*snapshot.model))};
    if (isAnyUnderMask())
        parts << (mask.empty() ? tr("no mask") : qtText(mask));
    if (first != second)
        parts << specialTokensText(isOfPin ? second : first);
    return parts.join(QStringLiteral(" · "));
}

// The second side with the change from the first where both answer alike.
void SideBySidePage::showPredictions()
{
    const core::PinnedPrediction first = showPrediction(m_first, nullptr);
    showPrediction(m_other, &first);
}

core::PinnedPrediction SideBySidePage::showPrediction(Side &side, const core::PinnedPrediction *reference)
{
    const SnapshotPointer &snapshot = side.sources.session.snapshot();
    const bool isAnswered = snapshot && snapshot->model;
    core::PinnedPrediction prediction =
        isAnswered ? core::predictionOf(core::shownPass(*snapshot)) : core::PinnedPrediction();
    side.answer->setAnswerer(isAnswered ? sideName(*snapshot, prediction.mask, &side == &m_other) : QString());
    side.answer->setPrediction(prediction, reference);
    return prediction;
}

// Of the reports that are there, whose answers may be the ones before.
void SideBySidePage::showWords()
{
    const core::ImportanceReportPointer first = m_second.firstReport();
    const core::ImportanceReportPointer second = m_second.secondReport();
    if (first && second) {
        const core::DisplayUnits firstUnits = wordUnits(*first, m_first.sources.workbench.state());
        const core::DisplayUnits secondUnits = wordUnits(*second, m_other.sources.workbench.state());
        m_table->setFigure(core::sideBySideFigure(*first, firstUnits, *second, secondUnits), firstUnits, secondUnits);
    }
    const SnapshotPointer &one = m_first.sources.session.snapshot();
    const SnapshotPointer &other = m_other.sources.session.snapshot();
    if (!one || !other)
        return;
    const core::DisplayUnits firstUnits = wordUnits(m_first.sources);
    const core::DisplayUnits secondUnits = wordUnits(m_other.sources);
    m_links->setWords(firstUnits, secondUnits, core::alignUnits(firstUnits, secondUnits),
                      core::isLama(*one) != core::isLama(*other));
}

// Of answers to the same choices nothing is different, and the caution says so.
void SideBySidePage::showChanges()
{
    const SnapshotPointer &one = m_first.sources.session.snapshot();
    const SnapshotPointer &other = m_other.sources.session.snapshot();
    const core::WorkbenchState &state = m_first.sources.workbench.state();
    m_mapChange->refresh();
    m_stripChange->refresh();
    const bool haveChange = one && other && !core::areSidesAlike(state);
    m_headChange->setText(
        haveChange ? qtText(core::headChangeText(core::shownPass(*one), core::shownPass(*other), state.selected.head))
                   : QString());
    m_headChange->setVisible(!m_headChange->text().isEmpty());
    fitStrips();
}

// Means are gathered for the shown mask alone.
QString SideBySidePage::waitingText() const
{
    const core::MaskState &mask = m_other.sources.workbench.state().masks.mask;
    const bool isWaiting =
        mask.ablated != core::AblatedHeads::None && !mask.means.texts.empty() && !mask.means.heads && mask.fixedOn;
    return isWaiting ? tr("The pinned answer's mean outputs are not available, so it is shown without the ablation.")
                     : QString();
}

void SideBySidePage::showCaution()
{
    const core::WorkbenchState &state = m_first.sources.workbench.state();
    const SnapshotPointer &one = m_first.sources.session.snapshot();
    const SnapshotPointer &other = m_other.sources.session.snapshot();
    QString caution;
    if (!m_second.problem().isEmpty())
        caution = m_second.problem();
    else if (!waitingText().isEmpty())
        caution = waitingText();
    else if (core::areSidesAlike(state))
        caution =
            core::isBesidePin(state)
                ? tr("The shown answer is the pinned one: change the sentence, the model or the mask.")
                : tr("Both sides are the same: type a second sentence, or choose a second model or the pinned answer.");
    else if (one && other)
        caution = qtText(core::comparisonCaution(*one, shownUnits(m_first.sources), *other, shownUnits(m_other.sources),
                                                 state.selected.head));
    if (const QString note = qtText(core::differenceNote(m_table->figure())); !note.isEmpty())
        caution += (caution.isEmpty() ? QString() : QStringLiteral(" ")) + note;
    m_caution->setText(caution);
    m_caution->setVisible(!caution.isEmpty());
}

void SideBySidePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitStrips();
}

void SideBySidePage::fitStrips()
{
    const bool hasRoom = height() >= roomForStripsAndMaps || !m_mapsTab->isChecked();
    for (const Side *side : {&m_first, &m_other}) {
        side->strip->setVisible(hasRoom);
        side->strip->setMostRows(height() < roomForTwoRows ? 1 : height() < roomForRows ? 2 : 3);
    }
    const bool hasChange = !m_stripChange->figure().chips.empty() && !core::areSidesAlike(m_first.sources.workbench.state());
    m_stripChangeRow->setVisible(hasChange && hasRoom && height() >= roomForRows);
    m_mapChange->setVisible(width() >= roomForThreeMaps);
}

void SideBySidePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_second.setWatched(true);
    refresh();
}

void SideBySidePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_second.setWatched(false);
}

}  // namespace ui
