#include "tests/support/test_program.h"
#include "ui/topics/masks/mask/mask_page.h"

#include "core/corpus/runs/head_means.h"
#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/tiny_model.h"
#include "ui/session/workbench_history.h"
#include "ui/topics/masks/mask/mask_effects_view.h"
#include "ui/topics/masks/mask/mask_gallery_view.h"
#include "ui/topics/masks/mask/mask_painter_view.h"
#include "ui/topics/masks/mask/mask_tile_button.h"
#include "ui/views/layer_head_view.h"
#include "ui/views/token_map_view.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/text_tab.h"

#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>
#include <QWheelEvent>

using namespace ui;

namespace {

// The page over the engine with a tiny model, and undo as in the window.
struct MaskPageBench : support::EngineDesk {
    support::TinyModel tiny;
    WorkbenchHistory history{workbench, session};
    MaskPage page{sources(), messages};

    explicit MaskPageBench(const QJsonObject &config = support::encoderConfig()) : tiny(config)
    {
        ask(tiny.directory());
        scripted::showAt(page, 860, 620);
    }

    MaskTileButton *tile(const char *kind) const
    {
        return page.findChild<MaskTileButton *>(QStringLiteral("mask:") + QLatin1String(kind));
    }
    void take(const char *kind, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::mouseClick(tile(kind), Qt::LeftButton, modifiers);
        settle();
    }
    void choose(const char *menu, int choice)
    {
        page.findChild<ChoiceMenu *>(menu)->menu()->actions().at(choice)->trigger();
        settle();
    }
    const core::MaskState &options() const { return workbench.state().masks.mask; }
    const core::AttentionMask &mask() const { return session.request().mask; }
};

// Four values, of which the second is 0.
QString writtenMask(const QTemporaryDir &folder, const char *name, const QByteArray &shape)
{
    const QByteArray header = "{'descr': '|b1', 'fortran_order': False, 'shape': " + shape + ", }\n";
    QFile file(folder.filePath(QLatin1String(name)));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("the mask cannot be written");
    file.write(QByteArray("\x93NUMPY\1\0", 8) + static_cast<char>(header.size()) + '\0' + header +
               QByteArray("\1\0\1\1", 4));
    return file.fileName();
}

// Drags the file onto the widget, and lets it go there where it is taken.
bool isAccepted(QWidget &target, const QString &path)
{
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, {});
    enter.ignore();
    QCoreApplication::sendEvent(&target, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&target, &drop);
    return true;
}

}  // namespace

class MaskPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void aTileMasksAndAnotherClickLetsGo();
    void ctrlCombinesTiles();
    void uniformWeighsWhatTheOthersKeep();
    void menusSayHowAndWhere();
    void slidersChangeTheNumbers();
    void strokesPaintTheMask();
    void keyboardPaintsToo();
    void randomPairsCanBePaintedOn();
    void middleButtonMovesTheMap();
    void masksAreReadFromFiles();
    void wrongMaskFilesLeaveTheMask_data();
    void wrongMaskFilesLeaveTheMask();
    void newerChoiceWinsOverAFile();
    void oneStrokeIsOneStepOfUndo();
    void ctrlClickChoosesHeads();
    void effectsFollowTheMask();
    void modelsWithoutPairsSayWhy();
    void meansOfAnotherModelAreNotSaidToBeUsed();
};

void MaskPageTest::aTileMasksAndAnotherClickLetsGo()
{
    MaskPageBench bench;
    bench.take("diagonal");
    QVERIFY(bench.tile("diagonal")->isChecked());
    QVERIFY(bench.mask().masksPairs());
    const auto *map = bench.page.findChild<TokenMapView *>("differenceMap");
    QVERIFY(map->plot()->figure().values(3, 3) < 0);
    bench.take("diagonal");
    QVERIFY(!bench.mask().isActive());
}

void MaskPageTest::ctrlCombinesTiles()
{
    MaskPageBench bench;
    bench.take("band");
    bench.take("diagonal", Qt::ControlModifier);
    QCOMPARE(bench.options().terms.size(), 2U);
    QCOMPARE(bench.mask().pattern->alternatives.size(), 2U);  // a union
    bench.choose("maskCombination", 1);
    QCOMPARE(bench.mask().pattern->alternatives.size(), 1U);  // an intersection of two
    QCOMPARE(bench.mask().pattern->alternatives.front().size(), 2U);
    bench.take("diagonal", Qt::ControlModifier);
    QCOMPARE(bench.options().terms.size(), 1U);
}

