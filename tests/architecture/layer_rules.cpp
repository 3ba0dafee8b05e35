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
    QString folder;          // "core/text/"
    QStringList mayInclude;  // folders end with a slash, single headers do not; the layer's own folder is always allowed
};

// Of a pass and its snapshot, what pictures of any topic draw; of the analysis, what is quick enough to be worked out whenever
// a picture asks for it.
const QStringList ofAPass{"core/base/",
                          "core/text/token.h",
                          "core/format/family/",
                          "core/format/family_name.h",
                          "core/format/mechanism/",
                          "core/model/attention_parameters.h",
                          "core/model/forward_trace.h",
                          "core/model/loaded_model.h",
                          "core/model/mask/",
                          "core/model/model_outputs.h",
                          "core/pipeline/analysis_request.h",
                          "core/pipeline/analysis_snapshot.h",
                          "core/analysis/importance/",
                          "core/analysis/measures/",
                          "core/analysis/statistics/",
                          "core/importance/importance_target.h"};
const QStringList drawn = ofAPass + QStringList{"core/figure/values/"};

const QStringList belowCorpusTopics{"core/base/",     "core/text/",         "core/format/",
                                    "core/model/",    "core/analysis/",     "core/importance/",
                                    "core/pipeline/", "core/corpus/texts/", "core/corpus/runs/"};

const QStringList belowViews{"core/",      "ui/theme/", "ui/session/", "ui/render/",
                             "ui/export/", "ui/plot/",  "ui/help/",    "ui/widgets/"};
const QStringList belowTopics = belowViews + QStringList{"ui/views/"};

