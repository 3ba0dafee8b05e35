#include "tests/support/fail_on_warnings.h"
#include "tests/support/test_program.h"
#include "ui/help/heading_place.h"
#include "ui/help/help_browser.h"
#include "ui/help/help_window.h"
#include "ui/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace ui;

class HelpWindowTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void goesToTheHeading_data();
    void goesToTheHeading();
    void stepsBackAndForward();
    void followsALinkWithTheKeyboard();
    void searchKeepsTheSectionsWithAllWords();
    void enterOpensTheFirstSectionFound();
    void contentsOpenWithTheKeyboard();
    void escapeCloses();
    void colorsFollowTheTheme();

private:
    template <typename Child>
    Child *child(const char *name) const
    {
        return m_window->findChild<Child *>(QLatin1String(name));
    }
    QTreeWidget *contents() const { return child<QTreeWidget>("helpContents"); }
    QTreeWidgetItem *page(int index) const { return contents()->topLevelItem(index); }

    std::unique_ptr<HelpWindow> m_window;
};

namespace {

constexpr int startPage = 0;
constexpr int measuresPage = 2;

QStringList shownSections(const QTreeWidgetItem &page)
{
    QStringList shown;
    for (int section = 0; section < page.childCount(); ++section) {
        if (!page.child(section)->isHidden())
            shown << page.child(section)->text(0);
    }
    return shown;
}

}  // namespace

void HelpWindowTest::init()
{
    failOnWarnings();
    m_window = std::make_unique<HelpWindow>();
    m_window->showAddress(QStringLiteral("start.md"));
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void HelpWindowTest::cleanup()
{
    m_window.reset();
    QApplication::setPalette({});
}

void HelpWindowTest::goesToTheHeading_data()
{
    QTest::addColumn<bool>("isNew");
    QTest::newRow("from another page") << false;
    QTest::newRow("in a new window") << true;
}

void HelpWindowTest::goesToTheHeading()
{
    QFETCH(bool, isNew);
    if (isNew)
        m_window = std::make_unique<HelpWindow>();
    m_window->showAddress(QStringLiteral("measures.md#effective-rank"));
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    const HelpBrowser &browser = *m_window->browser();
    const QTextBlock heading = headingBlock(*browser.document(), QStringLiteral("effective-rank"));
    const QRectF place = browser.document()->documentLayout()->blockBoundingRect(heading);
    const double top = place.top() - browser.verticalScrollBar()->value();
    QVERIFY2(top >= 0 && top < browser.viewport()->height() / 2.0, qPrintable(QString::number(top)));
    QCOMPARE(contents()->currentItem()->text(0), QStringLiteral("Effective rank"));
}

void HelpWindowTest::stepsBackAndForward()
{
    auto *back = child<QToolButton>("helpBack");
    QVERIFY(!back->isEnabled());
    m_window->showAddress(QStringLiteral("masks.md#sparsity"));
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_window->browser()->address(), QStringLiteral("start.md"));
    QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(m_window->browser()->address(), QStringLiteral("masks.md#sparsity"));
    QVERIFY(back->isEnabled());
}

void HelpWindowTest::followsALinkWithTheKeyboard()
{
    m_window->browser()->setFocus();
    QTest::keyClick(m_window->browser(), Qt::Key_Tab);
    QTest::keyClick(m_window->browser(), Qt::Key_Return);
    QCOMPARE(m_window->browser()->address(), QStringLiteral("measures.md"));  // the first link of the first page
}

void HelpWindowTest::searchKeepsTheSectionsWithAllWords()
{
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("roy vetterli"));
    QCOMPARE(shownSections(*page(measuresPage)), QStringList{QStringLiteral("Effective rank")});
    QVERIFY(page(startPage)->isHidden());
    child<QLineEdit>("helpSearch")->clear();
    QVERIFY(!page(startPage)->isHidden() && shownSections(*page(measuresPage)).size() == page(measuresPage)->childCount());
}

void HelpWindowTest::enterOpensTheFirstSectionFound()
{
    child<QLineEdit>("helpSearch")->setFocus();
    QTest::keyClicks(child<QLineEdit>("helpSearch"), QStringLiteral("vetterli"));
    QTest::keyClick(child<QLineEdit>("helpSearch"), Qt::Key_Return);
    QCOMPARE(m_window->browser()->address(), QStringLiteral("measures.md#effective-rank"));
    QCOMPARE(m_window->browser()->extraSelections().size(), 1);
}

void HelpWindowTest::contentsOpenWithTheKeyboard()
{
    contents()->setFocus();
    contents()->setCurrentItem(page(measuresPage)->child(0));
    QTest::keyClick(contents(), Qt::Key_Return);
    QVERIFY(m_window->browser()->address().startsWith(QStringLiteral("measures.md#")));
}

void HelpWindowTest::escapeCloses()
{
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->isVisible());
}

void HelpWindowTest::colorsFollowTheTheme()
{
    const auto linkColor = [this] {
        const QTextDocument &document = *m_window->browser()->document();
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                if (part.fragment().charFormat().isAnchor())
                    return part.fragment().charFormat().foreground().color();
            }
        }
        return QColor();
    };
    for (const Theme *theme : {&lightTheme(), &darkTheme()}) {
        QApplication::setPalette(paletteFor(*theme));
        QTRY_COMPARE(linkColor(), theme->accent);
    }
}

ATTNSCOPE_TEST(HelpWindowTest, QApplication)
#include "tst_help_window.moc"
