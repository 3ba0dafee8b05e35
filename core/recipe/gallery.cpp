#include "core/recipe/gallery.h"

#include <array>
#include <initializer_list>

namespace core {
namespace {

constexpr const char *review = "A gripping, funny and surprisingly tender film.";
constexpr const char *mixedReview =
    "The film is a lovely trifle that, unfortunately, is a little too in love with its own cuteness.";
constexpr const char *article = "The town was founded in the early nineteenth century by settlers from the north, who built "
                                "a small church and a mill beside the river and gave both the name of their old home.";

FigurePanel panelOf(PanelKind kind, int layer = 0, int head = 0)
{
    FigurePanel panel;
    panel.kind = kind;
    panel.layers = {layer};
    panel.heads = {head};
    return panel;
}

FigurePanel measured(PanelKind kind, const char *measure)
{
    FigurePanel panel = panelOf(kind);
    panel.measure = measure;
    return panel;
}

FigureRecipe figureOf(const std::filesystem::path &model, const char *text, std::initializer_list<FigurePanel> panels)
{
    FigureRecipe figure;
    figure.models = {{model, {}}};
    figure.texts = {text};
    figure.panels = panels;
    figure.width = PresetWidth::Full;
    return figure;
}

}  // namespace

std::vector<GalleryFigure> galleryFigures(const std::function<std::filesystem::path(std::string_view)> &modelNamed)
{
    std::vector<GalleryFigure> gallery;
    FigureRecipe lama =
        figureOf(modelNamed("lama-sst2"), mixedReview, {panelOf(PanelKind::LamaStrips), panelOf(PanelKind::LamaSpectra)});
    lama.columns = 1;
    lama.panels.back().look.height = 35;
    gallery.push_back(
        {"lama", "Mehta et al. 2020, Low Rank Factorization for Compact Multi-Head Self-Attention",
         "Several cheap heads over one recurrent encoder attend to different words of a sentence.",
         "On this sentence the attention of the eight heads has effective rank 2.9: they overlap in what they attend to, "
         "but are no copies of each other.",
         lama});

    FigureRecipe sizes = figureOf(modelNamed("wiki-32x4"), article, {measured(PanelKind::HeadSizes, "effective_rank")});
    sizes.models.clear();
    for (const char *name : {"wiki-1x128", "wiki-2x64", "wiki-4x32", "wiki-8x16", "wiki-16x8", "wiki-32x4"})
        sizes.models.push_back({modelNamed(name), {}});
    sizes.comparesModels = true;
    sizes.width = PresetWidth::Column;
    gallery.push_back(
        {"head-size", "Bhojanapalli et al. 2020, Low-Rank Bottleneck in Multi-head Attention Models",
         "A head whose size is below the number of tokens cannot realize every attention.",
         "On this sentence the median effective rank of a model's heads rises with their size, from 10 at size 4 to 33 at "
         "size 128, although a softmax can give a map of any rank. The losses of these models do not follow their head "
         "sizes in the same order.",
         sizes});

    FigureRecipe linformer = figureOf(modelNamed("compact-bert-sst2"), mixedReview,
                                      {panelOf(PanelKind::Cumulative, 1, 0), panelOf(PanelKind::HeatMap, 1, 0)});
    linformer.panels.back().matrix = "effective";
    linformer.panels.back().sources.models = {{modelNamed("linformer-sst2"), {}}};
    gallery.push_back(
        {"linformer", "Wang et al. 2020, Linformer: Self-Attention with Linear Complexity",
         "Attention matrices are low-rank: the first singular values carry nearly all of their weight, so that "
         "projected keys and values do.",
         "In this head of a model with standard attention 3 of 25 singular values make up 90 % of their sum, and the first "
         "has 95 % of the energy. Beside it is what a Linformer attends with: its weights may be negative.",
         linformer});

    FigureRecipe shared = figureOf(modelNamed("compact-bert-sst2"), review,
                                   {panelOf(PanelKind::HeatMap), panelOf(PanelKind::HeatMap), panelOf(PanelKind::HeatMap)});
    shared.panels[1].sources.models = {{modelNamed("shared-sst2"), {}}};
    shared.panels[2].sources.models = {{modelNamed("symmetric-sst2"), {}}};
    gallery.push_back(
        {"shared-weights", "Shared-weight self-attention and its baselines",
         "One projection in place of the query's, key's and value's keeps what attention is good for.",
         "On the 1,821 test sentences of SST-2 shared weights (0.811) and symmetric ones (0.819) are as accurate as "
         "standard attention (0.817) within the intervals of one seed each.",
         shared});

    FigureRecipe sparse = figureOf(modelNamed("compact-bert-sst2"), review,
                                   {panelOf(PanelKind::MaskBefore, 1, 0), panelOf(PanelKind::MaskAfter, 1, 0),
                                    panelOf(PanelKind::MaskDifference, 1, 0)});
    sparse.masks = {"diagonal"};
    gallery.push_back(
        {"sparsebert", "Shi et al. 2021, SparseBERT: Rethinking the Importance Analysis in Self-attention",
         "Of all positions the diagonal can be left out at the least cost.",
         "Without it the accuracy on 1,821 test sentences changes by −0.0016 [−0.0060, +0.0022] (exact McNemar p = 0.61), "
         "with as many random pairs left out by +0.0003 [−0.0024, +0.0029]: neither is shown to differ from zero, and the "
         "claim is neither borne out nor contradicted.",
         sparse});
    return gallery;
}

std::string galleryCaption(const GalleryFigure &figure, const std::string &draft)
{
    return "Claim (" + std::string(figure.paper) + "): " + std::string(figure.claim) + ' ' + draft +
           " Finding: " + std::string(figure.finding);
}

}  // namespace core
