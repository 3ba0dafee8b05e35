#include "core/recipe/panel_figure.h"

#include "core/figure/attention/head_lines_figure.h"
#include "core/figure/attention/head_picture.h"
#include "core/figure/attention/importance_absence.h"
#include "core/figure/attention/offset_profile_figure.h"
#include "core/figure/attention/scale_figure.h"
#include "core/figure/attention/stationary_figure.h"
#include "core/figure/comparison/comparison_figures.h"
#include "core/figure/lama/contribution_figure.h"
#include "core/figure/lama/lama_spectra_figure.h"
#include "core/figure/lama/relative_strip_figure.h"
#include "core/figure/masks/mask_figures.h"
#include "core/figure/masks/mask_study_figures.h"
#include "core/figure/masks/position_figures.h"
#include "core/figure/rank/residual_figure.h"
#include "core/figure/rank/weight_figures.h"
#include "core/figure/values/attention_figure.h"
#include "core/figure/values/snapshot_maps.h"
#include "core/figure/words/word_distribution_figure.h"
#include "core/importance/importance_run.h"
#include "core/importance/importance_target.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "core/recipe/panel_look.h"
#include "core/recipe/panel_measures.h"
#include "core/recipe/panel_sources.h"
#include "core/recipe/panel_view.h"
#include "core/recipe/playground_panels.h"
#include "core/recipe/rank_panels.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

// The class, or the piece, and the place in the text that a measure is asked to follow.
Result<void> checkTarget(const ImportancePass &pass, const AskedTarget &asked)
{
    AskedTarget unnamed = asked;
    unnamed.name.clear();
    if (const auto search = findTarget(pass, unnamed); !search)
        return badInput("at: " + search.error().message);
    const auto search = findTarget(pass, asked);
    return search ? Result<void>() : Result<void>(badInput("class: " + search.error().message));
}

// The snapshot with the panel's own measure of importance.
Result<AnalysisSnapshot> withImportance(const PanelView &view, const StopToken &stop)
{
    const auto measure = importanceNamed(view.panel.measure);
    if (!measure)
        return measure.error();
    const ImportancePass pass = importancePass(view.snapshot);
    ImportanceOptions options = view.panel.importance;
    options.unit = view.recipe.display.mergesWords ? ImportanceUnit::Word : ImportanceUnit::Token;
    if (const auto checked = describe(*measure).needsTarget ? checkTarget(pass, options.target) : Result<void>(); !checked)
        return checked.error();
    if (const std::string absence = importanceAbsence(pass, *measure, options.target); !absence.empty())
        return badInput("measure: " + absence);
    auto importance = wordImportance(pass, *measure, options, stop);
    if (!importance)
        return importance.error();
    AnalysisSnapshot snapshot = view.snapshot;
    snapshot.importance = std::make_shared<const WordImportance>(*std::move(importance));
    return snapshot;
}

BarFigure importanceBars(const TokenStripFigure &strip, const DisplayUnits &units)
{
    BarFigure figure{.title = strip.title,
                     .explanation = strip.explanation,
                     .absence = "no token has a value of this measure",
                     .valueName = strip.measureName,
                     .placeName = units.areWords() ? "word" : "token"};
    for (const TokenChip &chip : strip.chips) {
        if (std::isnan(chip.value))
            continue;
        figure.bars.push_back({.label = chip.label, .value = chip.value, .number = chip.number});
        figure.isSigned = figure.isSigned || chip.value < 0;
    }
    shareRoom(figure.bars);
    return figure;
}

Result<Figure> importanceFigure(const PanelView &view, const StopToken &stop)
{
    const auto snapshot = withImportance(view, stop);
    if (!snapshot)
        return snapshot.error();
    TokenStripFigure strip = tokenStripFigure(*snapshot, view.units);
    if (view.panel.kind == PanelKind::ImportanceBars)
        return Figure(importanceBars(strip, view.units));
    return Figure(std::move(strip));
}

// The class by its name or number, or none for the predicted one.
Result<Figure> contributions(const PanelView &view)
{
    std::optional<int> label;
    if (const std::string &name = view.panel.options.outputClass; !name.empty()) {
        const auto search = findTarget(importancePass(view.snapshot), {.name = name, .isFirm = true});
        if (!search)
            return badInput("class: " + search.error().message);
        if (search->target)
            label = static_cast<int>(search->target->output);
    }
    return Figure(contributionFigure(view.snapshot, view.units, view.colors, label));
}

