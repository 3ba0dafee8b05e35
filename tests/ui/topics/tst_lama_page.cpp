#include "tests/support/test_program.h"
#include "ui/topics/lama/lama_page.h"

#include "tests/support/scripted_session.h"
#include "ui/topics/lama/contribution_class_menu.h"
#include "ui/views/curve_view.h"
#include "ui/views/head_strip_view.h"
#include "ui/views/row_number_bars.h"
#include "ui/widgets/text_tab.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QTest>
#include <QWheelEvent>

using namespace ui;

namespace {

scripted::SnapshotPointer predicting(int label)
{
    core::AnalysisSnapshot snapshot = *scripted::randomLama(4, {"a", "fine", "film"});
    snapshot.outputs = {label == 0 ? 0.8 : 0.2, label == 0 ? 0.2 : 0.8};
    return std::make_shared<const core::AnalysisSnapshot>(std::move(snapshot));
}

scripted::SnapshotPointer withHiddenLayer()
{
    core::AnalysisSnapshot snapshot = *predicting(0);
    core::LoadedModel model = *snapshot.model;
    model.linearClassifier.reset();
    snapshot.model = std::make_shared<const core::LoadedModel>(std::move(model));
    return std::make_shared<const core::AnalysisSnapshot>(std::move(snapshot));
}

// A page over a session that shows `snapshot`, with the parts a test looks at.
struct ShownPage {
    explicit ShownPage(scripted::SnapshotPointer snapshot)
    {
        session.show(std::move(snapshot));
        page = std::make_unique<LamaPage>(session.sources());
        scripted::showAt(*page, 760, 560);
    }

    template <typename Widget>
    Widget *find(const char *name) const
    {
        return page->findChild<Widget *>(QLatin1String(name));
    }
    HeadStripView *strips() const { return find<HeadStripView>("headStrips"); }
    const core::HeatMapFigure &shown() const { return strips()->plot()->figure(); }
    void openContributions() const { QTest::mouseClick(find<TextTab>("contributionsTab"), Qt::LeftButton); }

    scripted::Session session;
    std::unique_ptr<LamaPage> page;
};

}  // namespace

