#include "app/start_window.h"

#include "app/main_window.h"
#include "app/workspaces.h"

namespace app {

namespace {

core::Result<void> resumeSession(const CommandLine &line, const FirstPicture &first, MainWindow &window)
{
    if (!line.session.empty())
        return window.resume(line.session);
    if (!first.session.empty())
        (void)window.resume(first.session);  // a damaged one is as good as none
    return {};
}

}  // namespace

core::Result<void> startWindow(const CommandLine &line, const FirstPicture &first, MainWindow &window)
{
    if (const core::Result<void> resumed = resumeSession(line, first, window); !resumed)
        return resumed;
    const core::WorkbenchState &state = window.workbench().state();
    if (state.shownModel.empty())
        window.start(first.model, state.text.empty() ? first.text : QString::fromStdString(state.text));
    if (const int index = workspaceIndex(QString::fromStdString(line.workspace)); index >= 0)
        window.showWorkspace(index);
    if (line.text)
        window.workbench().change([&line](core::WorkbenchState &changed) { changed.text = *line.text; });
    return {};
}

}  // namespace app
