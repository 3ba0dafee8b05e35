#include "tests/support/test_program.h"
#include "ui/help/heading_place.h"
#include "ui/help/help_pages.h"
#include "ui/help/help_topic.h"

#include <QGuiApplication>
#include <QRegularExpression>
#include <QTest>
#include <QTextDocument>

#include <algorithm>

using namespace ui;

class HelpPagesTest : public QObject
{
    Q_OBJECT

private slots:
    void headingsBecomeAnchorsAsOnGitHub();
    void codeHasNoHeadings();
    void anchorsAreUniqueWithinAPage();
    void everyTopicHasItsHeading();
    void everyLinkLeadsToAHeading();
    void everyHeadingIsFoundInTheReadPage();
};

namespace {

// "measures.md#effective-rank", or a page alone.
bool exists(const QString &address)
{
    const QString page = address.section(u'#', 0, 0);
    const QString anchor = address.section(u'#', 1);
    const auto found = std::ranges::find(helpPages(), page, &HelpPage::id);
    return found != helpPages().end() &&
           (anchor.isEmpty() || std::ranges::find(found->sections, anchor, &HelpSection::anchor) != found->sections.end());
}

}  // namespace

void HelpPagesTest::headingsBecomeAnchorsAsOnGitHub()
{
    QCOMPARE(anchorOf(QStringLiteral("Fixed head size")), QStringLiteral("fixed-head-size"));
    QCOMPARE(anchorOf(QStringLiteral("Nulls: what chance gives")), QStringLiteral("nulls-what-chance-gives"));
    QCOMPARE(anchorOf(QStringLiteral("Jensen–Shannon divergence")), QStringLiteral("jensenshannon-divergence"));
    QCOMPARE(anchorOf(QStringLiteral("config.json")), QStringLiteral("configjson"));
}

void HelpPagesTest::codeHasNoHeadings()
{
    const auto sections =
        sectionsOf(QStringLiteral("# A page\nfirst\n\n```\n# no heading\n```\n## Part\nsecond\n#no heading\n"));
    QCOMPARE(sections.size(), std::size_t(2));
    QCOMPARE(sections[0].level, 1);
    QCOMPARE(sections[1].level, 2);
    QCOMPARE(sections[1].anchor, QStringLiteral("part"));
    QVERIFY(sections[0].text.contains(QStringLiteral("first")) && !sections[0].text.contains(QStringLiteral("second")));
}

void HelpPagesTest::anchorsAreUniqueWithinAPage()
{
    for (const HelpPage &page : helpPages()) {
        QCOMPARE(page.sections.front().level, 1);
        QStringList anchors;
        for (const HelpSection &section : page.sections)
            anchors << section.anchor;
        QVERIFY2(anchors.removeDuplicates() == 0, qPrintable(page.id));
    }
}

void HelpPagesTest::everyTopicHasItsHeading()
{
    for (const HelpTopicAddress &topic : helpTopicAddresses())
        QVERIFY2(exists(QLatin1String(topic.address)), topic.address);
}

void HelpPagesTest::everyLinkLeadsToAHeading()
{
    static const QRegularExpression link(QStringLiteral(R"(\]\(([^)]*)\))"));
    int links = 0;
    for (const HelpPage &page : helpPages()) {
        for (auto matches = link.globalMatch(page.markdown); matches.hasNext(); ++links) {
            const QString target = matches.next().captured(1);
            const QString address = target.startsWith(u'#') ? page.id + target : target;
            QVERIFY2(exists(address), qPrintable(page.id + QStringLiteral(": ") + target));
        }
    }
    QVERIFY(links > 0);
}

void HelpPagesTest::everyHeadingIsFoundInTheReadPage()
{
    for (const HelpPage &page : helpPages()) {
        QTextDocument document;
        document.setMarkdown(page.markdown);
        for (const HelpSection &section : page.sections) {
            const QTextBlock block = headingBlock(document, section.anchor);
            QVERIFY2(block.isValid() && block.text() == section.heading, qPrintable(page.id + u'#' + section.anchor));
        }
        QVERIFY(!headingBlock(document, QStringLiteral("no-such-heading")).isValid());
    }
}

ATTNSCOPE_TEST(HelpPagesTest, QGuiApplication)
#include "tst_help_pages.moc"
