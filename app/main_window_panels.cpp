#include "app/actions.h"
#include "app/main_window.h"
#include "ui/panels/sentence_panel.h"
#include "ui/panels/texts_panel.h"
#include "ui/theme/text_scale.h"

// Which panels stand around the page.
namespace app {

namespace {

// With text of the usual size. The models would push the inspector out, and that the page.
constexpr int leastWidthWithModels = 1180;
constexpr int leastWidthWithInspector = 790;

}  // namespace

// As the user chose; until then they are shown where the window has room for them.
void MainWindow::foldPanels()
{
    m_modelsPanel->setVisible(m_showsModels.value_or(width() >= ui::scaledToText(leastWidthWithModels)));
    m_inspector->setVisible(m_showsInspector.value_or(width() >= ui::scaledToText(leastWidthWithInspector)));
    if (m_actions)
        m_actions->refresh();
}

void MainWindow::toggleModels()
{
    m_showsModels = m_modelsPanel->isHidden();
    foldPanels();
}

void MainWindow::toggleInspector()
{
    m_showsInspector = m_inspector->isHidden();
    foldPanels();
}

void MainWindow::toggleTexts()
{
    m_workbench.change([](core::WorkbenchState &state) { state.place.showsTexts = !state.place.showsTexts; }, ui::going());
    if (m_workbench.state().place.showsTexts)
        m_texts->takeFocus();
    else
        m_sentence->focusText();
}

}  // namespace app
