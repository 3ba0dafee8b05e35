#include "app/commands/run_importance.h"

#include "app/commands/command_json.h"
#include "app/commands/command_output.h"
#include "core/base/message_text.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/importance/importance_run.h"
#include "core/importance/importance_target.h"
#include "core/model/model_inputs.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "core/text/typed_words.h"
#include "core/text/word_spans.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <ostream>
#include <set>

namespace app {

namespace {

using core::AnalysisSnapshot;
using core::ImportanceMeasure;
using core::Result;
using nlohmann::ordered_json;

// What is printed where no measure is named.
std::vector<ImportanceMeasure> usualMeasures(const core::ModelConfig &config)
{
    const bool readsLast = core::readsLastToken(config);
    return {ImportanceMeasure::AttentionReceived,
            readsLast ? ImportanceMeasure::AttentionFromLast : ImportanceMeasure::AttentionFromFirst,
            ImportanceMeasure::Erasure};
}

// Erasure runs the model once per token or word; a text of many would take minutes, so it goes without unless it is named.
constexpr std::size_t mostErased = 512;

std::vector<ImportanceMeasure> measuresOf(const CommandLine &line, const core::ModelConfig &config)
{
    if (!line.importance)
        return usualMeasures(config);
    if (!line.importance->empty())
        return *line.importance;
    std::vector<ImportanceMeasure> all;
    for (const core::ImportanceDescription &description : core::importanceDescriptions())
        all.push_back(description.measure);
    return all;
}

std::string absenceBeforehand(const AnalysisSnapshot &snapshot, ImportanceMeasure measure, const CommandLine &line,
                              std::size_t units)
{
    const core::ImportanceDescription &description = core::describe(measure);
    if (std::string absence =
            core::importanceAbsence(core::importancePass(snapshot), measure, line.importanceOptions.target);
        !absence.empty())
        return absence;
    const bool areNamed = line.importance && !line.importance->empty();
    if (description.cost == core::ImportanceCost::Passes)
        return units > mostErased && !areNamed
                   ? fmt::format("erasure runs a pass for each of at most {} tokens or words, and there are {}", mostErased,
                                 units)
                   : "";
    const bool isOfMaps = !description.needsTarget;
    return snapshot.request.kept.attention || !isOfMaps ? "" : "the attention maps do not fit into memory";
}

Result<void> measure(const AnalysisSnapshot &snapshot, ImportanceMeasure measure, const core::ImportanceOptions &options,
                     Importances &importances)
{
    const auto importance = core::wordImportance(core::importancePass(snapshot), measure, options, {});
    if (!importance)
        return importance.error();
    std::vector<double> values = core::importanceOf(*importance, importances.spans);
    if (importance->completeness)
        importances.completeness = importance->completeness;
    if (std::ranges::all_of(values, [](double value) { return std::isnan(value); }))
        importances.absences.emplace_back(core::describe(measure).id, "the text leaves nothing to measure it on");
    else
        importances.measured.push_back({measure, std::move(values)});
    return {};
}

// What is named is refused where the model has nothing of it; of several it is enough that one is there.
Result<void> checkNamed(const AnalysisSnapshot &snapshot, const CommandLine &line)
{
    if (!line.importance || line.importance->empty())
        return {};
    const core::ImportancePass pass = core::importancePass(snapshot);
    const auto isLacking = [&pass](ImportanceMeasure each) { return !core::importanceAbsenceOfModel(pass, each).empty(); };
    if (!std::ranges::all_of(*line.importance, isLacking))
        return {};
    const ImportanceMeasure first = line.importance->front();
    return core::badInput(fmt::format("{} has no {}: {}", snapshot.model->name, core::describe(first).id,
                                      core::importanceAbsenceOfModel(pass, first)));
}

// As it was typed.
std::string wordOf(const AnalysisSnapshot &snapshot, const core::TokenSpan &span)
{
    return std::string(core::spelling(snapshot.request.text, core::typedPlace(snapshot.text->tokens, span)));
}

// Null where the model has no output to follow.
ordered_json targetJson(const AnalysisSnapshot &snapshot, const Importances &importances)
{
    if (!importances.target)
        return {};
    const core::ModelConfig &config = snapshot.model->config;
    const bool isGuess = core::predictsPieces(config.task);
    const bool isValue = !isGuess && !core::areProbabilities(config.outputs);
    const bool isLogit = importances.target->quantity == core::TargetQuantity::Logit;
    ordered_json json{{"class", core::targetName(*snapshot.model, *importances.target)},
                      {"quantity", isValue   ? "value"
                                   : isLogit ? "logit"
                                             : "probability"}};
    if (isGuess)
        json["position"] = importances.target->row;
    if (importances.completeness) {
        json["completeness"] = importances.completeness->sum;
        json["difference"] = importances.completeness->difference;
    }
    return json;
}

// measures x measures.
template <typename Cell>
ordered_json pairsJson(const core::ImportanceAgreement &agreement, Cell cell)
{
    ordered_json rows = ordered_json::array();
    for (std::size_t row = 0; row < agreement.measures.size(); ++row) {
        rows.push_back(ordered_json::array());
        for (std::size_t column = 0; column < agreement.measures.size(); ++column)
            rows.back().push_back(cell(agreement.at(row, column)));
    }
    return rows;
}

ordered_json agreementJson(const core::ImportanceAgreement &agreement)
{
    using core::AgreementOfPair;
    ordered_json measures = ordered_json::array();
    for (const ImportanceMeasure measure : agreement.measures)
        measures.push_back(core::describe(measure).id);
    return {
        {"measures", measures},
        {"kendall", pairsJson(agreement, [](const AgreementOfPair &pair) { return numberOrNull(pair.kendall); })},
        {"top_k_overlap", pairsJson(agreement, [](const AgreementOfPair &pair) { return numberOrNull(pair.topOverlap); })},
        {"compared_by", pairsJson(agreement,
                                  [](const AgreementOfPair &pair) {
                                      return pair.order == core::ImportanceOrder::Magnitude ? "magnitude" : "value";
                                  })},
        {"absent", pairsJson(agreement, [](const AgreementOfPair &pair) {
             return pair.absence.empty() ? ordered_json() : ordered_json(pair.absence);
         })}};
}

bool hasSignedMap(const core::ModelConfig &config)
{
    return config.type != core::ModelType::Lama &&
           core::mechanismOf(config.attention).columns == core::AttentionColumns::Slots;
}

std::size_t columnWidth(std::string_view name)
{
    constexpr std::size_t numberWidth = 9;
    return std::max(name.size() + 2, numberWidth);
}

void printValues(const AnalysisSnapshot &snapshot, const Importances &importances, std::ostream &out)
{
    const bool isOfWords = importances.unit == core::ImportanceUnit::Word;
    for (const core::MeasuredUnits &units : importances.measured)
        out << std::setw(static_cast<int>(columnWidth(core::describe(units.measure).id)))
            << core::describe(units.measure).id;
    out << (isOfWords ? "  word\n" : "  token\n") << std::fixed << std::setprecision(4);
    for (std::size_t index = 0; index < importances.spans.size(); ++index) {
        for (const core::MeasuredUnits &units : importances.measured)
            printCell(units.values[index], columnWidth(core::describe(units.measure).id), out);
        const core::TokenSpan &span = importances.spans[index];
        const core::Token &token = snapshot.text->tokens[static_cast<std::size_t>(span.first)];
        out << "  " << (isOfWords ? core::nameText(wordOf(snapshot, span)) : core::nameText(token.shownPiece())) << '\n';
    }
}

void printAgreement(const core::ImportanceAgreement &agreement, std::ostream &out)
{
    if (agreement.measures.size() < 2)
        return;
    out << "\nagreement, Kendall's tau-b; by magnitude where a signed measure meets an unsigned one\n";
    for (std::size_t row = 0; row < agreement.measures.size(); ++row) {
        out << std::setw(22) << core::describe(agreement.measures[row]).id;
        for (std::size_t column = 0; column <= row; ++column)
            printCell(agreement.at(row, column).kendall.value_or(std::nan("")), 9, out);
        out << '\n';
    }
    std::set<std::string> said;
    for (const core::AgreementOfPair &pair : agreement.pairs) {
        if (!pair.absence.empty() && said.insert(pair.absence).second)
            out << "not defined where " << pair.absence << '\n';
    }
}

void printCompleteness(const core::Completeness &completeness, std::ostream &out)
{
    out << "integrated_gradients: sum " << completeness.sum << ", output less that of the baseline "
        << completeness.difference << '\n';
    if (!completeness.isComplete())
        out << "they are more than 1 % apart: take more --steps\n";
}

}  // namespace

Result<Importances> importancesOf(const AnalysisSnapshot &snapshot, const CommandLine &line)
{
    const core::ImportanceOptions &options = line.importanceOptions;
    const auto search = core::findTarget(core::importancePass(snapshot), options.target);
    if (!search)
        return search.error();
    if (const Result<void> named = checkNamed(snapshot, line); !named)
        return named.error();
    const bool isOfWords = options.unit == core::ImportanceUnit::Word;
    Importances importances{.spans = isOfWords ? core::wordSpans(*snapshot.text) : core::tokenSpans(*snapshot.text),
                            .unit = options.unit,
                            .target = search->target};
    for (const ImportanceMeasure each : measuresOf(line, snapshot.model->config)) {
        if (std::string absence = absenceBeforehand(snapshot, each, line, importances.spans.size()); !absence.empty())
            importances.absences.emplace_back(core::describe(each).id, std::move(absence));
        else if (const Result<void> measured = measure(snapshot, each, options, importances); !measured)
            return measured.error();
    }
    if (line.importance)
        importances.agreement = core::importanceAgreement(importances.measured);
    return importances;
}

void addImportances(const AnalysisSnapshot &snapshot, const Importances &importances, ordered_json &json)
{
    if (importances.unit == core::ImportanceUnit::Word) {
        json["words"] = ordered_json::array();
        for (const core::TokenSpan &span : importances.spans)
            json["words"].push_back(wordOf(snapshot, span));
    }
    json["importance"] = ordered_json::object();
    for (const core::MeasuredUnits &units : importances.measured)
        json["importance"][std::string(core::describe(units.measure).id)] = units.values;
    json["importance_absent"] = ordered_json::object();
    for (const auto &[id, absence] : importances.absences)
        json["importance_absent"][std::string(id)] = absence;
    json["importance_target"] = targetJson(snapshot, importances);
    if (importances.agreement)
        json["importance_agreement"] = agreementJson(*importances.agreement);
    if (hasSignedMap(snapshot.model->config))
        json["signed_map"] = true;
}

void printImportances(const AnalysisSnapshot &snapshot, const Importances &importances, std::ostream &out)
{
    if (importances.target)
        out << "output that is followed: " << core::nameText(core::targetText(*snapshot.model, *importances.target))
            << "\n\n";
    printValues(snapshot, importances, out);
    if (importances.completeness)
        printCompleteness(*importances.completeness, out);
    for (const auto &[id, absence] : importances.absences)
        out << "no " << id << ": " << absence << '\n';
    if (hasSignedMap(snapshot.model->config))
        out << "Linformer's map over tokens is signed: attention counts by its size\n";
    if (importances.agreement)
        printAgreement(*importances.agreement, out);
}

}  // namespace app
