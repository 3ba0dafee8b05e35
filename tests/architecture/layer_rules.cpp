#include "tests/architecture/layer_rules.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace architecture {

namespace {

constexpr int longestFile = 450;

struct Layer {
    QString folder;          // "core/text/"; the longest match counts
    QStringList mayInclude;  // folders end with a slash, single headers do not; the layer's own folder is always allowed
};

const std::vector<Layer> &layers()
{
    static const std::vector<Layer> table{
        {"core/base/", {}},
        {"core/ops/", {"core/base/"}},
        {"core/corpus/", {"core/base/", "core/text/"}},
        {"core/text/", {"core/base/"}},
        {"core/format/", {"core/base/"}},
        {"core/model/", {"core/base/", "core/ops/", "core/text/", "core/format/"}},
        {"core/analysis/",
         {"core/base/", "core/model/forward_trace.h", "core/model/attention_mask.h", "core/model/pair_mask.h"}},
        {"core/pipeline/",
         {"core/base/", "core/ops/", "core/text/", "core/corpus/", "core/format/", "core/model/", "core/analysis/"}},
        // Of the pipeline only the snapshot and the values it is made of; of the analysis what is quick enough to be worked
        // out whenever a picture asks for it.
        {"core/figure/",
         {"core/base/",
          "core/pipeline/analysis_snapshot.h",
          "core/pipeline/analysis_request.h",
          "core/text/token.h",
          "core/model/forward_trace.h",
          "core/model/loaded_model.h",
          "core/model/attention_parameters.h",
          "core/model/pair_mask.h",
          "core/model/mask_pattern.h",
          "core/model/attention_mask.h",
          "core/model/mask_text.h",
          "core/analysis/head_measures.h",
          "core/analysis/attention_divergence.h",
          "core/analysis/word_importance.h",
          "core/analysis/symmetric_scores.h",
          "core/analysis/lama_contributions.h",
          "core/analysis/rank_measures.h",
          "core/analysis/singular_values.h",
          "core/analysis/null_spectra.h",
          "core/analysis/spectrum_measures.h",
          "core/analysis/trace_difference.h",
          "core/analysis/realizable_attention.h",
          "core/analysis/best_found_attention.h",
          "core/analysis/score_factors.h",
          "core/analysis/paint_target.h",
          "core/analysis/median.h",
          "core/analysis/running_statistics.h",
          "core/format/family_name.h",
          "core/format/trained_result.h",
          "core/pipeline/model_outputs.h",
          "core/pipeline/spectrum_baselines.h",
          "core/pipeline/model_comparison.h",
          "core/pipeline/importance_run.h",
          "core/pipeline/mask_report.h",
          "core/pipeline/position_importance.h",
          "core/pipeline/position_report.h",
          "core/analysis/spectrum_quantities.h"}},
        {"ui/theme/", {"core/"}},
        {"ui/session/", {"core/"}},
        {"ui/plot/", {"core/", "ui/theme/"}},
        {"ui/views/", {"core/", "ui/theme/", "ui/session/", "ui/plot/"}},
        {"ui/panels/", {"core/", "ui/theme/", "ui/session/", "ui/plot/"}},
        {"ui/export/", {"core/", "ui/theme/", "ui/session/", "ui/plot/"}},
        {"ui/workspaces/", {"core/", "ui/theme/", "ui/session/", "ui/plot/", "ui/views/", "ui/panels/", "ui/export/"}},
        {"app/", {"core/", "ui/"}},
    };
    return table;
}

struct Include {
    int line = 0;
    QString header;
    bool isQuoted = false;
};

std::vector<Include> includesOf(const QStringList &lines)
{
    static const QRegularExpression pattern(QStringLiteral(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"));
    std::vector<Include> includes;
    for (int line = 0; line < lines.size(); ++line) {
        const QRegularExpressionMatch match = pattern.match(lines[line]);
        if (match.hasMatch())
            includes.push_back({.line = line + 1, .header = match.captured(2), .isQuoted = match.captured(1) == "\""});
    }
    return includes;
}

const Layer *layerOf(const QString &path)
{
    const auto &table = layers();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Layer &layer) { return path.startsWith(layer.folder); });
    return found == table.end() ? nullptr : &*found;
}

bool covers(const QString &allowed, const QString &header)
{
    return allowed.endsWith('/') ? header.startsWith(allowed) : header == allowed;
}

bool isAllowed(const Layer &layer, const QString &header)
{
    return covers(layer.folder, header) || std::any_of(layer.mayInclude.begin(), layer.mayInclude.end(),
                                                       [&](const QString &allowed) { return covers(allowed, header); });
}

// How many entries of the layer, its own folder among them, allow this one.
qsizetype countOfCovering(const Layer &layer, const QString &entry)
{
    return std::count_if(layer.mayInclude.begin(), layer.mayInclude.end(),
                         [&](const QString &allowed) { return covers(allowed, entry); }) +
           (covers(layer.folder, entry) ? 1 : 0);
}

QString headerOf(const QString &path)
{
    return path.left(path.lastIndexOf('.')) + ".h";
}

bool isQt(const QString &header)
{
    static const QRegularExpression pattern(QStringLiteral(R"(^(Qt?[A-Z][A-Za-z]*(/|$)|q[a-z]+\.h$))"));
    return pattern.match(header).hasMatch();
}

bool isProjectPath(const QString &header)
{
    static const QStringList roots{"core/", "ui/", "app/"};
    return std::any_of(roots.begin(), roots.end(), [&](const QString &root) { return header.startsWith(root); });
}

// What is wrong with one #include line of a file of `layer`; nothing if it is allowed.
std::optional<QString> wrongInclude(const QString &path, const Layer &layer, const Include &include)
{
    const QString &header = include.header;
    if (header.endsWith("qcustomplot.h") && layer.folder != "ui/plot/")
        return "only ui/plot may include " + header;
    if (layer.folder.startsWith("core/") && isQt(header))
        return "core may not include Qt's " + header;
    if (!include.isQuoted || header.endsWith(".moc"))
        return isProjectPath(header) ? std::optional("write \"" + header + "\", not <" + header + '>') : std::nullopt;
    if (!isProjectPath(header))
        return '"' + header + "\" is not a path from the repository's root";
    if (!isAllowed(layer, header))
        return layer.folder + " may not include " + header;
    if (layer.folder == "ui/views/" && header.endsWith("_view.h") && header != headerOf(path))
        return "a view may not include another view, " + header;
    return std::nullopt;
}

// Qt guesses whether a label's text is rich: only plainLabel says that it is not.
bool makesLabelItself(const QString &path, const QString &line)
{
    static const QRegularExpression pattern(QStringLiteral(R"(\bnew QLabel\b)"));
    return path != "ui/theme/plain_text.cpp" && pattern.match(line).hasMatch();
}

}  // namespace

