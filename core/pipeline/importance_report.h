#pragma once

#include "core/analysis/importance/importance_agreement.h"
#include "core/analysis/importance/word_importance.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/importance/deletion_curves.h"
#include "core/pipeline/analysis_snapshot.h"

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace core {

// The tokens that somebody looks at. Any thread may ask while another one tells.
class ShownTokens
{
public:
    void set(std::vector<int> tokens)
    {
        const std::scoped_lock lock(m_mutex);
        m_tokens = std::move(tokens);
    }
    std::vector<int> tokens() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_tokens;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<int> m_tokens;
};

// Several measures of importance of one answer, beside each other.
struct ImportanceRequest {
    std::shared_ptr<const AnalysisSnapshot> snapshot;  // whose pass is measured, under its mask
    std::vector<ImportanceMeasure> measures;
    ImportanceOptions options;
    bool wantsCurves = false;                       // what deleting by each measure does; many passes
    std::shared_ptr<const ShownTokens> shown = {};  // whose words are measured first; null: as they stand

    bool operator==(const ImportanceRequest &) const = default;
};

// What became of one of the measures.
struct MeasuredImportance {
    ImportanceMeasure measure = ImportanceMeasure::AttentionReceived;
    std::shared_ptr<const WordImportance> importance;  // null while it is still to come, and where there is none
    std::string absence;                               // why there is none, a clause
    bool isPartial = false;                            // of some words it is still to come, and NaN until then

    bool isPending() const { return isPartial || (!importance && absence.empty()); }
};

// As far as it got; never changed once made.
struct ImportanceReport {
    ImportanceRequest request;
    std::optional<ImportanceTarget> target;    // what the measures that follow an output are about
    std::string targetAbsence;                 // why there is no such output, a clause
    std::vector<MeasuredImportance> measured;  // in the order asked for
    // The words of the request's unit, or the tokens: what agreement and curves are about.
    std::vector<TokenSpan> spans;
    std::shared_ptr<const DeletionCurves>
        curves;  // of those of `measured` that are there, in order; null while still to come

    bool isComplete() const;
};

// The measures that are wholly there, a value for each of the report's spans.
std::vector<MeasuredUnits> measuredUnits(const ImportanceReport &report);

using ImportanceReportPointer = std::shared_ptr<const ImportanceReport>;

// Measures the quick ones first and tells of each one that is there, with `soFar`, and now and then of one that takes a pass for each of
// many words, as far as it is. What an `earlier` report, or null, found of the
// same answer under the same options is kept. Fails as wordImportance() does.
Result<ImportanceReportPointer> runImportanceReport(const ImportanceRequest &request, const ImportanceReport *earlier,
                                                    const std::function<void(ImportanceReportPointer)> &soFar,
                                                    const StopToken &stop);

}  // namespace core
