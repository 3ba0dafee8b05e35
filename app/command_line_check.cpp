#include "app/command_line_check.h"

#include "core/base/message_text.h"
#include "core/corpus/masks/mask_sweep.h"
#include "core/model/stored_maps_model.h"
#include "core/recipe/figure_plan.h"
#include "core/recipe/panel_kind.h"
#include "ui/export/figure_formats.h"

namespace app {

namespace {

using core::Result;

// What has a meaning with a mask or a sweep alone is refused without.
Result<void> checkEval(const CommandLine &line)
{
    if (line.data.empty())
        return core::badInput("eval needs --data F");
    const bool comparesMasks = line.mask.isActive() || !line.sweep.empty();
    if (!line.against.empty() && comparesMasks)
        return core::badInput("--against compares two models as they are, so that neither --mask nor --sweep can be given "
                              "with it");
    if (!line.predictions.empty() && (!line.against.empty() || !line.sweep.empty()))
        return core::badInput("--predictions is of one model under one mask, so that neither --against nor --sweep can be "
                              "given with it");
    if (!line.sweep.empty())
        return core::checkSweep(line.sweep, line.mask);
    if (line.mask.isActive())
        return {};
    if (!line.csv.empty())
        return core::badInput("eval writes --csv only with --mask M or --sweep S");
    if (line.seed && line.against.empty())
        return core::badInput("--seed is that of the random controls and intervals of --mask M or --sweep S, and neither "
                              "is given");
    if (line.controlDraws)
        return core::badInput("--control-draws counts the random controls of --mask M or --sweep S, and neither is given");
    return {};
}

Result<void> checkWords(const CommandLine &line)
{
    if (line.data.empty())
        return core::badInput("words needs --data F");
    if (!line.importance)
        return core::badInput("words needs --measure NAME");
    const core::ImportanceMeasure measure = line.importance->front();
    if (!line.pathOption.empty() && measure != core::ImportanceMeasure::IntegratedGradients)
        return core::badInput(line.pathOption + " is of --measure integrated_gradients, and the measure is " +
                              std::string(core::describe(measure).id));
    if (line.mask.ablation.usesMeans)
        return core::badInput("ablate:mean takes its means from the data of eval; words can ablate to zero");
    return {};
}

Result<void> checkFormat(const char *option, const std::string &value, const std::string &format)
{
    return ui::isFigureFormat(format)
               ? Result<void>()
               : core::badInput(std::string(option) + " is " + core::quotedText(value) + ", but must " +
                                (value == format ? "be" : "end in") + " one of " + ui::listOfFigureFormats());
}

Result<void> checkTemplate(const FigureOptions &figure)
{
    return core::panelKind(figure.templateKind)
               ? Result<void>()
               : core::badInput("--template is " + core::quotedText(figure.templateKind) +
                                ", but must be one that \"attnscope figure --kinds\" lists");
}

Result<void> checkFigure(const CommandLine &line)
{
    const FigureOptions &figure = line.figure;
    const bool drawsRecipe = !line.model.empty() || !figure.output.empty();
    const bool isTemplate = !figure.templateKind.empty();
    const bool isGallery = !figure.gallery.empty();
    const bool isList = figure.listsKinds || figure.describesKinds || figure.listsPresets;
    if (int(drawsRecipe) + int(isTemplate) + int(isGallery) + int(isList) > 1)
        return core::badInput("figure prints a template or a list, or draws a recipe or the gallery, one at a time");
    if (figure.galleryFormat && !isGallery)
        return core::badInput("--format is that of --gallery DIR, which is not given");
    if (!isTemplate && (line.text || !figure.model.empty()))
        return core::badInput(std::string(line.text ? "--text" : "--model") +
                              " is that of --template KIND, which is not given: a recipe names its own");
    if (isGallery)
        return figure.galleryFormat ? checkFormat("--format", *figure.galleryFormat, *figure.galleryFormat) : Result<void>();
    if (isTemplate)
        return checkTemplate(figure);
    if (isList)
        return {};
    if (line.model.empty())
        return core::badInput("figure needs the file of a recipe");
    if (figure.output.empty())
        return core::badInput("figure needs -o F");
    const std::string output = figure.output.string();
    if (const auto known = checkFormat("-o", output, ui::formatOf(figure.output)); !known)
        return known;
    return core::checkPlaceholders(output);
}

Result<void> checkShard(const CommandLine &line)
{
    if (line.shard.has_value() == line.partial.empty())
        return core::badInput(line.shard ? "--shard I/N needs --partial F, the file for what its texts gave"
                                         : "--partial is the file of --shard I/N, which is not given");
    if (!line.shard)
        return {};
    if (line.data.empty())
        return core::badInput("--shard deals out the texts of --data F, which is not given");
    if (line.mask.ablation.usesMeans)
        return core::badInput("ablate:mean takes its means from all texts, so that they cannot be dealt out with --shard");
    for (const auto &[name, isGiven] : {std::pair{"--csv", !line.csv.empty()},
                                        {"--summary", !line.summary.empty()},
                                        {"--predictions", !line.predictions.empty()},
                                        {"--json", line.wantsJson}}) {
        if (isGiven)
            return core::badInput(std::string(name) + " is given to merge, which has what all shards found");
    }
    return {};
}

}  // namespace

Result<void> checkComplete(const CommandLine &line, const std::string &command)
{
    if (line.command == Command::Figure)
        return checkFigure(line);
    if (line.command == Command::Merge)
        return line.model.empty() ? Result<void>(core::badInput("merge needs the files of all shards")) : Result<void>();
    if (const Result<void> shard = checkShard(line); !shard)
        return shard.error();
    if (!command.empty() && line.model.empty())
        return core::badInput(command + " needs a model folder");
    // A file of attention brings its text.
    const bool needsText = !core::isStoredMaps(line.model);
    if (line.command == Command::Run && !line.text && needsText)
        return core::badInput("run needs --text T");
    if (line.command == Command::Run && line.mask.ablation.usesMeans)
        return core::badInput("ablate:mean takes its means from the data of eval, and run has one text only");
    if (const Result<void> evaluates = line.command == Command::Eval ? checkEval(line) : Result<void>(); !evaluates)
        return evaluates;
    if (!line.session.empty() && (line.startsAnew || !line.model.empty()))
        return core::badInput("--session brings its own models, so that neither --new nor a model can be given with it");
    if (!line.savedSession.empty() && line.screenshot.empty())
        return core::badInput("--save-session stands beside --screenshot F.png, which is not given");
    if (line.command == Command::Info && !line.csv.empty() && !line.checksTensors)
        return core::badInput("info writes --csv only with --check");
    if (line.null && line.summary.empty() && !line.shard)
        return core::badInput("--null adds columns to the file of --summary F.csv, which is not given");
    if (line.command == Command::Spectrum && line.seed && !line.null)
        return core::badInput("--seed is that of the random maps of --null, which is not given");
    if (line.draws && !line.null)
        return core::badInput("--draws counts the random maps of --null, which is not given");
    if (const Result<void> measures = line.command == Command::Words ? checkWords(line) : Result<void>(); !measures)
        return measures;
    const bool runsTexts = line.command == Command::Spectrum || line.command == Command::Compare;
    const bool hasOwnText = line.command == Command::Spectrum && !needsText && line.data.empty();
    if (runsTexts && !hasOwnText && line.text.has_value() == !line.data.empty())
        return core::badInput(command + " needs either --text T or --data F");
    if (line.limit && line.data.empty())
        return core::badInput("--limit counts the texts of --data F, which is not given");
    if (!line.columns.text.empty() && line.data.empty())
        return core::badInput("--text-column names a column of --data F, which is not given");
    return {};
}

}  // namespace app
