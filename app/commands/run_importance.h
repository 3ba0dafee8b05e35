#pragma once

#include "app/command_line.h"
#include "core/analysis/importance/importance_agreement.h"
#include "core/pipeline/analysis_snapshot.h"

#include <nlohmann/json.hpp>

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app {

// The measures of one text, with a value for each of the spans.
struct Importances {
    std::vector<core::TokenSpan> spans;  // all tokens, or the words
    core::ImportanceUnit unit = core::ImportanceUnit::Token;
    std::vector<core::MeasuredUnits> measured;
    std::vector<std::pair<std::string_view, std::string>> absences;  // why the other measures are not there
    std::optional<core::ImportanceTarget> target;                    // what the measures that follow an output are about
    std::optional<core::Completeness> completeness;                  // of integrated gradients
    std::optional<core::ImportanceAgreement> agreement;              // where measures are named
};

// Those that the line names, or the usual ones. Fails where it names a class, piece or position that is not there.
core::Result<Importances> importancesOf(const core::AnalysisSnapshot &snapshot, const CommandLine &line);

// Values that are not defined come out as null.
void addImportances(const core::AnalysisSnapshot &snapshot, const Importances &importances, nlohmann::ordered_json &json);

// What is followed, a row for each token or word, why measures are absent, and how the others agree.
void printImportances(const core::AnalysisSnapshot &snapshot, const Importances &importances, std::ostream &out);

}  // namespace app
