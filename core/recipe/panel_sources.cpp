#include "core/recipe/panel_sources.h"

namespace core {
namespace {

// The one text or mask of a figure; empty where it has none.
std::string firstOf(const std::vector<std::string> &all)
{
    return all.empty() ? std::string() : all.front();
}

template <typename Value>
void differ(const Value &ours, const Value &theirs, std::optional<Value> &own)
{
    if (ours != theirs)
        own = theirs;
}

// What a panel of `added` has to bring along to be drawn of the same on the page.
PanelSources differingSources(const FigureRecipe &page, const FigureRecipe &added)
{
    PanelSources own;
    if (page.models != added.models || page.comparesModels != added.comparesModels) {
        own.models = added.models;
        own.comparesModels = added.comparesModels;
    }
    differ(firstOf(page.texts), firstOf(added.texts), own.text);
    differ(firstOf(page.masks), firstOf(added.masks), own.mask);
    differ(page.sweep, added.sweep, own.sweep);
    differ(page.data, added.data, own.data);
    differ(page.limit, added.limit, own.limit);
    differ(page.display, added.display, own.display);
    return own;
}

void takeSources(FigureRecipe &page, const FigureRecipe &added)
{
    page.models = added.models;
    page.comparesModels = added.comparesModels;
    page.texts = added.texts;
    page.masks = added.masks;
    page.sweep = added.sweep;
    page.data = added.data;
    page.limit = added.limit;
    page.display = added.display;
}

template <typename Value>
void takeOwn(const std::optional<Value> &own, Value &value)
{
    if (own)
        value = *own;
}

}  // namespace

FigureRecipe recipeOfPanel(const FigureRecipe &recipe, std::size_t panel)
{
    FigureRecipe whole = recipe;
    const PanelSources &own = recipe.panels[panel].sources;
    if (!own.models.empty()) {
        whole.models = own.models;
        whole.comparesModels = own.comparesModels;
    }
    if (own.text)
        whole.texts = {*own.text};
    if (own.mask)
        whole.masks = {*own.mask};
    takeOwn(own.sweep, whole.sweep);
    takeOwn(own.data, whole.data);
    takeOwn(own.limit, whole.limit);
    takeOwn(own.display, whole.display);
    return whole;
}

void addPanels(FigureRecipe &page, const FigureRecipe &added)
{
    if (page.panels.empty())
        takeSources(page, added);
    for (std::size_t panel = 0; panel < added.panels.size(); ++panel) {
        FigurePanel own = added.panels[panel];
        own.sources = differingSources(page, recipeOfPanel(added, panel));
        page.panels.push_back(std::move(own));
    }
}

}  // namespace core
