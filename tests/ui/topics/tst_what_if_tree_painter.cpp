#include "ui/topics/importance/what_if/what_if_tree_painter.h"

#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"

#include <QApplication>
#include <QTest>

namespace {

// One edit after the other.
core::WhatIfRows chainOf(int edits)
{
    core::WhatIfRows tree;
    for (int depth = 0; depth <= edits; ++depth)
        tree.rows.push_back({.node = depth, .depth = depth, .edit = depth == 0 ? "" : "good → bad", .text = "a good film"});
    return tree;
}

ui::FigureStyle treeStyle()
{
    return ui::FigureStyle::forScreen(QApplication::font(), QApplication::palette());
}

}  // namespace

class WhatIfTreePainterTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }

    void shortChainsAreFullyIndented()
    {
        const auto layout = ui::layOutWhatIfTree(chainOf(3), treeStyle(), 700);
        QCOMPARE(layout.dotX(3) - layout.dotX(2), treeStyle().whatIf.indent);
    }

    void everyDepthLeavesRoomForItsText_data()
    {
        QTest::addColumn<int>("edits");
        for (const int edits : {1, 19, 40, 499})
            QTest::addRow("%d edits", edits) << edits;
    }
    void everyDepthLeavesRoomForItsText()
    {
        QFETCH(int, edits);
        const auto layout = ui::layOutWhatIfTree(chainOf(edits), treeStyle(), 480);
        QVERIFY(layout.dotX(edits) < 0.5 * layout.prediction);
        for (int depth = 1; depth <= edits; ++depth)
            QVERIFY(layout.dotX(depth) >= layout.dotX(depth - 1));
    }
};

ATTNSCOPE_TEST(WhatIfTreePainterTest, QApplication)
#include "tst_what_if_tree_painter.moc"