void MaskPageTest::uniformWeighsWhatTheOthersKeep()
{
    MaskPageBench bench;
    const auto attention = [&bench](int query, int key) {
        const SnapshotPointer masked = bench.session.snapshot()->masked->answer;
        return std::get<core::EncoderTrace>(masked->trace->network).layers.front().attention[0](query, key);
    };
    bench.take("uniform");
    const auto tokens = static_cast<float>(bench.session.snapshot()->text->tokens.size());
    QCOMPARE(attention(2, 2), 1.0F / tokens);
    bench.take("offset", Qt::ControlModifier);  // of distance 1, whichever way they are combined
    for (const int combination : {0, 1}) {
        bench.choose("maskCombination", combination);
        QCOMPARE(attention(2, 1), 0.0F);
        QCOMPARE(attention(2, 2), 1.0F / (tokens - 2));
    }
    bench.take("uniform");
    bench.choose("maskPairs", 1);
    QCOMPARE(bench.page.findChild<QLabel *>("maskNote")->text(),
             QStringLiteral("uniform removes no pairs, so that there is no random control of it"));
}

void MaskPageTest::menusSayHowAndWhere()
{
    MaskPageBench bench;
    bench.take("diagonal");
    bench.choose("maskMode", 1);
    QCOMPARE(bench.mask().mode, core::MaskMode::AfterSoftmax);
    bench.selection.selectHead({{1}, {2}});
    bench.choose("maskedHeads", 2);
    QCOMPARE(bench.mask().scope.heads, (std::vector<core::HeadRef>{{{1}, {2}}}));
    bench.selection.selectHead({{0}, {1}});  // the scope follows
    QTRY_COMPARE(bench.mask().scope.heads, (std::vector<core::HeadRef>{{{0}, {1}}}));
    bench.choose("maskPairs", 1);
    QVERIFY(bench.mask().controlSeed);
    bench.choose("ablatedHeads", 2);
    QCOMPARE(bench.mask().ablation.scope.layers, (std::vector<core::LayerIndex>{{0}}));
}

void MaskPageTest::slidersChangeTheNumbers()
{
    MaskPageBench bench;
    bench.take("band");
    auto *width = bench.page.findChild<QSlider *>("maskNumber0");
    QVERIFY(width->isVisible());
    QCOMPARE(width->value(), 1);
    QTest::keyClick(width, Qt::Key_Right);
    QCOMPARE(bench.options().terms.front().parameters[0], 2.0);
    auto *strength = bench.page.findChild<QSlider *>("maskStrength");
    QTest::keyClick(strength, Qt::Key_Home);
    QCOMPARE(bench.options().strength, 0.0);
    bench.take("bigbird");
    QVERIFY(bench.page.findChild<QToolButton *>("maskRoll")->isVisible());
    QTest::mouseClick(bench.page.findChild<QToolButton *>("maskRoll"), Qt::LeftButton);
    QCOMPARE(bench.options().terms.front().parameters[3], 2.0);
}

void MaskPageTest::strokesPaintTheMask()
{
    MaskPageBench bench;
    QTest::mouseClick(bench.page.findChild<TextTab *>("paintTab"), Qt::LeftButton);
    HeatMapPlot *plot = bench.page.findChild<MaskPainterView *>()->plot();
    const auto center = [plot](int row, int column) { return plot->frame().cell({row, column}).center().toPoint(); };
    QTest::mousePress(plot, Qt::LeftButton, {}, center(1, 4));
    QTest::mouseMove(plot, center(3, 4));
    QTest::mouseRelease(plot, Qt::LeftButton, {}, center(3, 4));
    QTRY_VERIFY(bench.session.isUpToDate());
    QCOMPARE(bench.options().terms.front().kind, core::MaskKind::Painted);
    const core::PairMask &pairs = *bench.options().terms.front().pairs;
    QVERIFY(!pairs.keeps(0, 1, 4) && !pairs.keeps(0, 2, 4) && !pairs.keeps(0, 3, 4) && pairs.keeps(0, 4, 4));
    QTest::mousePress(plot, Qt::RightButton, {}, center(2, 4));
    QTest::mouseRelease(plot, Qt::RightButton, {}, center(2, 4));
    QVERIFY(bench.options().terms.front().pairs->keeps(0, 2, 4));

    bench.choose("brushShape", 2);
    QTest::mouseClick(bench.page.findChild<QToolButton *>("brushSymmetric"), Qt::LeftButton);
    QTest::mousePress(plot, Qt::LeftButton, {}, center(5, 0));
    QTest::mouseMove(plot, center(7, 3));
    QTest::mouseMove(plot, center(6, 1));  // smaller again
    QTest::mouseRelease(plot, Qt::LeftButton, {}, center(6, 1));
    const core::PairMask &rectangle = *bench.options().terms.front().pairs;
    QVERIFY(!rectangle.keeps(0, 6, 1) && !rectangle.keeps(0, 1, 6) && rectangle.keeps(0, 7, 3));
}