QStringList faultsOfTable(const QSet<QString> &knownFiles)
{
    QStringList found;
    for (const Layer &layer : layers()) {
        for (const QString &entry : layer.mayInclude) {
            if (countOfCovering(layer, entry) > 1)
                found << layer.folder + ": " + entry + " is allowed more than once";
            if (!entry.endsWith('/') && !knownFiles.contains(entry))
                found << layer.folder + ": " + entry + " is no file";
        }
    }
    return found;
}

QStringList violations(const QString &path, const QString &text, const QSet<QString> &knownFiles)
{
    QStringList found;
    const auto report = [&](int line, const QString &what) {
        found << QStringLiteral("%1:%2: %3").arg(path).arg(line).arg(what);
    };

    const Layer *layer = layerOf(path);
    if (!layer) {
        report(1, "the folder is not in the layer table of tests/architecture/layer_rules.cpp");
        return found;
    }
    const QStringList lines = text.split('\n');
    const std::vector<Include> includes = includesOf(lines);
    for (const Include &include : includes) {
        if (const std::optional<QString> wrong = wrongInclude(path, *layer, include))
            report(include.line, *wrong);
    }
    for (int line = 0; line < lines.size(); ++line) {
        if (makesLabelItself(path, lines[line]))
            report(line + 1, "make labels by ui::plainLabel, of plain text");
    }
    if (path.endsWith(".h") && !lines.contains("#pragma once"))
        report(1, "the header lacks #pragma once");
    if (path.endsWith(".cpp") && knownFiles.contains(headerOf(path)) &&
        (includes.empty() || includes.front().header != headerOf(path)))
        report(includes.empty() ? 1 : includes.front().line, "its own header, " + headerOf(path) + ", does not come first");
    const int count = static_cast<int>(lines.size()) - (text.endsWith('\n') ? 1 : 0);
    if (count > longestFile)
        report(count, QStringLiteral("%1 lines, more than %2: split it").arg(count).arg(longestFile));
    return found;
}

}  // namespace architecture
