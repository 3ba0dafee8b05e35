#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_desk.h"
#include "tests/support/test_program.h"
#include "ui/panels/prediction_panel.h"
#include "ui/session/open_models.h"

#include <QApplication>
#include <QLabel>
#include <QTest>
#include <QToolButton>

class PredictionPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void showsEveryClassWithItsProbability();
    void sigmoidsAndValuesAreCalledSo();
    void changeOfAValueIsSigned();
    void pinnedPredictionIsComparedWith();
    void pinWaitsForTheAnswerToWhatIsChosen();
    void pinNamesItsModelBesideTheOpenOnes();
    void mostProbableOfManyClassesComeFirst();
    void modelWithoutClassesShowsNone();
};

namespace {

ui::AnalysisSession::Analyzer withClasses(const std::vector<double> &probabilities, const std::vector<std::string> &labels,
                                          core::OutputQuantity quantity = core::OutputQuantity::Softmax)
{
    return [=](const core::AnalysisRequest &asked, const core::StopToken &stop) -> core::Result<ui::SnapshotPointer> {
        core::AnalysisSnapshot snapshot = **scripted::analyze(asked, stop);
        core::LoadedModel model = *snapshot.model;
        model.config.labels = labels;
        model.config.outputs = quantity;
        snapshot.model = std::make_shared<const core::LoadedModel>(std::move(model));
        snapshot.outputs = probabilities;
        return std::make_shared<const core::AnalysisSnapshot>(std::move(snapshot));
    };
}

// What a screen reader would say of the bars that are shown.
QStringList bars(const ui::PredictionPanel &panel)
{
    QStringList texts;
    for (int index = 0; auto *bar = panel.findChild<QWidget *>(QStringLiteral("probability%1").arg(index)); ++index) {
        if (!bar->isHidden())
            texts << bar->accessibleName();
    }
    return texts;
}

QString change(const ui::PredictionPanel &panel)
{
    return panel.findChild<QLabel *>(QStringLiteral("predictionChange"))->text();
}

}  // namespace

void PredictionPanelTest::showsEveryClassWithItsProbability()
{
    scripted::Desk desk;
    const ui::PredictionPanel panel(desk.workbench, desk.session, desk.models);
    QVERIFY(bars(panel).isEmpty());
    desk.show(std::string(60, 'a'));
    QTRY_COMPARE(bars(panel), (QStringList{QStringLiteral("negative: probability 0.6000"),
                                           QStringLiteral("positive: probability 0.4000")}));
}

void PredictionPanelTest::sigmoidsAndValuesAreCalledSo()
{
    scripted::Desk labels(withClasses({0.9, 0.8}, {"toxic", "insult"}, core::OutputQuantity::Sigmoids));
    const ui::PredictionPanel labelPanel(labels.workbench, labels.session, labels.models);
    labels.show("text");
    QTRY_COMPARE(bars(labelPanel), (QStringList{QStringLiteral("toxic: probability (sigmoid) 0.9000"),
                                                QStringLiteral("insult: probability (sigmoid) 0.8000")}));
    const auto quantity = [](const ui::PredictionPanel &panel) {
        const auto *label = panel.findChild<QLabel *>(QStringLiteral("outputQuantity"));
        return label->isHidden() ? QString() : label->text();
    };
    QCOMPARE(quantity(labelPanel), QStringLiteral("sigmoid"));
    scripted::Desk values(withClasses({1, -2, 3, 4}, {"a", "b", "c", "d"}, core::OutputQuantity::Values));
    const ui::PredictionPanel valuePanel(values.workbench, values.session, values.models);
    values.show("text");
    QTRY_COMPARE(bars(valuePanel), (QStringList{QStringLiteral("a: value 1.0000"), QStringLiteral("b: value −2.0000"),
                                                QStringLiteral("c: value 3.0000")}));
    QCOMPARE(quantity(valuePanel), QStringLiteral("value"));
    scripted::Desk classes;
    const ui::PredictionPanel classPanel(classes.workbench, classes.session, classes.models);
    classes.show("text");
    QTRY_COMPARE(bars(classPanel).size(), 2);
    QCOMPARE(quantity(classPanel), QString());
}