void MaskPageTest::keyboardPaintsToo()
{
    MaskPageBench bench;
    QTest::mouseClick(bench.page.findChild<TextTab *>("paintTab"), Qt::LeftButton);
    auto *painter = bench.page.findChild<MaskPainterView *>();
    QTest::keyClick(painter, Qt::Key_Down);  // shows the cursor at the first cell
    QTest::keyClick(painter, Qt::Key_Down);
    QTest::keyClick(painter, Qt::Key_Right);
    QTest::keyClick(painter, Qt::Key_Space);
    QVERIFY(!bench.options().terms.empty());
    QVERIFY(!bench.options().terms.front().pairs->keeps(0, 1, 1));
    QTRY_VERIFY(painter->accessibleDescription().endsWith(QStringLiteral(": removed")));
    QTest::keyClick(painter, Qt::Key_Backspace);
    QVERIFY(bench.options().terms.front().pairs->keeps(0, 1, 1));
    const auto takesEscape = [painter] {
        QKeyEvent asked(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
        asked.ignore();
        QApplication::sendEvent(painter, &asked);
        return asked.isAccepted();
    };
    QVERIFY(takesEscape());
    QTest::keyClick(painter, Qt::Key_Escape);
    QVERIFY(!painter->plot()->highlights().row);
    QVERIFY(!takesEscape());  // which the window may have now
}

void MaskPageTest::randomPairsCanBePaintedOn()
{
    MaskPageBench bench;
    bench.take("band");
    QTest::mouseClick(bench.page.findChild<TextTab *>("paintTab"), Qt::LeftButton);
    HeatMapPlot *plot = bench.page.findChild<MaskPainterView *>()->plot();
    const core::Matrix band = plot->figure().values;
    bench.choose("maskPairs", 1);
    const core::Matrix drawn = plot->figure().values;
    QVERIFY(drawn != band);
    QCOMPARE(drawn.sum(), band.sum());
    const QPoint corner = plot->frame().cell({0, 0}).center().toPoint();
    QTest::mouseClick(plot, drawn(0, 0) > 0 ? Qt::LeftButton : Qt::RightButton, {}, corner);
    QVERIFY(!bench.options().isControl);
    QTRY_VERIFY(bench.session.isUpToDate());
    core::Matrix expected = drawn;
    expected(0, 0) = 1 - drawn(0, 0);
    QVERIFY(plot->figure().values == expected);
}

void MaskPageTest::middleButtonMovesTheMap()
{
    MaskPageBench bench;
    QTest::mouseClick(bench.page.findChild<TextTab *>("paintTab"), Qt::LeftButton);
    auto *painter = bench.page.findChild<MaskPainterView *>();
    HeatMapPlot *plot = painter->plot();
    const QPointF middle = plot->frame().cells.center();
    QWheelEvent wheel(middle, plot->mapToGlobal(middle), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(plot, &wheel);
    const double left = plot->frame().columns.begin;
    QVERIFY(left > 0);
    QTest::mousePress(plot, Qt::MiddleButton, {}, middle.toPoint());
    QTest::mouseMove(plot, middle.toPoint() + QPoint(20, 0));
    QTest::mouseRelease(plot, Qt::MiddleButton, {}, middle.toPoint() + QPoint(20, 0));
    QVERIFY(plot->frame().columns.begin < left);
    QVERIFY(bench.options().terms.empty());  // nothing is painted
    QTest::keyClick(painter, Qt::Key_Down);
    QCOMPARE(plot->frame().columns.begin, 0.0);  // where the cursor is
}

void MaskPageTest::masksAreReadFromFiles()
{
    MaskPageBench bench;
    bench.take("diagonal");
    const QTemporaryDir folder;
    const QString good = writtenMask(folder, "good.npy", "(2, 2)");
    auto *gallery = bench.page.findChild<MaskGalleryView *>();
    QVERIFY(!isAccepted(*gallery, writtenMask(folder, "model.safetensors", "(2, 2)")));  // the window opens it
    QVERIFY(isAccepted(*gallery, good));
    QTRY_COMPARE(bench.options().terms.front().kind, core::MaskKind::File);
    QCOMPARE(bench.options().terms.size(), 1U);
    QVERIFY(!bench.options().terms.front().pairs->keeps(0, 0, 1));
    const QString other = writtenMask(folder, "other.npy", "(1, 2, 2)");
    QVERIFY(isAccepted(*gallery, other));  // in its place
    QTRY_COMPARE(QString::fromStdString(bench.options().terms.front().file), other);
    QCOMPARE(bench.options().terms.size(), 1U);
}

void MaskPageTest::wrongMaskFilesLeaveTheMask_data()
{
    QTest::addColumn<QByteArray>("shape");
    QTest::addColumn<QString>("message");
    QTest::newRow("not square") << QByteArray("(4, 1)") << "4 x 1";
    QTest::newRow("other heads") << QByteArray("(4, 1, 1)") << "bad.npy";
}

void MaskPageTest::wrongMaskFilesLeaveTheMask()
{
    QFETCH(QByteArray, shape);
    QFETCH(QString, message);
    MaskPageBench bench(support::encoderConfig({{"num_attention_heads", 2}, {"head_size", 12}}));
    bench.take("diagonal");
    const QTemporaryDir folder;
    QSignalSpy failures(&bench.messages, &Messages::said);
    bench.page.findChild<MaskGalleryView *>()->readFile(writtenMask(folder, "bad.npy", shape).toStdString(), false);
    QTRY_COMPARE(failures.count(), 1);
    QVERIFY(failures.front().front().toString().contains(message));
    QCOMPARE(bench.options().terms.front().kind, core::MaskKind::Diagonal);
}

void MaskPageTest::newerChoiceWinsOverAFile()
{
    MaskPageBench bench;
    const QTemporaryDir folder;
    auto *gallery = bench.page.findChild<MaskGalleryView *>();
    QSignalSpy answers(gallery->findChild<MaskFile *>(), &MaskFile::done);
    gallery->readFile(writtenMask(folder, "late.npy", "(2, 2)").toStdString(), false);
    bench.take("diagonal");  // before the file's answer is heard
    QTRY_COMPARE(answers.count(), 1);
    QCOMPARE(bench.options().terms.front().kind, core::MaskKind::Diagonal);
    gallery->readFile(writtenMask(folder, "late.npy", "(2, 2)").toStdString(), true);
    QTRY_COMPARE(bench.options().terms.size(), 2U);
}

void MaskPageTest::oneStrokeIsOneStepOfUndo()
{
    MaskPageBench bench;
    bench.take("diagonal");
    const SnapshotPointer before = bench.session.snapshot();
    QTest::mouseClick(bench.page.findChild<TextTab *>("paintTab"), Qt::LeftButton);
    HeatMapPlot *plot = bench.page.findChild<MaskPainterView *>()->plot();
    const auto center = [plot](int row, int column) { return plot->frame().cell({row, column}).center().toPoint(); };
    QTest::mousePress(plot, Qt::LeftButton, {}, center(0, 4));
    for (int row = 1; row < 6; ++row)
        QTest::mouseMove(plot, center(row, 4));
    QTest::mouseRelease(plot, Qt::LeftButton, {}, center(5, 4));
    QTRY_VERIFY(bench.session.isUpToDate());
    QCOMPARE(bench.options().terms.front().kind, core::MaskKind::Painted);
    bench.history.undo();
    QTRY_VERIFY(bench.session.isUpToDate());
    QCOMPARE(bench.options().terms.front().kind, core::MaskKind::Diagonal);
    QCOMPARE(bench.session.request(), before->request);
    QCOMPARE(bench.session.snapshot()->masked->answer->outputs, before->masked->answer->outputs);
    bench.history.redo();
    QCOMPARE(bench.options().terms.front().kind, core::MaskKind::Painted);
    QVERIFY(!bench.options().terms.front().pairs->keeps(0, 5, 4));
}

void MaskPageTest::ctrlClickChoosesHeads()
{
    MaskPageBench bench;
    bench.take("diagonal");
    auto *map = bench.page.findChild<LayerHeadView *>("divergenceMap");
    QTest::mouseClick(map->plot(), Qt::LeftButton, Qt::ControlModifier,
                      map->plot()->frame().cell({1, 3}).center().toPoint());
    QTRY_COMPARE(bench.mask().scope.heads, (std::vector<core::HeadRef>{{{1}, {3}}}));
    QTRY_COMPARE(map->plot()->figure().values(0, 0), 0.0F);
    QVERIFY(map->plot()->figure().values(1, 3) > 0);
    QVERIFY(bench.page.findChild<QLabel *>("maskNote")->text().contains(QStringLiteral("L1 H3")));
    QCOMPARE(map->plot()->highlights().marked, (std::vector<CellIndex>{{1, 3}}));
    bench.choose("maskedHeads", 0);
    QVERIFY(map->plot()->highlights().marked.empty());
}

void MaskPageTest::effectsFollowTheMask()
{
    MaskPageBench bench;
    const auto *effects = bench.page.findChild<MaskEffectsView *>();
    QVERIFY(effects->effects().outputs.empty());
    bench.take("diagonal");
    QCOMPARE(effects->effects().outputs.size(), 2U);
    QVERIFY(effects->accessibleDescription().contains(QStringLiteral("diagonal mass")));
    QVERIFY(effects->effects().words.size() > 4);  // all that change, those behind the first below the head
    for (const core::MaskChange &word : effects->effects().words)
        QVERIFY(effects->accessibleDescription().contains(QString::fromStdString(word.name) + QStringLiteral(": ")));
    bench.take("diagonal");
    bench.choose("ablatedHeads", 1);
    QCOMPARE(effects->effects().outputs.size(), 2U);
}

void MaskPageTest::modelsWithoutPairsSayWhy()
{
    MaskPageBench bench(support::encoderConfig(
        {{"attention",
          QJsonObject{{"kind", "linformer"}, {"max_length", 40}, {"projected_length", 4}, {"sharing", "none"}}}}));
    QVERIFY(!bench.tile("diagonal")->isEnabled() && !bench.tile("offset")->isEnabled());
    QVERIFY(!bench.page.findChild<QLabel *>("maskNote")->text().isEmpty());
    bench.take("uniform");  // which needs none
    QVERIFY(bench.session.snapshot()->masked);
    QCOMPARE(bench.page.findChild<QLabel *>("maskNote")->text(),
             QStringLiteral("uniform attention · every key the same, no pair removed"));
    bench.take("uniform");
    bench.choose("ablatedHeads", 1);
    QVERIFY(bench.mask().ablation.isActive());
    QVERIFY(bench.session.snapshot()->masked);
}

void MaskPageTest::meansOfAnotherModelAreNotSaidToBeUsed()
{
    MaskPageBench bench;
    const core::LoadedModel &model = *bench.session.snapshot()->model;
    const QString refusal = QStringLiteral("means are of another model: gather them again");
    const auto noteWith = [&](const std::filesystem::path &directory) {
        core::WorkbenchState options = bench.workbench.state();
        options.masks.mask.ablated = core::AblatedHeads::Head;
        options.masks.mask.means = {.texts = "texts.txt",
                                    .heads = core::headMeans(model, std::vector<std::string>{"a b"}, {})->heads,
                                    .model = directory,
                                    .stamp = model.stamp,
                                    .notes = {"means over 1 text"}};
        bench.workbench.set(options);
        bench.settle();
        return bench.page.findChild<QLabel *>("maskNote")->text();
    };
    const QString own = noteWith(model.directory);
    QVERIFY2(own.contains(QStringLiteral("means over 1 text")) && !own.contains(refusal), qPrintable(own));
    const QString another = noteWith("/another/model");
    QVERIFY2(!another.contains(QStringLiteral("means over")) && another.count(refusal) == 1, qPrintable(another));
}

ATTNSCOPE_TEST(MaskPageTest, QApplication)
#include "tst_mask_page.moc"
