// What a person at the keyboard feels: from a key press to the painted answer in the real window, the start of the program,
// and thousands of edits faster than anyone types.

#include "app/bundled_material.h"
#include "core/model/mask/attention_mask.h"
#include "tests/bench/timing.h"
#include "tests/bench/typed_window.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <random>

namespace {

constexpr bench::OpenPage rankPages[] = {{"Rank, spectra", "rank", "spectraTab", "spectrumPlot"},
                                         {"Rank, head sizes", "rank", "headSizesTab", "tokenStrip"},
                                         {"Rank, playground", "rank", "playgroundTab", "targetPlot"},
                                         {"Importance, words", "importance", "importanceWordsTab", "tokenStrip"}};

void printKeyPresses(const std::filesystem::path &model, const bench::OpenPage &page)
{
    constexpr int presses = 300;
    bench::TypedWindow window(model, page);
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
    bench::TypedWindow window(model, {"Masks", "masks", "paintTab", "divergenceMapPlot"});
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
    bench::TypedWindow window(model);
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
        printKeyPresses(model, bench::attentionPage);
    for (const bench::OpenPage &page : rankPages) {
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
