#include "ui/session/word_run.h"

#include "core/importance/importance_run.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "core/workbench/resolve.h"

namespace ui {
namespace {

void goToContexts(core::Place &place)
{
    place.workspace = "importance";
    place.importance = core::ImportancePage::Contexts;
}

void goToVocabulary(core::Place &place)
{
    place.workspace = "importance";
    place.importance = core::ImportancePage::Vocabulary;
}

}  // namespace

WordRun::WordRun(Workbench &workbench, AnalysisSession &session, Scope scope, QObject *parent)
    : ReportRun(workbench, session, scope == Scope::OneWord ? tr("contexts") : tr("vocabulary"),
                scope == Scope::OneWord ? goToContexts : goToVocabulary, core::runWordReport, parent),
      m_scope(scope)
{
}

bool WordRun::hasTexts() const
{
    return !file().empty() || !workbench().state().importance.contexts.kept.empty();
}

core::WordRequest WordRun::wanted() const
{
    const core::ContextsState &contexts = workbench().state().importance.contexts;
    core::ImportanceOptions options = core::importanceOptions(workbench().state());
    options.unit = core::ImportanceUnit::Word;
    // What the model lacks is not asked of it; the choice stays for another one.
    const core::ImportanceMeasure measure = core::offeredImportance(core::importancePass(*snapshot()), contexts.measure);
    const bool readsKept = contexts.readsKept();
    return {.model = snapshot()->model,
            .data =
                readsKept ? core::TextFile() : core::TextFile{.path = contexts.texts.file, .limit = contexts.texts.limit},
            .typed = readsKept ? contexts.kept : std::vector<std::string>(),
            .measure = {.measure = measure, .options = options},
            .grouping =
                contexts.groups == core::ContextGroups::Label ? core::WordGrouping::Label : core::WordGrouping::Prediction,
            .word = m_scope == Scope::OneWord ? contexts.word : std::string()};
}

QString WordRun::objection(const core::WordRequest &request) const
{
    return m_scope == Scope::OneWord && request.word.empty() ? tr("Name a word to look for.") : QString();
}

std::optional<FileRun::Progress> WordRun::progress() const
{
    if (!report())
        return std::nullopt;
    return Progress{.texts = report()->progress,
                    .model = report()->request.model,
                    .cut = report()->found.cutTexts,
                    .tokenLimit = report()->request.model->tokenLimit(),
                    .notes = report()->notes,
                    .noun = report()->request.typed.empty() ? "" : "kept sentence"};
}

}  // namespace ui
