#include "core/workbench/what_if_rows.h"

#include "core/base/csv_row.h"

#include <algorithm>

namespace core {
namespace {

const TextAnswer *answerTo(const std::string &text, const TextAnswers *answers)
{
    if (!answers)
        return nullptr;
    const std::vector<std::string> &texts = answers->request.texts;
    const auto found = std::ranges::find(texts, text);
    if (found == texts.end())
        return nullptr;
    const std::optional<TextAnswer> &answer = answers->answers[static_cast<std::size_t>(found - texts.begin())];
    return answer ? &*answer : nullptr;
}

// "… is dull and honestly": from two words before the place where the text leaves the one before.
std::string excerptOf(const std::string &text, const std::string &before)
{
    constexpr int wordsBefore = 2;
    const auto same = static_cast<std::size_t>(std::ranges::mismatch(text, before).in1 - text.begin());
    std::size_t begin = same;
    for (int word = 0; word <= wordsBefore && begin > 0; ++word) {
        const std::size_t space = text.rfind(' ', begin - 1);
        begin = space == std::string::npos ? 0 : space;
    }
    return begin == 0 ? text : "…" + text.substr(begin);
}

// Of each node: whether it is the last child of its parent.
std::vector<bool> lastChildren(const WhatIfState &tree)
{
    std::vector<bool> isLast(tree.nodes.size(), false);
    std::vector<bool> hasLaterChild(tree.nodes.size(), false);
    for (std::size_t node = tree.nodes.size(); node-- > 0;) {
        const std::optional<int> parent = tree.nodes[node].parent;
        isLast[node] = !parent || !hasLaterChild[static_cast<std::size_t>(*parent)];
        if (parent)
            hasLaterChild[static_cast<std::size_t>(*parent)] = true;
    }
    return isLast;
}

void addAnswer(WhatIfRow &row, const WhatIfState &tree, const TextAnswers *answers)
{
    const TextAnswer *answer = answerTo(row.text, answers);
    row.isPending = !answer;
    if (!answer)
        return;
    row.prediction = answer->prediction;
    row.followed = answer->followed;
    const std::optional<int> parent = tree.nodes[static_cast<std::size_t>(row.node)].parent;
    const TextAnswer *before = parent ? answerTo(tree.nodes[static_cast<std::size_t>(*parent)].text, answers) : nullptr;
    if (!before)
        return;
    row.changesPrediction = !before->prediction.empty() && before->prediction != answer->prediction;
    if (before->followed && answer->followed)
        row.change = *answer->followed - *before->followed;
}

}  // namespace

WhatIfRows whatIfRows(const WhatIfState &tree, const TextAnswers *answers)
{
    WhatIfRows rows;
    if (answers) {
        rows.followedName = answers->followed;
        rows.areProbabilities = answers->isProbability;
    }
    const std::vector<bool> isLast = lastChildren(tree);
    for (const int node : listedNodes(tree)) {
        const WhatIfNode &listed = tree.nodes[static_cast<std::size_t>(node)];
        WhatIfRow row{.node = node,
                      .depth = depthOf(tree, node),
                      .continues = {},
                      .isLastChild = isLast[static_cast<std::size_t>(node)],
                      .isCurrent = node == tree.current,
                      .edit = listed.edit,
                      .text = listed.text,
                      .prediction = {}};
        row.excerpt = listed.parent ? excerptOf(listed.text, tree.nodes[static_cast<std::size_t>(*listed.parent)].text)
                                    : listed.text.text();
        for (std::optional<int> above = listed.parent; above; above = tree.nodes[static_cast<std::size_t>(*above)].parent)
            row.continues.insert(row.continues.begin(), !isLast[static_cast<std::size_t>(*above)]);
        addAnswer(row, tree, answers);
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

std::string whatIfTable(const WhatIfRows &tree)
{
    std::string table = "row,depth,edit,text,prediction,followed,value,change\n";
    for (std::size_t index = 0; index < tree.rows.size(); ++index) {
        const WhatIfRow &row = tree.rows[index];
        CsvRow cells;
        cells.add(index).add(row.depth).addQuoted(row.edit).addQuoted(row.text).addQuoted(row.prediction);
        cells.addQuoted(tree.followedName).add(row.followed).add(row.change);
        table += cells.line();
    }
    return table;
}

}  // namespace core