// From the bottom up. A topic never includes another one; what two of them need lies below both.
const std::vector<Layer> &layers()
{
    static const std::vector<Layer> table{
        {"core/base/", {}},
        {"core/ops/", {"core/base/"}},
        {"core/text/", {"core/base/"}},
        {"core/format/", {"core/base/"}},
        {"core/model/mask/", {"core/base/", "core/text/", "core/format/"}},
        {"core/model/", {"core/base/", "core/ops/", "core/text/", "core/format/"}},
        {"core/model/gradient/", {"core/base/", "core/ops/", "core/text/", "core/format/", "core/model/"}},
        {"core/analysis/svd/", {"core/base/"}},
        {"core/analysis/statistics/", {"core/base/"}},
        {"core/analysis/realizable/", {"core/base/", "core/analysis/svd/"}},
        {"core/analysis/spectra/",
         {"core/base/", "core/analysis/statistics/", "core/analysis/svd/", "core/model/forward_trace.h"}},
        {"core/analysis/weights/", {"core/base/", "core/analysis/spectra/", "core/analysis/svd/"}},
        {"core/analysis/measures/",
         {"core/base/", "core/analysis/svd/", "core/analysis/spectra/", "core/model/forward_trace.h", "core/model/mask/"}},
        {"core/analysis/importance/",
         {"core/base/", "core/analysis/statistics/", "core/analysis/svd/", "core/format/mechanism/attention_columns.h",
          "core/model/forward_trace.h"}},
        {"core/importance/", {"core/base/", "core/text/", "core/format/", "core/model/", "core/analysis/"}},
        {"core/pipeline/",
         {"core/base/", "core/ops/", "core/text/", "core/format/", "core/model/", "core/analysis/", "core/importance/"}},
        {"core/corpus/texts/", {"core/base/", "core/text/"}},
        {"core/corpus/runs/",
         {"core/base/", "core/text/", "core/format/", "core/model/", "core/analysis/", "core/importance/", "core/pipeline/",
          "core/corpus/texts/"}},
        {"core/corpus/shards/", {"core/base/", "core/corpus/runs/text_outcomes.h"}},
        {"core/corpus/evaluation/", belowCorpusTopics},
        {"core/corpus/against/", belowCorpusTopics + QStringList{"core/corpus/evaluation/", "core/corpus/masks/"}},
        {"core/corpus/listing/", belowCorpusTopics + QStringList{"core/corpus/evaluation/"}},
        {"core/corpus/masks/", belowCorpusTopics + QStringList{"core/corpus/evaluation/"}},
        {"core/corpus/comparison/", belowCorpusTopics},
        {"core/corpus/diagnosis/", belowCorpusTopics},
        {"core/corpus/positions/", belowCorpusTopics},
        {"core/corpus/spectra/", belowCorpusTopics},
        {"core/corpus/words/", belowCorpusTopics},
        {"core/figure/values/", ofAPass},
        {"core/figure/attention/",
         drawn + QStringList{"core/importance/importance_run.h", "core/pipeline/importance_of_snapshot.h"}},
        {"core/figure/lama/", drawn + QStringList{"core/analysis/spectra/", "core/analysis/svd/"}},
        {"core/figure/rank/", drawn + QStringList{"core/analysis/spectra/", "core/pipeline/spectrum_baselines.h",
                                                  "core/corpus/comparison/", "core/corpus/diagnosis/"}},
        {"core/figure/comparison/",
         drawn + QStringList{"core/analysis/spectra/", "core/corpus/comparison/", "core/format/trained_result.h"}},
        {"core/figure/playground/", drawn + QStringList{"core/analysis/realizable/"}},
        {"core/figure/masks/", drawn + QStringList{"core/corpus/masks/", "core/corpus/positions/"}},
        {"core/figure/importance/",
         drawn + QStringList{"core/importance/piece_guesses.h", "core/pipeline/importance_report.h",
                             "core/pipeline/importance_of_snapshot.h", "core/text/word_alignment.h"}},
        {"core/figure/words/", drawn + QStringList{"core/corpus/words/", "core/text/tokenizer.h"}},
        {"core/figure/inspector/", drawn + QStringList{"core/analysis/spectra/", "core/figure/rank/"}},
        {"core/figure/any/", {"core/base/", "core/figure/values/", "core/figure/attention/"}},
        {"core/recipe/",
         {"core/base/", "core/format/", "core/model/", "core/analysis/", "core/importance/", "core/pipeline/",
          "core/corpus/", "core/figure/"}},
        {"core/workbench/",
         {"core/base/", "core/text/", "core/format/", "core/model/", "core/analysis/", "core/importance/", "core/pipeline/",
          "core/figure/", "core/recipe/"}},
        {"ui/theme/", {"core/"}},
        {"ui/help/", {"ui/theme/"}},
        {"ui/render/", {"core/", "ui/theme/"}},
        {"ui/export/", {"core/", "ui/theme/", "ui/render/"}},
        {"ui/widgets/", {"core/", "ui/theme/", "ui/render/", "ui/help/"}},
        {"ui/session/", {"core/"}},
        {"ui/plot/", {"core/", "ui/theme/", "ui/render/"}},
        {"ui/views/", belowViews},
        {"ui/panels/", belowTopics},
        {"ui/topics/attention/", belowTopics},
        {"ui/topics/importance/", belowTopics},
        {"ui/topics/importance/contexts/", belowTopics},
        {"ui/topics/importance/vocabulary/", belowTopics},
        {"ui/topics/importance/side_by_side/", belowTopics + QStringList{"ui/topics/importance/measures_menu.h"}},
        {"ui/topics/importance/what_if/", belowTopics + QStringList{"ui/topics/importance/followed_output_controls.h"}},
        {"ui/topics/lama/", belowTopics},
        {"ui/topics/rank/", belowTopics},
        {"ui/topics/rank/spectra/", belowTopics},
        {"ui/topics/rank/head_sizes/", belowTopics},
        {"ui/topics/rank/playground/", belowTopics},
        {"ui/topics/rank/weights/", belowTopics},
        {"ui/topics/figures/", belowTopics},
        {"ui/topics/masks/", belowTopics},
        {"ui/topics/masks/mask/", belowTopics},
        {"ui/topics/masks/positions/", belowTopics},
        {"ui/topics/masks/evaluation/", belowTopics},
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

// The innermost folder of the table that the path lies in.
const Layer *layerOf(const QString &path)
{
    const Layer *innermost = nullptr;
    for (const Layer &layer : layers()) {
        if (path.startsWith(layer.folder) && (!innermost || layer.folder.size() > innermost->folder.size()))
            innermost = &layer;
    }
    return innermost;
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
    if (header.endsWith("qcustomplot.h") && layer.folder != "ui/render/" && layer.folder != "ui/plot/")
        return "only ui/render and ui/plot may include " + header;
    if (path.endsWith(".h") && header.startsWith("fmt/"))
        return "a header may not include " + header + ": whoever includes it would compile it too";
    if (layer.folder.startsWith("core/") && isQt(header))
        return "core may not include Qt's " + header;
    if (!include.isQuoted || header.endsWith(".moc"))
        return isProjectPath(header) ? std::optional("write \"" + header + "\", not <" + header + '>') : std::nullopt;
    if (!isProjectPath(header))
        return '"' + header + "\" is not a path from the repository's root";
    if (!isAllowed(layer, header))
        return layer.folder + " may not include " + header;
    if (headerOf(path).endsWith("_view.h") && header.endsWith("_view.h") && header != headerOf(path))
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
