#include "tests/bench/typed_window.h"

#include "app/engine_analyzer.h"
#include "app/workspaces.h"
#include "core/base/stopclock.h"
#include "ui/plot/heat_map_plot.h"

#include <QAbstractButton>
#include <QApplication>
#include <QTest>

#include <algorithm>
#include <utility>
#include <variant>

namespace bench {
namespace {

// Notes that one of the widgets, or something inside it, was painted while the session's answer was the newest.
class PaintWatcher : public QObject
{
public:
    PaintWatcher(std::vector<const QWidget *> widgets, const ui::AnalysisSession &session)
        : m_widgets(std::move(widgets)), m_session(session)
    {
        qApp->installEventFilter(this);
    }

    bool hasPaintedAnswer() const { return m_hasPaintedAnswer; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched->isWidgetType() && m_session.isUpToDate() && m_session.snapshot()) {
            const auto *painted = static_cast<const QWidget *>(watched);
            m_hasPaintedAnswer = m_hasPaintedAnswer || std::ranges::any_of(m_widgets, [painted](const QWidget *widget) {
                                     return painted == widget || widget->isAncestorOf(painted);
                                 });
        }
        return false;
    }

private:
    std::vector<const QWidget *> m_widgets;
    const ui::AnalysisSession &m_session;
    bool m_hasPaintedAnswer = false;
};

}  // namespace

TypedWindow::TypedWindow(const std::filesystem::path &model, const OpenPage &page, const char *text)
    : m_window({.analyzer = app::engineAnalyzer(), .preferences = {}, .examples = {}})
{
    m_window.resize(1280, 800);
    m_window.show();
    const auto *map = m_window.findChild<QWidget *>(QLatin1String(attentionPage.plot));
    const auto *strip = m_window.findChild<QWidget *>(QStringLiteral("headStripPlot"));
    const core::Stopclock clock;
    m_window.start(model, QString::fromLatin1(text));
    waitForPaint({map, strip});
    m_openingTime = clock.milliseconds();
    m_plot = std::holds_alternative<core::LamaTrace>(snapshot()->trace->network) ? strip : map;
    m_window.showWorkspace(app::workspaceIndex(QLatin1String(page.workspace)));
    if (page.tab) {
        m_window.findChild<QAbstractButton *>(QLatin1String(page.tab))->click();
        m_plot = m_window.findChild<QWidget *>(QLatin1String(page.plot));
    }
    if (!m_plot)
        qFatal("there is no widget called %s", page.plot);
    m_input = m_window.findChild<QWidget *>(QStringLiteral("sentenceText"));
    m_input->setFocus();
    QTest::keyClick(m_input, Qt::Key_End, Qt::ControlModifier);
    QTest::qWait(300);
}

void TypedWindow::waitForAnswer()
{
    while (!m_window.session().isUpToDate() || !snapshot())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

// Sleeps as an application does, which leaves the engine both cores.
void TypedWindow::waitForPaint(const std::vector<const QWidget *> &plots)
{
    constexpr double patience = 120.0;  // seconds
    const core::Stopclock clock;
    const PaintWatcher watcher(plots, m_window.session());
    while (!watcher.hasPaintedAnswer()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (clock.seconds() > patience)
            qFatal("no answer was painted: was the model refused?");
    }
}

double TypedWindow::press(Qt::Key key)
{
    const core::Stopclock clock;
    QTest::keyClick(m_input, key);
    waitForPaint({m_plot});
    return clock.milliseconds();
}

double TypedWindow::paint(int query, int key, Qt::MouseButton button)
{
    auto *painter = m_window.findChild<ui::HeatMapPlot *>(QStringLiteral("maskPlot"));
    const QPoint cell = painter->frame().cell({query, key}).center().toPoint();
    const core::Stopclock clock;
    QTest::mouseClick(painter, button, {}, cell);
    waitForPaint({m_plot});
    return clock.milliseconds();
}

}  // namespace bench
