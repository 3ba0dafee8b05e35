#include "ui/session/text_browser.h"

#include "core/model/mask/fitting_mask.h"

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
    : ReportRun(workbench, session, tr("texts"), goToTexts, core::runPredictionList, parent)
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
    workbench().change([&text](core::WorkbenchState &state) { state.text = text; });
}

core::PredictionRequest TextBrowser::wanted() const
{
    const core::LoadedModel &model = *snapshot()->model;
    return {.model = snapshot()->model,
            .data = {.path = file(), .limit = limit()},
            .mask = core::fittingPart(snapshot()->request.mask, model.config, model.learnedGates != nullptr)};
}

}  // namespace ui