Result<Figure> headMapFigure(const PanelView &view)
{
    const auto picture = headPictureNamed(view.snapshot, view.panel.matrix);
    if (!picture)
        return picture.error();
    return Figure(headPictureFigure(view.snapshot, view.head, view.units, view.colors, *picture));
}

ColorScale scaleOfGrid(const PanelView &view)
{
    if (view.panel.look.limits)
        return {.low = (*view.panel.look.limits)[0], .high = (*view.panel.look.limits)[1], .gamma = view.colors.gamma};
    return sharedScale(view.snapshot, view.units, {.gamma = view.colors.gamma});
}

Result<Figure> headGrid(const PanelView &view)
{
    const auto measure = headMeasureNamed(view.snapshot, view.panel.measure);
    if (!measure)
        return measure.error();
    HeadGridFigure figure = headGridFigure(view.snapshot, {.measure = *measure});
    figure.colorMap = view.colors.colorMap;
    figure.scale = scaleOfGrid(view);
    const HeatMapFigure first = attentionFigure(view.snapshot, {}, view.units, view.colors);
    figure.valueName = first.valueName;
    auto maps = std::make_shared<HeadMaps>(HeadMaps{.rows = first.rows, .columns = first.columns, .values = {}});
    for (const HeadGridCell &cell : figure.cells) {
        const auto map = attentionMap(view.snapshot, cell.head);
        if (!map)
            continue;
        Matrix shown = shownAttention(view.snapshot, *map, view.units);
        figure.thumbnails.push_back(
            mapThumbnail(viewOf(shown), {.width = int(shown.cols()), .height = int(shown.rows()), .scale = figure.scale}));
        maps->values.push_back(std::move(shown));
    }
    figure.maps = std::move(maps);
    if (figure.thumbnails.size() != figure.cells.size())
        figure.cells.clear();
    return Figure(std::move(figure));
}

Figure maskedMap(const PanelView &view, MaskPicture picture)
{
    return maskedAttentionFigure(view.snapshot, view.head, view.units, view.colors, picture);
}

// Of a regression and of several labels there is one difference alone.
Result<Figure> maskEvaluation(const PanelView &view)
{
    const std::vector<CurveFigure> figures = differenceFigures(*view.answers.masks);
    const std::size_t wanted = view.panel.kind == PanelKind::MaskEvaluationLoss ? 1 : 0;
    if (figures.empty())
        return badInput(fmt::format("kind: \"{}\" is of one mask or of the sweep \"heads\"", describe(view.panel.kind).id));
    if (wanted >= figures.size())
        return badInput("kind: \"mask-evaluation-loss\" is of a model that chooses an answer; of this one there is "
                        "\"mask-evaluation\" alone");
    return Figure(figures[wanted]);
}

Result<Figure> heldOut(const PanelView &view)
{
    CurveFigure figure = trainedFigure(*view.answers.comparison, view.panel.options.axis);
    if (figure.isEmpty())
        return badInput("kind: \"held-out\" is of models whose config.json states what they reach on held-out texts, under "
                        "\"training\"");
    return Figure(std::move(figure));
}