void PredictionPanelTest::changeOfAValueIsSigned()
{
    const auto valueOf = [](const core::AnalysisRequest &asked, const core::StopToken &stop) {
        const double value = asked.text == "long" ? -3.25 : 1.5;
        return withClasses({value, 9}, {"score", "other"}, core::OutputQuantity::Values)(asked, stop);
    };
    scripted::Desk desk(valueOf);
    ui::PredictionPanel panel(desk.workbench, desk.session, desk.models);
    desk.show("short");
    QTRY_COMPARE(bars(panel).size(), 2);
    panel.pin();
    desk.show("long");
    QTRY_COMPARE(change(panel), QStringLiteral("Δ −4.75"));
    QCOMPARE(panel.findChild<QLabel *>(QStringLiteral("predictionChange"))->toolTip(),
             QStringLiteral("Change of the value of “score”"));
}

void PredictionPanelTest::pinnedPredictionIsComparedWith()
{
    scripted::Desk desk;
    ui::PredictionPanel panel(desk.workbench, desk.session, desk.models);
    desk.show(std::string(60, 'a'));
    QTRY_COMPARE(bars(panel).size(), 2);
    auto *pin = panel.findChild<QToolButton *>(QStringLiteral("pinPrediction"));
    QTest::mouseClick(pin, Qt::LeftButton);
    QVERIFY(desk.workbench.state().pinned);
    QCOMPARE(change(panel), QStringLiteral("Δ ±0.00"));

    desk.show(std::string(35, 'a'));
    QTRY_COMPARE(change(panel), QStringLiteral("Δ −0.25"));
    QCOMPARE(bars(panel).last(), QStringLiteral("positive: probability 0.6500, pinned reference 0.4000, change +0.2500"));
    QTest::keyClick(pin, Qt::Key_Space);  // in its place
    QCOMPARE(change(panel), QStringLiteral("Δ ±0.00"));
    desk.workbench.change([](core::WorkbenchState &state) { state.pinned.reset(); });
    QCOMPARE(change(panel), QString());
    QCOMPARE(bars(panel).first(), QStringLiteral("negative: probability 0.3500"));
}

void PredictionPanelTest::pinWaitsForTheAnswerToWhatIsChosen()
{
    scripted::Desk desk;
    ui::PredictionPanel panel(desk.workbench, desk.session, desk.models);
    desk.show("a film");
    QTRY_VERIFY(desk.session.isUpToDate() && desk.session.snapshot());
    desk.workbench.change([](core::WorkbenchState &state) { state.text = "another film"; });
    panel.pin();
    QVERIFY(!desk.workbench.state().pinned);
    QTRY_VERIFY(desk.workbench.state().pinned.has_value());
    QCOMPARE(desk.workbench.state().pinned->text, std::string("another film"));
    QCOMPARE(desk.workbench.state().pinned->choices.model, std::filesystem::path("one"));
}

void PredictionPanelTest::pinNamesItsModelBesideTheOpenOnes()
{
    scripted::Desk desk;
    ui::PredictionPanel panel(desk.workbench, desk.session, desk.models);
    const auto *pin = panel.findChild<QToolButton *>(QStringLiteral("pinPrediction"));
    desk.models.open("/a/wiki");
    QTRY_COMPARE(desk.models.models().size(), 1U);
    panel.pin();
    QVERIFY2(pin->toolTip().startsWith(QStringLiteral("Pinned: wiki,")), qPrintable(pin->toolTip()));
    desk.models.open("/b/wiki");
    QTRY_COMPARE(desk.models.models().size(), 2U);
    QVERIFY2(pin->toolTip().startsWith(QStringLiteral("Pinned: a/wiki,")), qPrintable(pin->toolTip()));
}

void PredictionPanelTest::mostProbableOfManyClassesComeFirst()
{
    scripted::Desk desk(withClasses({0.1, 0.2, 0.05, 0.6, 0.05}, {"a", "b", "c", "d", "e"}));
    const ui::PredictionPanel panel(desk.workbench, desk.session, desk.models);
    desk.show("text");
    QTRY_COMPARE(bars(panel).size(), 3);
    QCOMPARE(bars(panel).first(), QStringLiteral("d: probability 0.6000"));
    QCOMPARE(bars(panel).last(), QStringLiteral("a: probability 0.1000"));
}

void PredictionPanelTest::modelWithoutClassesShowsNone()
{
    scripted::Desk desk(withClasses({}, {}));
    const ui::PredictionPanel panel(desk.workbench, desk.session, desk.models);
    desk.show("text");
    QTRY_VERIFY(desk.session.snapshot());
    QVERIFY(bars(panel).isEmpty());
    QVERIFY(panel.findChild<QToolButton *>(QStringLiteral("pinPrediction"))->isHidden());
}

ATTNSCOPE_TEST(PredictionPanelTest, QApplication)
#include "tst_prediction_panel.moc"