class TestLamaPage : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void tabsSwitchTheStrips()
    {
        ShownPage shown(predicting(1));
        QVERIFY(shown.find<TextTab>("relativeTab")->isChecked());
        QVERIFY(shown.find<QLabel>("stripNote")->text().isEmpty());
        QVERIFY(!shown.find<ContributionClassMenu>("contributionClass")->isVisible());
        shown.openContributions();
        QCOMPARE(shown.session.workbench.state().lama.strips, core::StripPicture::Contributions);
        QCOMPARE(shown.shown().title, std::string("Contributions to positive"));
        QCOMPARE(shown.shown().rows.labels.back().text, std::string("all heads"));
        QVERIFY(shown.find<QLabel>("stripNote")->text().startsWith("logit "));
        QVERIFY(shown.find<ContributionClassMenu>("contributionClass")->isVisible());
        shown.session.workbench.set({});
        QVERIFY(shown.find<TextTab>("relativeTab")->isChecked());
        QCOMPARE(shown.shown().title, std::string("Heads × words"));
    }

    void predictedClassIsFollowedUntilOneIsChosen()
    {
        ShownPage shown(predicting(1));
        shown.openContributions();
        auto *menu = shown.find<ContributionClassMenu>("contributionClass");
        QCOMPARE(menu->text(), QString("predicted class (positive)"));
        shown.session.show(predicting(0));
        QCOMPARE(menu->text(), QString("predicted class (negative)"));
        QCOMPARE(shown.shown().title, std::string("Contributions to negative"));
        menu->menu()->actions().at(2)->trigger();
        QCOMPARE(shown.shown().title, std::string("Contributions to positive"));
        QCOMPARE(menu->text(), QString("positive"));
        menu->menu()->actions().at(0)->trigger();
        QVERIFY(!shown.session.workbench.state().lama.contributionClass);
        QCOMPARE(shown.shown().title, std::string("Contributions to negative"));
    }

    void selectionIsTheSameInBothPictures()
    {
        ShownPage shown(predicting(1));
        shown.openContributions();
        const HeatMapPlot *plot = shown.strips()->plot();
        QTest::mouseClick(shown.strips()->plot(), Qt::LeftButton, {}, plot->frame().cell({2, 1}).center().toPoint());
        QCOMPARE(shown.session.selection.cell().head, (core::HeadRef{{0}, {2}}));
        QTest::mouseClick(shown.find<TextTab>("relativeTab"), Qt::LeftButton);
        QCOMPARE(plot->highlights().row, 2);
        QCOMPARE(plot->highlights().column, 1);
    }

    void sentencesStandInForEmptyPictures()
    {
        ShownPage shown(predicting(1));
        auto *stripAbsence = shown.find<QLabel>("stripAbsence");
        auto *spectraAbsence = shown.find<QLabel>("lamaSpectraAbsence");
        QVERIFY(!stripAbsence->isVisible() && !spectraAbsence->isVisible());
        shown.session.show(scripted::randomLama(4, {}));
        QVERIFY(stripAbsence->isVisible() && !stripAbsence->text().isEmpty());
        QVERIFY(spectraAbsence->isVisible() && !spectraAbsence->text().isEmpty());
        QVERIFY(!shown.strips()->plot()->isVisible());
        QTest::keyClick(shown.strips(), Qt::Key_Right);
        shown.session.show(scripted::randomLama(4, {"a"}));
        QVERIFY(stripAbsence->isVisible() && spectraAbsence->isVisible());
        shown.session.show(predicting(1));
        QVERIFY(shown.strips()->plot()->isVisible() && !stripAbsence->isVisible() && !spectraAbsence->isVisible());
    }

    // 2,667 words in a few hundred pixels: no two heads look alike, and each has its bar beside it at any zoom.
    void headsOfALongTextStayApart()
    {
        ShownPage shown(scripted::randomLama(8, std::vector<std::string>(2667, "film")));
        HeatMapPlot *plot = shown.strips()->plot();
        auto *bars = shown.find<RowNumberBars>("rowNumbers");
        const HeatMapFrame whole = plot->frame();
        const QImage picture = plot->grab().toImage();
        const auto stripOf = [&](int head) {
            const QRect band = whole.rowBand(head).toRect();
            return picture.copy(band.left(), band.center().y(), band.width(), 1);
        };
        for (int head = 1; head < 8; ++head)
            QVERIFY2(stripOf(head) != stripOf(head - 1), qPrintable(QString::number(head)));
        const QPointF point = whole.cell({3, 1300}).center();
        QWheelEvent wheel(point, plot->mapToGlobal(point), {}, {0, 120 * 6}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(plot, &wheel);
        QVERIFY(plot->frame().columns.length() < 1000);
        QCOMPARE(plot->frame().rows, whole.rows);
        for (std::size_t head = 0; head < 8; ++head) {
            const double center = bars->mapTo(shown.page.get(), bars->barOf(head).center().toPoint()).y();
            const double row =
                plot->mapTo(shown.page.get(), plot->frame().rowBand(static_cast<int>(head)).center().toPoint()).y();
            QVERIFY(std::abs(center - row) <= 1);
        }
    }

    void hiddenLayerIsExplained()
    {
        ShownPage shown(withHiddenLayer());
        QVERIFY(shown.strips()->plot()->isVisible());
        shown.openContributions();
        QVERIFY(!shown.strips()->plot()->isVisible());
        QVERIFY(shown.find<QLabel>("stripAbsence")->text().contains("hidden layer"));
        QVERIFY(!shown.find<ContributionClassMenu>("contributionClass")->isVisible());
        QVERIFY(shown.find<QLabel>("stripNote")->text().isEmpty());
    }

    void spectraStaySmall()
    {
        ShownPage shown(predicting(1));
        const auto *spectra = shown.find<CurveView>("lamaSpectra");
        QCOMPARE(spectra->plot()->figure().curves.size(), std::size_t(2));
        QVERIFY(spectra->height() < shown.strips()->height());
        shown.page->resize(1200, 900);
        QCoreApplication::processEvents();
        QVERIFY(spectra->height() * 3 < shown.strips()->height());
    }

    void everyControlHasANameForScreenReaders()
    {
        ShownPage shown(predicting(1));
        shown.openContributions();
        for (const QWidget *widget : shown.page->findChildren<QWidget *>())
            if (widget->focusPolicy() != Qt::NoFocus && widget->isVisible())
                QVERIFY2(!widget->accessibleName().isEmpty() && !widget->objectName().isEmpty(),
                         widget->metaObject()->className());
    }
};

ATTNSCOPE_TEST(TestLamaPage, QApplication)
#include "tst_lama_page.moc"
