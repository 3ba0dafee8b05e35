// What a person at the keyboard feels: from a key press to the painted answer in the real window, the start of the program,
// and thousands of edits faster than anyone types.

#include "app/bundled_material.h"
#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "app/workspaces.h"
#include "core/model/mask/attention_mask.h"
#include "tests/bench/timing.h"
#include "ui/plot/heat_map_plot.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <random>

namespace {

constexpr const char *sentence =
    "the acting is superb and the story moves with a quiet grace that never feels forced , "
    "though the ending is just a little too neat for its own ";  // 31 tokens with [CLS] and [SEP], one more while a letter is typed

// Notes that a widget, or something inside it, was painted while the session's answer was the newest.
class PaintWatcher : public QObject
{
public:
    PaintWatcher(const QWidget *widget, const ui::AnalysisSession &session) : m_widget(widget), m_session(session)
    {
        qApp->installEventFilter(this);
    }

    bool hasPaintedAnswer() const { return m_hasPaintedAnswer; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched->isWidgetType() && m_session.isUpToDate()) {
            const auto *painted = static_cast<const QWidget *>(watched);
            m_hasPaintedAnswer = m_hasPaintedAnswer || painted == m_widget || m_widget->isAncestorOf(painted);
        }
        return false;
    }

private:
    const QWidget *m_widget;
    const ui::AnalysisSession &m_session;
    bool m_hasPaintedAnswer = false;
};

// Which page is open while somebody types, and the plot on it whose paint ends a key press.
struct OpenPage {
    const char *name;
    const char *workspace;
    const char *tab;  // in the workspace
    const char *plot;
};

constexpr OpenPage attentionPage{"Attention", "attention", nullptr, "heatMapPlot"};
constexpr OpenPage rankPages[] = {{"Rank, spectra", "rank", "spectraTab", "spectrumPlot"},
                                  {"Rank, head sizes", "rank", "headSizesTab", "tokenStrip"},
                                  {"Rank, playground", "rank", "playgroundTab", "targetPlot"},
                                  {"Importance, words", "importance", "importanceWordsTab", "tokenStrip"}};

class TypedWindow
{
public:
    explicit TypedWindow(const std::filesystem::path &model, const OpenPage &page = attentionPage)
        : m_window({.analyzer = app::engineAnalyzer(), .preferences = {}, .examples = {}})
    {
        m_window.resize(1280, 800);
        m_window.show();
        m_window.start(model, QString::fromLatin1(sentence));
        waitForAnswer();
        m_window.showWorkspace(app::workspaceIndex(QLatin1String(page.workspace)));
        if (page.tab)
            m_window.findChild<QAbstractButton *>(QLatin1String(page.tab))->click();
        const bool isLama = std::holds_alternative<core::LamaTrace>(snapshot()->trace->network);
        m_plot =
            m_window.findChild<QWidget *>(isLama && !page.tab ? QStringLiteral("headStripPlot") : QLatin1String(page.plot));
        if (!m_plot)
            qFatal("there is no widget called %s", page.plot);
        m_input = m_window.findChild<QWidget *>(QStringLiteral("sentenceText"));
        m_input->setFocus();
        QTest::keyClick(m_input, Qt::Key_End, Qt::ControlModifier);
        QTest::qWait(300);
    }

    const ui::SnapshotPointer &snapshot() { return m_window.session().snapshot(); }
    ui::AnalysisSession &session() { return m_window.session(); }
    QWidget *input() { return m_input; }

