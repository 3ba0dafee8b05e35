#pragma once

#include "tests/support/scripted_analyzer.h"
#include "ui/session/open_models.h"
#include "ui/session/workbench.h"

#include <string>

namespace scripted {

// What panels listen to, with answers from an analyzer that is handed in.
struct Desk {
    explicit Desk(ui::AnalysisSession::Analyzer analyzer = analyze) : session(std::move(analyzer)) {}

    ui::AnalysisSession session;
    ui::Workbench workbench{session};
    ui::OpenModels models{workbench, session};

    // As if the model had been opened and the text been put in its place at once.
    void show(const std::string &text, const std::filesystem::path &model = "one")
    {
        workbench.change([&](core::WorkbenchState &state) {
            state.text = text;
            state.shownModel = model;
            state.openModels = {model};
        });
    }
};

}  // namespace scripted
