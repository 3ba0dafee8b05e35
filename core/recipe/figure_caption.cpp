#include "core/recipe/figure_caption.h"

#include "core/base/counted.h"
#include "core/figure/any/figure_table.h"
#include "core/figure/masks/mask_study_lines.h"
#include "core/figure/values/snapshot_maps.h"
#include "core/importance/importance_target.h"
#include "core/model/mask/mask_name.h"
#include "core/model/mask/mask_text.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "core/recipe/option_caption.h"
#include "core/recipe/panel_measures.h"
#include "core/recipe/panel_sources.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace core {
namespace {

constexpr std::size_t longestQuote = 200;  // bytes of a text that a caption repeats

std::string headOf(const FigurePanel &panel, const PanelAnswers &answers)
{
    if (!describe(panel.kind).hasHead)
        return {};
    const HeadRef head{{panel.layers.front()}, {panel.heads.front()}};
    return answers.snapshot ? headName(*answers.snapshot, head) : std::string();
}

std::string gammaText(double gamma)
{
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), gamma).ptr;
    return {digits.data(), end};
}

// Of a kind that is about one word: the word, and by what its texts are grouped.
std::string wordText(const FigurePanel &panel, const PanelAnswers &answers)
{
    if (!answers.words)
        return {};
    return "“" + panel.word + "” by " + (panel.grouping == WordGrouping::Label ? "label" : "predicted class") +
           " (median and quartiles)";
}

// What importance follows, where a class was chosen or a logit.
std::string targetOf(const FigurePanel &panel, const PanelAnswers &answers)
{
    const AskedTarget &asked = panel.importance.target;
    if (!describe(panel.kind).hasImportance || asked == AskedTarget() || !answers.snapshot)
        return asked.name.empty() || !answers.words ? std::string() : "of class " + asked.name;
    const auto search = findTarget(importancePass(*answers.snapshot), asked);
    return search && search->target ? "of " + targetText(*answers.snapshot->model, *search->target) : std::string();
}

// "tokens 0–4 and 13–18 only": where not all are shown.
std::string shownTokens(const FigurePanel &panel, bool areWords)
{
    if (!panel.look.tokens || panel.look.tokens->empty())
        return {};
    std::vector<std::string> runs;
    const IndexList &shown = *panel.look.tokens;
    for (auto first = shown.begin(); first != shown.end();) {
        auto last = first;
        while (std::next(last) != shown.end() && *std::next(last) == *last + 1)
            ++last;
        runs.push_back(std::to_string(*first) + (last == first ? "" : "–" + std::to_string(*last)));
        first = std::next(last);
    }
    const std::string end = runs.back();
    runs.pop_back();
    const std::string start = fmt::format("{}", fmt::join(runs, ", "));
    return fmt::format("only {} {}{}{}, counted from 0", areWords ? "words" : "tokens", start, start.empty() ? "" : " and ",
                       end);
}

std::string sentenceOf(const FigurePanel &panel, const PanelAnswers &answers, bool areWords)
{
    std::string sentence(describe(panel.kind).title);
    sentence.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence.front())));
    const bool isPicture = panel.kind == PanelKind::HeatMap;
    for (const std::string &part :
         {headOf(panel, answers), isPicture ? panel.matrix : std::string(), measureText(panel, answers.snapshot.get()),
          wordText(panel, answers), targetOf(panel, answers), optionText(panel, answers), shownTokens(panel, areWords)})
        sentence += part.empty() ? "" : ", " + part;
    if (panel.look.gamma.value_or(1) != 1)
        sentence += " (colors with gamma " + gammaText(*panel.look.gamma) + ')';
    return sentence + '.';
}

std::string modelNames(const FigureRecipe &recipe, const PanelAnswers &answers)
{
    if (answers.snapshot && !recipe.comparesModels)
        return answers.snapshot->model->name;
    std::string names;
    for (const RecipeModel &model : recipe.models)
        names += (names.empty() ? "" : ", ") + modelName(model.path, model.path);
    return names;
}

// A text that is too long to repeat is counted.
std::string quoted(const std::string &text, const std::string &count)
{
    return text.size() > longestQuote ? "Text of " + count + '.' : "Text: “" + text + "” (" + count + ").";
}

std::string textSentence(const AnalysisSnapshot &snapshot)
{
    const std::string tokens = counted(snapshot.text->tokens.size(), "token");
    const std::size_t dropped = snapshot.text->droppedTokens;
    return quoted(snapshot.request.text,
                  dropped == 0 ? tokens
                               : "the first " + tokens + ", " + std::to_string(dropped) + " more cut at the model's limit");
}

std::string maskSentence(const AnalysisSnapshot &snapshot)
{
    const AttentionMask &mask = snapshot.request.mask;
    if (mask.isActive())
        return "Mask: " + (isPainted(mask) ? wholeMaskName(mask) : maskText(mask, HeadSpelling::Lettered)) + '.';
    const bool hasOwn = snapshot.model->config.attention.trainedMask != TrainedMask::Full;
    return hasOwn ? "The mask is the model's own." : "No mask.";
}