    void waitForAnswer()
    {
        while (!m_window.session().isUpToDate() || !snapshot())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    // From the key event to the end of the paint that shows its answer, in milliseconds.
    double press(Qt::Key key)
    {
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(m_input, key);
        const PaintWatcher plot(m_plot, m_window.session());
        while (!plot.hasPaintedAnswer())
            QCoreApplication::processEvents(
                QEventLoop::WaitForMoreEvents);  // as an application sleeps, and leaves the engine both cores
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }

    // The same of a click on a cell of the painter, which removes the pair or, with the right button, keeps it again.
    double paint(int query, int key, Qt::MouseButton button)
    {
        auto *painter = m_window.findChild<ui::HeatMapPlot *>(QStringLiteral("maskPlot"));
        const QPoint cell = painter->frame().cell({query, key}).center().toPoint();
        QElapsedTimer timer;
        timer.start();
        QTest::mouseClick(painter, button, {}, cell);
        const PaintWatcher plot(m_plot, m_window.session());
        while (!plot.hasPaintedAnswer())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }

private:
    app::MainWindow m_window;
    QWidget *m_plot = nullptr;
    QWidget *m_input = nullptr;
};

void printKeyPresses(const std::filesystem::path &model, const OpenPage &page)
{
    constexpr int presses = 300;
    TypedWindow window(model, page);
    std::vector<double> times;
    std::vector<double> engineTimes;
    for (int press = 0; press < presses; ++press) {
        times.push_back(window.press(press % 2 == 0 ? Qt::Key_G : Qt::Key_Backspace));
        engineTimes.push_back(window.snapshot()->milliseconds.total());
    }
    std::printf("  %-18s %-20s %6zu %9.1f %9.1f %12.2f %12.2f\n", page.name, model.filename().c_str(),
                window.snapshot()->text->tokens.size(), bench::quantile(times, 0.5), bench::quantile(times, 0.95),
                bench::quantile(engineTimes, 0.5), bench::quantile(engineTimes, 0.95));
}

// From the press of a mouse button on the painter to the paint of what every head makes of the painted mask.
void printStrokes(const std::filesystem::path &model)
{
    constexpr int strokes = 200;
    TypedWindow window(model, {"Masks", "masks", "paintTab", "divergenceMapPlot"});
    std::vector<double> times;
    for (int stroke = 0; stroke < strokes; ++stroke)
        times.push_back(
            window.paint(stroke / 2 % 20, 7 * (stroke / 2) % 20, stroke % 2 == 0 ? Qt::LeftButton : Qt::RightButton));
    std::printf("  %-22s %6zu %9.1f %9.1f\n", model.filename().c_str(), window.snapshot()->text->tokens.size(),
                bench::quantile(times, 0.5), bench::quantile(times, 0.95));
}

// The whole process, from its start to the window's picture saved as a file: an upper bound of what a person waits.
void printStart(const std::filesystem::path &model)
{
    const QTemporaryDir folder;
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/../attnscope");
    const auto start = [&] {
        QProcess::execute(program, {QStringLiteral("--screenshot"), folder.filePath(QStringLiteral("start.png")),
                                    QStringLiteral("--model"), QString::fromStdString(model.string())});
    };
    const std::vector<double> times = bench::repeatedMilliseconds(start);
    std::printf("  %-22s %9.0f\n", model.filename().c_str(), bench::quantile(times, 0.5));
}

// Megabytes of this process that lie in memory.
double residentMegabytes()
{
    QFile status(QStringLiteral("/proc/self/statm"));
    if (!status.open(QIODevice::ReadOnly))
        return 0.0;
    constexpr double pageMegabytes = 4096.0 / 1e6;
    return status.readAll().split(' ').value(1).toDouble() * pageMegabytes;
}

void edit(QWidget *input, std::mt19937 &random)
{
    switch (random() % 8) {
    case 0: QTest::keyClick(input, Qt::Key_Backspace); break;
    case 1: QTest::keyClick(input, Qt::Key_Space); break;
    case 2: QTest::keyClick(input, Qt::Key_Left, random() % 2 == 0 ? Qt::ControlModifier : Qt::NoModifier); break;
    case 3: QTest::keyClick(input, Qt::Key_End); break;
    case 4: QTest::keyClick(input, Qt::Key_Backspace, Qt::ControlModifier); break;
    default: QTest::keyClick(input, static_cast<char>('a' + random() % 26)); break;
    }
}

void printEdits(const std::filesystem::path &model)
{
    constexpr int edits = 3000;
    TypedWindow window(model);
    std::mt19937 random(1);
    const auto run = [&] {
        for (int count = 0; count < edits; ++count) {
            edit(window.input(), random);
            QCoreApplication::processEvents();
        }
        window.waitForAnswer();
    };
    run();
    const double before = residentMegabytes();
    const double time = bench::milliseconds(run);
    const bool isNewest = window.snapshot()->request.text == window.session().request().text;
    std::printf("  %-22s %9.0f %10.1f %10.1f   %s\n", model.filename().c_str(), time, before, residentMegabytes(),
                isNewest ? "the newest text's" : "STALE");
}

// The bundled models that are named, or one for each way in which the window looks.
std::vector<std::filesystem::path> measuredModels(QStringList names)
{
    if (names.isEmpty())
        names = {QStringLiteral("compact-bert-sst2"), QStringLiteral("linformer-sst2"), QStringLiteral("wiki-32x4"),
                 QStringLiteral("lama-sst2")};
    std::vector<std::filesystem::path> models = app::bundledModels();
    std::erase_if(models, [&names](const std::filesystem::path &model) {
        return !names.contains(QString::fromStdString(model.filename().string()));
    });
    return models;
}

// Linformer and LAMA have no pairs to paint.
bool masksPairs(const std::filesystem::path &model)
{
    const auto loaded = core::loadModel(model);
    return loaded && core::maskSupport((*loaded)->config).pairs;
}

}  // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const std::vector<std::filesystem::path> models = measuredModels(QApplication::arguments().mid(1));
    std::printf("\nKey press to painted answer, window of 1280 x 800 (%s)\n"
                "  page               model                tokens    p50 ms    p95 ms   engine p50   engine p95\n",
                qPrintable(QGuiApplication::platformName()));
    for (const auto &model : models)
        printKeyPresses(model, attentionPage);
    for (const OpenPage &page : rankPages) {
        for (const auto &model : models)
            printKeyPresses(model, page);
    }
    std::printf("\nStroke of the mask painter to painted answer\n  model                  tokens    p50 ms    p95 ms\n");
    for (const auto &model : models) {
        if (masksPairs(model))
            printStrokes(model);
    }
    std::printf("\nStart of the program to the window's picture on disk\n  model                         ms\n");
    for (const auto &model : models)
        printStart(model);
    std::printf("\n3,000 random edits at full speed, after 3,000 others\n"
                "  model                         ms  MB before   MB after   picture at the end\n");
    for (const auto &model : models)
        printEdits(model);
    return 0;
}