Result<Figure> pictureOf(const PanelView &view, const StopToken &stop)
{
    const AnalysisSnapshot &snapshot = view.snapshot;
    switch (view.panel.kind) {
    case PanelKind::HeatMap: return headMapFigure(view);
    case PanelKind::HeadGrid: return headGrid(view);
    case PanelKind::HeadLines: return Figure(headLinesFigure(snapshot, view.head, view.units));
    case PanelKind::Scales: return Figure(scaleFigure(snapshot, view.head));
    case PanelKind::LamaStrips: return Figure(relativeStripFigure(snapshot, view.units, view.colors));
    case PanelKind::LamaContributions: return contributions(view);
    case PanelKind::LamaSpectra: return Figure(lamaSpectraFigure(snapshot));
    case PanelKind::Spectrum: return spectrumPanel(view);
    case PanelKind::Cumulative: return cumulativePanel(view);
    case PanelKind::Residual: return Figure(residualFigure(snapshot));
    case PanelKind::LayerHeadMap:
    case PanelKind::LayerHeadMeans:
    case PanelKind::HeadSizes: return spectrumQuantityPanel(view);
    case PanelKind::Truncation: return truncationPanel(view);
    case PanelKind::WeightSpectrum:
        return Figure(weightSpectrumFigure(snapshot, view.head, view.answers.diagnosis.get(),
                                           view.panel.options.spectrum.isLogarithmic));
    case PanelKind::WeightMap: return weightMapPanel(view);
    case PanelKind::MaskBefore: return maskedMap(view, MaskPicture::Before);
    case PanelKind::MaskAfter: return maskedMap(view, MaskPicture::After);
    case PanelKind::MaskDifference: return maskedMap(view, MaskPicture::Difference);
    case PanelKind::MaskPattern: return Figure(maskFigure(snapshot.request.mask, snapshot, view.head));
    case PanelKind::MaskDivergence: return Figure(divergenceFigure(snapshot));
    case PanelKind::GatePositions:
        return Figure(gateImportanceFigure(*snapshot.model, static_cast<int>(snapshot.text->tokens.size()), view.head.head));
    case PanelKind::OffsetProfile:
        return Figure(offsetBars(offsetProfileFigure(snapshot, view.head, view.units), snapshot.mask.isActive()));
    case PanelKind::Stationary: return Figure(stationaryFigure(snapshot, view.head, view.units));
    case PanelKind::DiagonalMass: return Figure(diagonalMassFigure(snapshot));
    case PanelKind::PositionProfile: return Figure(positionImportanceFigure(*view.answers.positions, view.head));
    case PanelKind::MaskSweep: return Figure(sweepFigure(*view.answers.masks));
    case PanelKind::MaskSweepPairs: return Figure(sparsityFigure(*view.answers.masks));
    case PanelKind::MaskEvaluation:
    case PanelKind::MaskEvaluationLoss: return maskEvaluation(view);
    case PanelKind::HeldOut: return heldOut(view);
    case PanelKind::ImportanceBars:
    case PanelKind::ColoredSentence: return importanceFigure(view, stop);
    case PanelKind::WordDistribution: return Figure(wordDistributionFigure(*view.answers.words));
    case PanelKind::Playground:
    case PanelKind::PlaygroundTarget:
    case PanelKind::PlaygroundRealized:
    case PanelKind::PlaygroundDifference:
    case PanelKind::PlaygroundSpectrum: return playgroundPanel(view);
    }
    return badInput("kind: this is none");
}

// Why a picture is empty, in its own words where it has some.
template <typename Kind>
std::string absenceOf(const Kind &figure)
{
    if constexpr (requires { figure.absence; })
        return figure.absence;
    return {};
}

template <typename Kind>
bool isEmpty(const Kind &figure)
{
    if constexpr (requires { figure.isEmpty(); })
        return figure.isEmpty();
    else if constexpr (requires { figure.cells; })
        return figure.cells.empty();
    else
        return figure.chips.empty();
}

Result<void> checkPresence(const Figure &figure, const PanelKindDescription &kind, const LoadedModel *model)
{
    if (!std::visit([](const auto &each) { return isEmpty(each); }, figure))
        return {};
    const std::string absence = std::visit([](const auto &each) { return absenceOf(each); }, figure);
    const std::string of = model ? " for " + model->name : std::string();
    return badInput("kind: \"" + std::string(kind.id) + "\" has no meaning" + of + (absence.empty() ? "" : ": " + absence));
}

}  // namespace

Result<Figure> panelFigure(const FigureRecipe &whole, std::size_t index, const PanelAnswers &answers, const StopToken &stop)
{
    const FigureRecipe recipe = recipeOfPanel(whole, index);
    const FigurePanel &panel = recipe.panels[index];
    const PanelKindDescription &kind = describe(panel.kind);
    const std::string place = "panels[" + std::to_string(index) + "].";
    static const AnalysisSnapshot none;
    const AnalysisSnapshot &snapshot = answers.snapshot ? *answers.snapshot : none;
    PanelView view{
        .recipe = recipe,
        .panel = panel,
        .answers = answers,
        .snapshot = snapshot,
        .units = answers.snapshot ? displayUnits(snapshot, recipe.display) : DisplayUnits(),
        .colors = {.colorMap = panel.look.colorMap.value_or(ColorOptions().colorMap), .gamma = panel.look.gamma.value_or(1)},
        .head = {}};
    if (kind.hasHead && answers.snapshot)
        view.head = {{panel.layers.front()}, {panel.heads.front()}};
    auto figure = pictureOf(view, stop);
    if (!figure)
        return figure.error().kind == ErrorKind::Cancelled ? figure.error() : badInput(place + figure.error().message);
    if (const auto checked = checkPresence(*figure, kind, snapshot.model.get()); !checked)
        return badInput(place + checked.error().message);
    if (const auto looked = applyLook(panel.look, *figure); !looked)
        return badInput(place + looked.error().message);
    return figure;
}

}  // namespace core
