#include "tests/support/scripted_session.h"

#include "tests/support/wait_until.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QRegularExpression>
#include <QTest>

#include <condition_variable>
#include <mutex>

namespace scripted {

struct Session::Script {
    std::mutex mutex;
    std::condition_variable changed;
    SnapshotPointer answer;
    bool isHeldBack = false;
};

Session::Session()
    : m_script(std::make_shared<Script>()),
      session(
          [script = m_script](const core::AnalysisRequest &, const core::StopToken &) -> core::Result<ui::SnapshotPointer> {
              std::unique_lock lock(script->mutex);
              script->changed.wait(lock, [&] { return !script->isHeldBack; });
              return ui::SnapshotPointer(script->answer);
          }),
      workbench(session), selection(workbench), models(workbench, session), comparison(workbench, session, models)
{
}

void Session::show(SnapshotPointer snapshot)
{
    {
        const std::lock_guard lock(m_script->mutex);
        m_script->answer = std::move(snapshot);
    }
    ask("request");
    support::waitUntil([this] { return session.isUpToDate(); });
}

void Session::keepWaiting()
{
    {
        const std::lock_guard lock(m_script->mutex);
        m_script->isHeldBack = true;
    }
    ask("held back");
}

void Session::ask(const std::string &text)
{
    workbench.change([&](core::WorkbenchState &state) {
        state.shownModel = "model";
        state.openModels = {"model"};
        state.text = text + ' ' + std::to_string(++m_requests);
    });
}

void Session::release()
{
    {
        const std::lock_guard lock(m_script->mutex);
        m_script->isHeldBack = false;
    }
    m_script->changed.notify_all();
}

void prepareGuiTest()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
    QFont font(QStringLiteral("Inter"));
    font.setPointSizeF(9.375);
    QApplication::setFont(font);
    QApplication::setPalette(ui::paletteFor(ui::lightTheme()));
}

void showAt(QWidget &widget, int width, int height)
{
    widget.resize(width, height);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QCoreApplication::processEvents();
}

}  // namespace scripted
