#pragma once

#include "core/analysis/importance/importance_options.h"
#include "core/corpus/words/word_grouping.h"
#include "core/figure/values/display_units.h"
#include "core/recipe/panel_kind.h"
#include "core/recipe/panel_options.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace core {

// The version of recipes that this program writes. It grows when a name changes its meaning.
constexpr int recipeVersion = 1;

// Of one figure.
constexpr std::size_t mostPanels = 64;

// Numbers of layers or heads from 0; none stands for all that the model has.
using IndexList = std::vector<int>;

// Where a color bar, or the names of curves, stand.
enum class LegendPlace { Below, End, None };

// How a panel looks where the figure's own choice is not wanted.
struct PanelLook {
    std::optional<double> height;                 // of the plot, in millimeters
    std::optional<std::array<double, 2>> limits;  // of colors, or of a curve's y axis
    std::optional<std::string> colorMap;
    std::optional<double> gamma;
    std::optional<double> labelAngle;  // of column labels, in degrees
    std::optional<int> labelEvery;     // one label of so many
    std::optional<IndexList> tokens;   // of the text's tokens or words, from 0, those that are shown
    bool annotates = false;            // numbers in the cells
    std::optional<LegendPlace> legend;

    bool operator==(const PanelLook &) const = default;
};

// A folder or a file of weights, and the hashes of its files as they were.
struct RecipeModel {
    std::filesystem::path path;
    std::string sha256;                             // of the weights; empty: not known
    std::map<std::string, std::string> files = {};  // of config.json and the tokenizer's, by name; empty: not known

    bool operator==(const RecipeModel &) const = default;
};

// What one panel is drawn of where that is not what the figure is drawn of.
struct PanelSources {
    std::vector<RecipeModel> models;  // empty: the figure's
    bool comparesModels = false;      // those of this panel
    std::optional<std::string> text;
    std::optional<std::string> mask;  // "": the model's own
    std::optional<std::string> sweep;
    std::optional<std::filesystem::path> data;
    std::optional<std::size_t> limit;
    std::optional<DisplayOptions> display;

    bool operator==(const PanelSources &) const = default;
};

struct FigurePanel {
    PanelKind kind = PanelKind::HeatMap;
    IndexList layers{0};
    IndexList heads{0};
    std::string measure;  // its id; empty: the kind's usual one
    std::string matrix;   // empty: attention
    PanelLook look;
    PanelSources sources;
    ImportanceOptions importance = {};                 // of kinds that show it; the unit is the figure's
    std::string word = {};                             // of a kind that is about one
    WordGrouping grouping = WordGrouping::Prediction;  // of its texts
    PanelOptions options = {};                         // of kinds that have some

    bool operator==(const FigurePanel &) const = default;
};

enum class TextForm { Letters, Outlines };
enum class PresetWidth { Column, Full };
using FigureWidth = std::variant<PresetWidth, double>;  // or millimeters

// What a figure, or many of them, is drawn from. Every choice is in it, and nothing that follows from them. Of models, texts and
// masks, and of the layers and heads of its panels, there may be several: then there is a figure of each combination.
struct FigureRecipe {
    int version = recipeVersion;
    std::vector<RecipeModel> models;
    bool comparesModels = false;         // all models in one figure, under "models"
    std::vector<std::string> texts;      // UTF-8
    std::vector<std::string> masks{""};  // in the words of the command line; empty: the model's own
    std::string sweep;                   // of masks
    std::filesystem::path data;          // a file of texts; empty: none
    std::size_t limit = 0;               // so many of its texts; 0: all
    std::uint32_t seed = 1;
    DisplayOptions display;
    std::string preset = "acl";
    FigureWidth width = PresetWidth::Column;
    int columns = 0;                   // of the grid of panels; 0: all in one row
    bool sharesLimits = false;         // of all maps, which then have one color bar
    int dotsPerInch = 600;             // of PNG
    std::optional<TextForm> textForm;  // none: letters in PDF, outlines in SVG
    std::string caption;               // a draft follows from the rest where this is empty
    std::vector<FigurePanel> panels;
    std::filesystem::path folder;  // where paths that are not absolute start, if not at the recipe's own folder

    bool operator==(const FigureRecipe &) const = default;
};

}  // namespace core
