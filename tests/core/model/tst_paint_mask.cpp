#include "core/model/mask/paint_mask.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace {

using namespace core;

PairMask full(int tokens)
{
    return pairMask(1, tokens, [](int, int, int) { return true; });
}

// Rows of "#" where a pair is kept.
QString drawn(const PairMask &mask)
{
    QString text;
    for (int query = 0; query < mask.tokens; ++query) {
        for (int key = 0; key < mask.tokens; ++key)
            text += mask.keeps(0, query, key) ? u'#' : u'.';
        text += u'/';
    }
    return text;
}

}  // namespace

class PaintMaskTest : public QObject
{
    Q_OBJECT

private slots:
    void strokes_data();
    void strokes();
    void cellsBeyondTheEdgeAreLeftOut();
};

void PaintMaskTest::strokes_data()
{
    QTest::addColumn<MaskBrush>("brush");
    QTest::addColumn<QString>("expected");
    QTest::newRow("pencil follows the pointer") << MaskBrush{.shape = PaintShape::Pencil} << "####/#.##/##.#/####/";
    QTest::newRow("line") << MaskBrush{.shape = PaintShape::Line} << "####/#.##/##.#/####/";
    QTest::newRow("rectangle") << MaskBrush{.shape = PaintShape::Rectangle} << "####/#..#/#..#/####/";
    QTest::newRow("Toeplitz") << MaskBrush{.shape = PaintShape::Line, .isToeplitz = true} << ".###/#.##/##.#/###./";
}

void PaintMaskTest::strokes()
{
    QFETCH(const MaskBrush, brush);
    QFETCH(const QString, expected);
    QCOMPARE(drawn(painted(full(4), brush, {1, 1}, {2, 2})), expected);
    MaskBrush keeping = brush;
    keeping.keeps = true;
    QCOMPARE(drawn(painted(painted(full(4), brush, {1, 1}, {2, 2}), keeping, {1, 1}, {2, 2})), drawn(full(4)));
}

void PaintMaskTest::cellsBeyondTheEdgeAreLeftOut()
{
    const PairMask mask = painted(full(3), {.isSymmetric = true}, {0, 2}, {0, 9});
    QCOMPARE(drawn(mask), QStringLiteral("##./###/.##/"));
}

ATTNSCOPE_TEST(PaintMaskTest, tests::NoApplication)
#include "tst_paint_mask.moc"
