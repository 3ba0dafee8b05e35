#include "ui/topics/importance/contexts/context_layout.h"

#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"

#include <QApplication>
#include <QTest>

#include <algorithm>

namespace {

const QRectF row(10, 0, 400, 24);

ui::FigureStyle lineStyle()
{
    return ui::FigureStyle::forScreen(QApplication::font(), QApplication::palette());
}

ui::ConcordanceModel::Line lineOf(std::vector<std::string> words, std::size_t position, bool isRightToLeft)
{
    ui::ConcordanceModel::Line line;
    line.text.words = std::move(words);
    line.text.glued.assign(line.text.words.size(), false);
    line.position = position;
    line.isRightToLeft = isRightToLeft;
    return line;
}

QRectF boxOf(const std::vector<ui::PlacedWord> &placed, std::size_t word)
{
    return std::ranges::find(placed, word, &ui::PlacedWord::word)->box;
}

}  // namespace

class ContextLayoutTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }

    void wordsRunAsTheirScriptDoes()
    {
        const auto english = ui::layOutContext(lineOf({"a", "good", "film"}, 1, false), row, lineStyle());
        QVERIFY(boxOf(english, 0).right() < boxOf(english, 1).left());
        QVERIFY(boxOf(english, 1).right() < boxOf(english, 2).left());
        const auto hebrew = ui::layOutContext(lineOf({"סרט", "טוב", "מאוד"}, 1, true), row, lineStyle());
        QVERIFY(boxOf(hebrew, 0).left() > boxOf(hebrew, 1).right());
        QVERIFY(boxOf(hebrew, 1).left() > boxOf(hebrew, 2).right());
    }

    // Whatever stands before it.
    void soughtWordBeginsAtOnePlace()
    {
        for (const bool isRightToLeft : {false, true}) {
            const auto one = ui::layOutContext(lineOf({"a", "b"}, 0, isRightToLeft), row, lineStyle());
            const auto other = ui::layOutContext(lineOf({"cc", "ddd", "a"}, 2, isRightToLeft), row, lineStyle());
            QCOMPARE(boxOf(one, 0), boxOf(other, 2));
        }
        const auto hebrew = ui::layOutContext(lineOf({"טוב"}, 0, true), row, lineStyle());
        QCOMPARE(row.right() - boxOf(hebrew, 0).right(), lineStyle().concordance.wordAt * row.width());
    }

    void wordsOutsideAreLeftOut()
    {
        const std::vector<std::string> many(300, "word");
        const auto placed = ui::layOutContext(lineOf(many, 150, false), row, lineStyle());
        QVERIFY(placed.size() < 30);
        for (const ui::PlacedWord &each : placed)
            QVERIFY(each.box.intersects(row));
    }
};

ATTNSCOPE_TEST(ContextLayoutTest, QApplication)
#include "tst_context_layout.moc"
