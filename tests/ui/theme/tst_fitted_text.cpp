#include "tests/support/test_program.h"
#include "ui/theme/fitted_text.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QTest>

using namespace ui;

namespace {

// Where the text with an added … is no wider than `shown`, and hardly more.
double roomFor(const QFontMetricsF &metrics, const QString &shown)
{
    return metrics.horizontalAdvance(shown) + 1;
}

}  // namespace

class TestFittedText : public QObject
{
    Q_OBJECT

private slots:
    void whatFitsStaysAsItIs()
    {
        const QFontMetricsF metrics{QFont()};
        const QString text = QStringLiteral("rank 25 of 31");
        QCOMPARE(elidedBeforeNumbers(text, metrics, metrics.horizontalAdvance(text)), text);
        QCOMPARE(elidedKeepingNumbers(text, metrics, metrics.horizontalAdvance(text)), text);
    }

    void numbersAreWholeOrGone()
    {
        const QFontMetricsF metrics{QFont()};
        const QString text = QStringLiteral("attention · gamma 0.65 · entropy −0.8512 of 25");
        const QStringList words = text.split(u' ');
        for (double width = 20; width < metrics.horizontalAdvance(text); ++width) {
            const QString shown = elidedBeforeNumbers(text, metrics, width);
            QVERIFY(metrics.horizontalAdvance(shown) <= width);
            QVERIFY2(shown.endsWith(u'…'), qPrintable(shown));
            for (const QString &word : shown.split(u' ', Qt::SkipEmptyParts)) {
                if (std::any_of(word.begin(), word.end(), [](QChar character) { return character.isDigit(); }))
                    QVERIFY2(words.contains(word), qPrintable(shown));
            }
        }
        QCOMPARE(elidedBeforeNumbers(QStringLiteral("rank 25678"), metrics, roomFor(metrics, QStringLiteral("rank 2 …"))),
                 QStringLiteral("rank …"));
    }

    void namesMakeWayForNumbers()
    {
        const QFontMetricsF metrics{QFont()};
        const QString text = QStringLiteral("attention, renormalized 0.312");
        const QString shown = elidedKeepingNumbers(text, metrics, metrics.horizontalAdvance(text) * 0.7);
        QVERIFY2(shown.startsWith(QStringLiteral("att")) && shown.endsWith(QStringLiteral("… 0.312")), qPrintable(shown));
        QCOMPARE(elidedBeforeNumbers(QStringLiteral("gamma 0.6 of a longer name"), metrics,
                                     roomFor(metrics, QStringLiteral("gamma 0.6 of a l …"))),
                 QStringLiteral("gamma 0.6 of a l…"));
        const QString note = QStringLiteral("effective rank · scale from 4.7 to 13.6 of all heads");
        const QString tail = elidedKeepingNumbers(note, metrics, metrics.horizontalAdvance(note) * 0.9);
        QVERIFY2(tail.startsWith(QStringLiteral("effective rank · scale from 4.7 to 13.6 ")), qPrintable(tail));
        const QString middle = elidedKeepingNumbers(note, metrics, metrics.horizontalAdvance(note) * 0.6);
        QVERIFY2(middle.contains(QStringLiteral("… 4.7 to 13.6")), qPrintable(middle));
        QVERIFY(!elidedKeepingNumbers(text, metrics, 20).contains(u'3'));
        QCOMPARE(elidedKeepingNumbers(QStringLiteral("a name"), metrics, roomFor(metrics, QStringLiteral("a …"))),
                 QStringLiteral("a…"));
    }
};

ATTNSCOPE_TEST(TestFittedText, QApplication)
#include "tst_fitted_text.moc"
