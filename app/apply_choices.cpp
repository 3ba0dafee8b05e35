#include "app/apply_choices.h"

#include "app/main_window.h"
#include "app/workspaces.h"

namespace app {

void applyChoices(const CommandLine &line, MainWindow &window)
{
    if (const int index = workspaceIndex(QString::fromStdString(line.workspace)); index >= 0)
        window.showWorkspace(index);
    if (line.text)
        window.workbench().change([&line](core::WorkbenchState &state) { state.text = *line.text; });
}

}  // namespace app
