#include "app/command_line/importance_options.h"

#include "app/command_line/shared_options.h"
#include "app/command_line/suggestion.h"
#include "core/base/message_text.h"
#include "core/base/number_in.h"
#include "core/corpus/texts/text_decoding.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <limits>

namespace app {

namespace {

using core::Result;

Result<void> takeImportance(CommandLine &line, std::string_view value)
{
    line.importance.emplace();
    if (value == "all")
        return {};
    for (std::string_view rest = value;;) {
        const std::size_t comma = rest.find(',');
        const auto measure = measureNamed("--importance", rest.substr(0, comma));
        if (!measure)
            return measure.error();
        if (std::ranges::find(*line.importance, *measure) == line.importance->end())
            line.importance->push_back(*measure);
        if (comma == std::string_view::npos)
            return {};
        rest.remove_prefix(comma + 1);
    }
}

Result<void> takeClass(CommandLine &line, std::string_view value)
{
    line.importanceOptions.target.name = value;
    line.importanceOptions.target.isFirm = true;
    return core::checkUtf8("--class", value);
}

Result<void> takeQuantity(CommandLine &line, std::string_view value)
{
    if (value != "logit" && value != "probability")
        return core::badInput(fmt::format("--quantity is {}, but must be logit or probability", core::quotedText(value)));
    line.importanceOptions.target.quantity =
        value == "logit" ? core::TargetQuantity::Logit : core::TargetQuantity::Probability;
    return {};
}

Result<void> takeAt(CommandLine &line, std::string_view value)
{
    const Result<int> position = wholeNumber("--at", value, 0, std::numeric_limits<int>::max());
    if (!position)
        return position.error();
    line.importanceOptions.target.position = *position;
    line.importanceOptions.target.isFirm = true;
    return {};
}

Result<void> takeUnit(CommandLine &line, std::string_view value)
{
    if (value != "token" && value != "word")
        return core::badInput(fmt::format("--unit is {}, but must be token or word", core::quotedText(value)));
    line.importanceOptions.unit = value == "word" ? core::ImportanceUnit::Word : core::ImportanceUnit::Token;
    return {};
}

Result<void> takeResidual(CommandLine &line, std::string_view value)
{
    const auto residual = core::numberIn<double>(value);
    if (!residual || !(*residual >= 0 && *residual <= 1))
        return core::badInput(fmt::format("--residual is {}, but must be a number from 0 to 1", core::quotedText(value)));
    line.importanceOptions.residual = *residual;
    return {};
}

Result<void> takeBaseline(CommandLine &line, std::string_view value)
{
    line.pathOption = "--baseline";
    if (value == "zero")
        line.importanceOptions.baseline = core::GradientBaseline::Zero;
    else if (value == "pad")
        line.importanceOptions.baseline = core::GradientBaseline::Pad;
    else if (value == "mask")
        line.importanceOptions.baseline = core::GradientBaseline::Mask;
    else
        return core::badInput(fmt::format("--baseline is {}, but must be zero, pad or mask", core::quotedText(value)));
    return {};
}

Result<void> takeSteps(CommandLine &line, std::string_view value)
{
    const Result<int> steps = wholeNumber("--steps", value, 1, core::mostIntegrationSteps);
    if (!steps)
        return steps.error();
    line.pathOption = "--steps";
    line.importanceOptions.steps = *steps;
    return {};
}

}  // namespace

Result<core::ImportanceMeasure> measureNamed(std::string_view option, std::string_view name)
{
    std::string known;
    for (const core::ImportanceDescription &description : core::importanceDescriptions()) {
        if (description.id == name)
            return description.measure;
        known += (known.empty() ? "" : ", ") + std::string(description.id);
    }
    return core::badInput(
        fmt::format("{}: there is no measure {}, expected one of {}", option, core::quotedText(name), known));
}

Option classOption()
{
    return {"--class", "NAME|INDEX",
            "the class whose output is followed, by its name or number from 0; of a masked language model a piece",
            takeClass};
}

Option quantityOption()
{
    return {"--quantity", "probability|logit", "in which form that output is followed", takeQuantity};
}

Option residualOption()
{
    return {"--residual", "R", "of rollout: share of the residual stream, 0 to 1, default 0.5", takeResidual};
}

Option positionOption()
{
    return {"--at", "POSITION", "of a masked language model, the token that it guesses; the first [MASK] without it",
            takeAt};
}

std::vector<Option> pathOptions()
{
    return {{"--baseline", "zero|pad|mask", "of integrated gradients: what takes the place of the words at the start",
             takeBaseline},
            {"--steps", "N", "of integrated gradients: how many points on the way, default 64", takeSteps}};
}

std::vector<Option> importanceOptions()
{
    std::vector<Option> options{{"--importance", "all|NAME,...",
                                 "measures of importance, by name; without it the attention's and erasure", takeImportance},
                                {"--unit", "token|word",
                                 "importance of every token, or of every word: erasure then deletes all of its pieces",
                                 takeUnit},
                                classOption(),
                                quantityOption(),
                                positionOption(),
                                residualOption()};
    std::ranges::move(pathOptions(), std::back_inserter(options));
    return options;
}

}  // namespace app
