#include "tests/support/fail_on_warnings.h"
#include "tests/support/painted_texts.h"
#include "tests/support/scripted_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "ui/panels/model_row.h"
#include "ui/panels/models_panel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

class ModelsPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void showsNameAndSizeOfEveryModel();
    void rowsKeepTheirNumbers();
    void modelsOfOneNameAreToldApart();
    void clickMakesAModelPrimary();
    void onlyModelStaysChosenWhenClicked();
    void keyboardMakesAModelPrimaryAndClosesIt();
    void crossClosesAModel();
    void onlyModelCannotBeClosed();
    void dropAreaAsksForAFolder();
};

namespace {

struct ModelsPanelDesk : scripted::Desk {
    ui::ModelsPanel panel{models};

    ModelsPanelDesk()
    {
        panel.resize(200, 400);
        panel.show();
    }

    bool open(const char *name)
    {
        models.open(name);
        return QTest::qWaitFor([this, name] { return row(name) != nullptr; });
    }

    QAbstractButton *row(const char *name) const
    {
        for (auto *row : panel.findChildren<QAbstractButton *>(QStringLiteral("model:") + QLatin1String(name))) {
            if (!row->isHidden())
                return row;
        }
        return nullptr;
    }
};

}  // namespace

void ModelsPanelTest::showsNameAndSizeOfEveryModel()
{
    ModelsPanelDesk desk;
    QVERIFY(desk.open("one"));
    QVERIFY(desk.open("two"));
    QCOMPARE(desk.row("one")->accessibleName(), QStringLiteral("one"));
    QCOMPARE(desk.row("one")->accessibleDescription(), QStringLiteral("standard · 2.1 M, 2 × 4 · head size 8"));
    QVERIFY(!desk.row("one")->isChecked());
    QVERIFY(desk.row("two")->isChecked());
}

// As narrow as rows are beside a scroll bar.
void ModelsPanelTest::rowsKeepTheirNumbers()
{
    scripted::prepareGuiTest();  // in the window's font
    ui::ModelRow row("a model", {"standard, structured gates · 123.4 M", "24 × 32 · head size 128"});
    row.resize(170, row.sizeHint().height());
    row.show();
    QStringList texts;
    for (const support::PaintedText &painted : support::paintedTexts(row))
        texts << painted.text;
    QCOMPARE(texts.size(), 4);
    QVERIFY2(texts[1].startsWith("standard, structured"), qPrintable(texts[1]));  // what is too long for one line takes two
    QCOMPARE(texts[2], QStringLiteral("123.4 M"));
    QCOMPARE(texts[3], QStringLiteral("24 × 32 · head size 128"));
}

void ModelsPanelTest::modelsOfOneNameAreToldApart()
{
    ModelsPanelDesk desk;
    desk.models.open("/a/one");
    QVERIFY(QTest::qWaitFor([&] { return desk.row("one") != nullptr; }));
    desk.models.open("/b/one");
    QVERIFY(QTest::qWaitFor([&] { return desk.row("b/one") != nullptr; }));
    QVERIFY(desk.row("a/one") && !desk.row("one"));
    QCOMPARE(desk.row("b/one")->accessibleName(), QStringLiteral("b/one"));
    QVERIFY2(desk.row("a/one")->toolTip().startsWith(QStringLiteral("a/one\n")), qPrintable(desk.row("a/one")->toolTip()));
}

void ModelsPanelTest::clickMakesAModelPrimary()
{
    ModelsPanelDesk desk;
    QVERIFY(desk.open("one"));
    QVERIFY(desk.open("two"));
    QTest::mouseClick(desk.row("one"), Qt::LeftButton);
    QTRY_COMPARE(desk.session.snapshot()->model->name, std::string("one"));
    QVERIFY(desk.row("one")->isChecked());
    QVERIFY(!desk.row("two")->isChecked());
}

void ModelsPanelTest::onlyModelStaysChosenWhenClicked()
{
    ModelsPanelDesk desk;
    QVERIFY(desk.open("one"));
    QTest::mouseClick(desk.row("one"), Qt::LeftButton);
    QVERIFY(desk.row("one")->isChecked());
    QTest::keyClick(desk.row("one"), Qt::Key_Return);
    QTRY_VERIFY(desk.session.isUpToDate());
    QVERIFY(desk.row("one")->isChecked());
    QCOMPARE(desk.models.models().size(), 1U);
}

void ModelsPanelTest::keyboardMakesAModelPrimaryAndClosesIt()
{
    ModelsPanelDesk desk;
    QVERIFY(desk.open("one"));
    QVERIFY(desk.open("two"));
    desk.row("one")->setFocus();
    QTest::keyClick(desk.row("one"), Qt::Key_Return);
    QTRY_COMPARE(desk.session.snapshot()->model->name, std::string("one"));
    QTest::keyClick(desk.row("one"), Qt::Key_Delete);
    QTRY_COMPARE(desk.session.snapshot()->model->name, std::string("two"));
    QVERIFY(!desk.row("one"));
}

void ModelsPanelTest::crossClosesAModel()
{
    ModelsPanelDesk desk;
    QVERIFY(desk.open("one"));
    QVERIFY(desk.open("two"));
    auto *cross = desk.row("one")->findChild<QToolButton *>(QStringLiteral("closeModel"));
    QVERIFY(!cross->accessibleName().isEmpty());
    QTest::mouseMove(desk.row("one"), QPoint(20, 10));
    cross->click();
    QTRY_VERIFY(!desk.row("one"));
    QVERIFY(desk.row("two")->isChecked());
}

void ModelsPanelTest::onlyModelCannotBeClosed()
{
    ModelsPanelDesk desk;
    QVERIFY(desk.open("one"));
    QTest::keyClick(desk.row("one"), Qt::Key_Delete);
    QVERIFY(desk.row("one"));
}

void ModelsPanelTest::dropAreaAsksForAFolder()
{
    ModelsPanelDesk desk;
    QSignalSpy asked(&desk.panel, &ui::ModelsPanel::openRequested);
    QTest::mouseClick(desk.panel.findChild<QAbstractButton *>(QStringLiteral("dropModel")), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
}

ATTNSCOPE_TEST(ModelsPanelTest, QApplication)
#include "tst_models_panel.moc"