std::string displaySentence(const FigureRecipe &recipe)
{
    std::string sentence = recipe.display.mergesWords ? "Sub-words are merged into words. " : "";
    switch (recipe.display.specialTokens) {
    case SpecialTokenMode::Show: break;
    case SpecialTokenMode::Hide: return sentence + "Special tokens are left out.";
    case SpecialTokenMode::Mask: return sentence + "No token attends to special tokens.";
    case SpecialTokenMode::Renormalize: return sentence + "Special tokens are left out and rows renormalized.";
    }
    return sentence;
}

// Of one mask: it and its random control; the masks of a sweep are named at the axis.
std::string judgedMask(const MaskReport &report)
{
    const AttentionMask &mask = report.request.mask;
    if (!report.request.sweep.empty() || !mask.isActive())
        return {};
    return fmt::format("This mask: {}; random: as many pairs, {}. ",
                       isPainted(mask) ? wholeMaskName(mask) : maskText(mask, HeadSpelling::Lettered),
                       counted(static_cast<std::size_t>(report.request.controlDraws), "draw"));
}

std::string reportSentence(const MaskReport &report)
{
    const std::string file = judgedMask(report) + "Data: " + report.request.data.path.filename().string() + ", ";
    if (report.study.isOfPieces())
        return file + textsOf(report) + "; intervals are paired bootstrap over paragraphs, 95 %.";
    return file + "n = " + std::to_string(report.progress.done) + "; intervals are paired bootstrap, 95 %.";
}

void add(std::string &caption, const std::string &sentence)
{
    if (!sentence.empty())
        caption += (caption.empty() ? "" : " ") + sentence;
}

// What a panel is drawn of, a sentence each; those of the same place are of the same thing.
using SourceSentences = std::array<std::string, 5>;

SourceSentences sourcesOf(const FigureRecipe &recipe, std::size_t panel, const PanelAnswers &answers)
{
    SourceSentences sentences;
    sentences[0] = (recipe.models.size() > 1 ? "Models: " : "Model: ") + modelNames(recipe, answers) + '.';
    if (answers.snapshot && isOfText(describe(recipe.panels[panel].kind).source)) {
        sentences[1] = textSentence(*answers.snapshot);
        sentences[2] = maskSentence(*answers.snapshot);
        if (describe(recipe.panels[panel].kind).hasUnits || recipe.display.specialTokens == SpecialTokenMode::Mask)
            sentences[3] = displaySentence(recipe);
    }
    if (answers.masks)
        sentences[4] = reportSentence(*answers.masks);
    if (answers.comparison && recipe.data.empty())
        sentences[1] = quoted(recipe.texts.front(), "one text");
    else if (answers.comparison)
        sentences[4] =
            "Means over " + counted(answers.comparison->texts, "text") + " of " + recipe.data.filename().string() + '.';
    if (answers.words)
        sentences[4] = "Data: " + answers.words->request.data.path.filename().string() + ", " +
                       counted(answers.words->found.texts, "text") + " with the word.";
    if (answers.positions)
        sentences[4] = "Data: " + answers.positions->request.data.path.filename().string() +
                       ", n = " + std::to_string(answers.positions->progress.done) + '.';
    return sentences;
}

// Of all panels that say anything there.
bool isShared(const std::vector<SourceSentences> &sources, std::size_t place)
{
    std::set<std::string> different;
    for (const SourceSentences &panel : sources)
        different.insert(panel[place]);
    different.erase(std::string());
    return different.size() < 2;
}

}  // namespace

std::string figureCaption(const FigureRecipe &recipe, std::span<const PanelAnswers> answers)
{
    if (!recipe.caption.empty())
        return recipe.caption;
    std::vector<SourceSentences> sources;
    for (std::size_t panel = 0; panel < recipe.panels.size(); ++panel)
        sources.push_back(sourcesOf(recipeOfPanel(recipe, panel), panel, answers[panel]));
    std::string caption;
    SourceSentences shared;
    for (std::size_t panel = 0; panel < recipe.panels.size(); ++panel) {
        const std::string letter = recipe.panels.size() > 1 ? '(' + panelLetter(panel) + ") " : std::string();
        const bool areWords = recipeOfPanel(recipe, panel).display.mergesWords;
        add(caption, letter + sentenceOf(recipe.panels[panel], answers[panel], areWords));
        for (std::size_t place = 0; place < shared.size(); ++place) {
            if (!isShared(sources, place))
                add(caption, sources[panel][place]);
            else if (!sources[panel][place].empty())
                shared[place] = sources[panel][place];
        }
    }
    for (const std::string &sentence : shared)
        add(caption, sentence);
    return caption;
}

std::string figureTitle(const FigureRecipe &recipe, std::span<const PanelAnswers> answers)
{
    std::string title = modelNames(recipeOfPanel(recipe, 0), answers.front());
    const FigurePanel &first = recipe.panels.front();
    for (const std::string &part : {headOf(first, answers.front()), std::string(describe(first.kind).id), first.measure})
        title += part.empty() ? "" : ", " + part;
    return title;
}

}  // namespace core
