#include "ui/session/text_browser.h"

#include "core/workbench/resolve.h"

namespace ui {
namespace {

void goToTexts(core::Place &place)
{
    place.showsTexts = true;
}

std::vector<std::string> notesOn(const core::ListedTexts &texts)
{
    std::vector<std::string> notes;
    if (!texts.labelsReadAs.empty())
        notes.push_back("labels read as " + texts.labelsReadAs);
    notes.insert(notes.end(), texts.notes.begin(), texts.notes.end());
    return notes;
}

}  // namespace

TextBrowser::TextBrowser(Workbench &workbench, AnalysisSession &session, QObject *parent)
    : ReportRun(workbench, session, tr("predictions"), goToTexts, core::runPredictionList, parent)
{
}

std::optional<FileRun::Progress> TextBrowser::progress() const
{
    if (!report())
        return std::nullopt;
    const core::LoadedModel &model = *report()->request.model;
    return Progress{.texts = report()->progress,
                    .model = report()->request.model,
                    .cut = report()->cutTexts(),
                    .tokenLimit = model.tokenLimit(),
                    .notes = notesOn(*report()->texts),
                    .noun = core::predictsPieces(model.config.task) ? "paragraph" : ""};
}

void TextBrowser::show(const std::string &text)
{
    workbench().change([&text](core::WorkbenchState &state) { state.text = text; }, browsing());
}

core::PredictionRequest TextBrowser::wanted() const
{
    const core::AnalysisRequest asked = core::resolve(workbench().state(), snapshot().get());
    return {.model = snapshot()->model,
            .data = {.path = file(), .limit = limit()},
            .options = {.mask = asked.mask, .masksSpecialTokens = asked.masksSpecialTokens}};
}

}  // namespace ui
