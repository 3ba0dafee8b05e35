#include "core/workbench/session/state_check.h"

#include "core/figure/values/rank_tolerance.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string>

namespace core {

namespace {

struct Range {
    const char *name;
    double value;
    double least;
    double most;
};

Result<void> checkRanges(const WorkbenchState &state)
{
    constexpr double any = 1e9;
    const RankState &rank = state.rank;
    const PlaygroundState &playground = rank.playground;
    const Range ranges[] = {
        {"display.gamma", state.display.gamma, 0.05, 20},
        {"lama.contribution_class", static_cast<double>(state.lama.contributionClass.value_or(0)), 0, any},
        {"rank.k", static_cast<double>(rank.k), 0, any},
        {"rank.comparison.length_group", static_cast<double>(rank.comparison.lengthGroup), 0, any},
        {"rank.playground.target.share", playground.target.share, 0, 1},
        {"rank.playground.target.width", static_cast<double>(playground.target.width), 0, any},
        {"rank.playground.target.temperature", playground.target.temperature, 0.01, 100},
        {"rank.playground.head_size", static_cast<double>(playground.headSize), 1, any},
        {"rank.playground.tolerance", playground.tolerance, 0, 1},
        {"importance.residual", state.importance.residual, 0, 1},
        {"importance.steps", static_cast<double>(state.importance.steps), 1, double{mostIntegrationSteps}},
        {"importance.target.position", static_cast<double>(state.importance.target.position.value_or(0)), 0, any},
        {"masks.mask.strength", state.masks.mask.strength, 0, 1},
        {"pinned.choices.mask.strength", state.pinned ? state.pinned->choices.mask.strength : 1.0, 0, 1},
    };
    for (const Range &range : ranges) {
        if (!(range.value >= range.least && range.value <= range.most))
            return badInput(std::string(range.name) + " is out of its range");
    }
    const auto tolerances = rankTolerances();
    if (std::ranges::find(tolerances, rank.tolerance) == tolerances.end())
        return badInput("rank.tolerance is none of those to choose from");
    return {};
}

Result<void> checkModels(const WorkbenchState &state)
{
    const std::set<std::filesystem::path> models(state.openModels.begin(), state.openModels.end());
    return models.size() == state.openModels.size() ? Result<void>() : badInput("open_models names a model twice");
}

Result<void> checkPainting(const DoubleMatrix &painting)
{
    if (painting.rows() == 0)
        return {};
    if (painting.rows() > PlaygroundOffer::mostTokens)
        return badInput(fmt::format("rank.playground.painting has more than {} tokens", PlaygroundOffer::mostTokens));
    const Result<RealizableAttention> target = RealizableAttention::of(painting);
    return target ? Result<void>() : badInput("rank.playground.painting: " + target.error().message);
}

Result<void> checkTree(const WhatIfState &tree)
{
    if (tree.nodes.size() > WhatIfState::mostNodes)
        return badInput(fmt::format("importance.what_if.nodes has more than {}", WhatIfState::mostNodes));
    const auto count = static_cast<int>(tree.nodes.size());
    for (int node = 0; node < count; ++node) {
        const std::optional<int> parent = tree.nodes[static_cast<std::size_t>(node)].parent;
        if (parent.has_value() != (node > 0) || (parent && (*parent < 0 || *parent >= node)))
            return badInput("importance.what_if.nodes: each node but the first is to have an earlier one as its parent");
    }
    if (tree.current < 0 || tree.current >= std::max(1, count))
        return badInput("importance.what_if.current is none of the nodes");
    return {};
}

}  // namespace

Result<void> checkState(const WorkbenchState &state)
{
    if (state.pinned && state.pinned->followed >= state.pinned->outputs.size())
        return badInput("pinned.followed is none of its outputs");
    if (const Result<void> models = checkModels(state); !models)
        return models;
    if (const Result<void> ranges = checkRanges(state); !ranges)
        return ranges;
    if (const Result<void> tree = checkTree(state.importance.whatIf); !tree)
        return tree;
    return checkPainting(state.rank.playground.painting);
}

}  // namespace core
