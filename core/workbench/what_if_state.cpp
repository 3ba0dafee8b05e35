#include "core/workbench/what_if_state.h"

#include <algorithm>

namespace core {
namespace {

WhatIfNode &nodeAt(WhatIfState &state, int node)
{
    return state.nodes[static_cast<std::size_t>(node)];
}

const WhatIfNode &nodeAt(const WhatIfState &state, int node)
{
    return state.nodes[static_cast<std::size_t>(node)];
}

int append(WhatIfState &state, WhatIfNode node)
{
    state.nodes.push_back(std::move(node));
    return static_cast<int>(state.nodes.size()) - 1;
}

bool isWithin(const WhatIfState &state, int node, int branch)
{
    for (std::optional<int> at = node; at; at = nodeAt(state, *at).parent) {
        if (*at == branch)
            return true;
    }
    return false;
}

}  // namespace

WhatIfState shownTree(const WhatIfState &state, const std::string &sentence)
{
    WhatIfState tree = state;
    if (tree.nodes.empty())
        tree = {.nodes = {{.text = sentence, .parent = {}, .edit = {}}}, .current = 0};
    if (nodeAt(tree, tree.current).text != sentence)
        tree.current = append(tree, {.text = sentence, .parent = tree.current, .edit = "typed"});
    return tree;
}

namespace {

// As it is kept: what was typed becomes a node as long as there is room.
WhatIfState keptTree(const WhatIfState &state, const std::string &sentence)
{
    WhatIfState tree = shownTree(state, sentence);
    return tree.nodes.size() <= WhatIfState::mostNodes ? tree : state;
}

}  // namespace

void addEdit(WhatIfState &state, std::string &sentence, const std::string &changed, const std::string &edit)
{
    if (changed == sentence)
        return;
    state = keptTree(state, sentence);
    sentence = changed;
    for (const int child : childrenOf(state, state.current)) {
        if (nodeAt(state, child).text == changed) {
            state.current = child;
            return;
        }
    }
    if (state.nodes.size() < WhatIfState::mostNodes)
        state.current = append(state, {.text = changed, .parent = state.current, .edit = edit});
}

void chooseNode(WhatIfState &state, std::string &sentence, int node)
{
    state = keptTree(state, sentence);
    if (node >= static_cast<int>(state.nodes.size()))
        return;
    state.current = node;
    sentence = nodeAt(state, node).text;
}

void removeBranch(WhatIfState &state, std::string &sentence, int node)
{
    const WhatIfState tree = shownTree(state, sentence);
    if (!nodeAt(tree, node).parent)
        return;
    state = {};
    std::vector<int> places(tree.nodes.size(), 0);  // of the nodes that stay
    for (int old = 0; old < static_cast<int>(tree.nodes.size()); ++old) {
        if (isWithin(tree, old, node))
            continue;
        WhatIfNode kept = nodeAt(tree, old);
        if (kept.parent)
            kept.parent = places[static_cast<std::size_t>(*kept.parent)];
        places[static_cast<std::size_t>(old)] = append(state, std::move(kept));
    }
    const int shown = isWithin(tree, tree.current, node) ? *nodeAt(tree, node).parent : tree.current;
    state.current = places[static_cast<std::size_t>(shown)];
    sentence = nodeAt(state, state.current).text;
}

std::vector<int> childrenOf(const WhatIfState &tree, int node)
{
    std::vector<int> children;
    for (int child = 0; child < static_cast<int>(tree.nodes.size()); ++child) {
        if (nodeAt(tree, child).parent == node)
            children.push_back(child);
    }
    return children;
}

std::vector<int> listedNodes(const WhatIfState &tree)
{
    std::vector<int> listed;
    std::vector<int> waiting;
    if (!tree.nodes.empty())
        waiting.push_back(0);
    while (!waiting.empty()) {
        listed.push_back(waiting.back());
        waiting.pop_back();
        const std::vector<int> children = childrenOf(tree, listed.back());
        waiting.insert(waiting.end(), children.rbegin(), children.rend());
    }
    return listed;
}

int depthOf(const WhatIfState &tree, int node)
{
    int depth = 0;
    for (std::optional<int> parent = nodeAt(tree, node).parent; parent; parent = nodeAt(tree, *parent).parent)
        ++depth;
    return depth;
}

}  // namespace core
