#include "core/figure/attention/head_grid_figure.h"

#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

using namespace core;

namespace {

Matrix constantRows(std::initializer_list<float> row)
{
    Matrix map(static_cast<Eigen::Index>(row.size()), static_cast<Eigen::Index>(row.size()));
    for (Eigen::Index query = 0; query < map.rows(); ++query)
        std::copy(row.begin(), row.end(), map.row(query).begin());
    return map;
}

// Diagonal mass 1, 1/2, 1/2 and 1/2 by hand.
scripted::SnapshotPointer fourHeads()
{
    const Matrix identity = Matrix::Identity(2, 2);
    return scripted::encoder({"a", "b"},
                             {{constantRows({0.5F, 0.5F}), identity}, {constantRows({1, 0}), constantRows({0, 1})}});
}

}  // namespace

class TestHeadGridFigure : public QObject
{
    Q_OBJECT

private slots:
    void layersAreRowsAndHeadsAreColumns()
    {
        const HeadGridFigure figure = headGridFigure(*fourHeads(), {.measure = HeadMeasure::DiagonalMass});
        QCOMPARE(QString::fromStdString(printFigure(figure)), QString("All heads: diagonal mass\n"
                                                                      "L0 H0=0.50 L0 H1=1.00\n"
                                                                      "L1 H0=0.50 L1 H1=0.50\n"));
        QVERIFY(figure.isMatrix);
    }

    void sortedHeadsFlow()
    {
        const auto snapshot = fourHeads();
        const HeadGridFigure falling = headGridFigure(*snapshot, {HeadMeasure::DiagonalMass, HeadSorting::Descending});
        QVERIFY(!falling.isMatrix);
        QCOMPARE(falling.cells.front().label, std::string("L0 H1"));
        QCOMPARE(falling.cells.back().label, std::string("L1 H1"));
        QCOMPARE(headGridFigure(*snapshot, {HeadMeasure::DiagonalMass, HeadSorting::Ascending}).cells.back().label,
                 std::string("L0 H1"));
    }

    void headsWithoutAValueComeLast()
    {
        const auto lama = scripted::randomLama(4, {"a", "fine", "film"});
        AnalysisSnapshot snapshot = *lama;
        auto measures = std::make_shared<HeadMeasureTable>(1, 4);
        measures->set({{0}, {2}}, HeadMeasure::Entropy, 0.5);
        snapshot.measures = measures;
        for (const HeadSorting sorting : {HeadSorting::Ascending, HeadSorting::Descending}) {
            const HeadGridFigure figure = headGridFigure(snapshot, {HeadMeasure::Entropy, sorting});
            QCOMPARE(figure.cells.front().label, std::string("L0 H2"));
            QCOMPARE(figure.cells.back().number, std::string("–"));
        }
    }

    void thumbnailKeepsTheAreaMean()
    {
        const Matrix map = (Matrix(2, 2) << 1, 0, 0, 0.5F).finished();
        const IndexImage same = mapThumbnail(viewOf(map), {.width = 2, .height = 2});
        QCOMPARE(same.indices, (std::vector<std::uint8_t>{255, 0, 0, 128}));
        const IndexImage enlarged = mapThumbnail(viewOf(map), {.width = 4, .height = 4});
        QCOMPARE(enlarged.indices[0], std::uint8_t(255));
        QCOMPARE(enlarged.indices[5], std::uint8_t(255));
        QCOMPARE(enlarged.indices[15], std::uint8_t(128));
        const IndexImage reduced = mapThumbnail(viewOf(constantRows({1, 1, 0, 0})), {.width = 2, .height = 2});
        QCOMPARE(reduced.indices, (std::vector<std::uint8_t>{255, 0, 255, 0}));
        const IndexImage uneven = mapThumbnail(viewOf(constantRows({1, 0})), {.width = 3, .height = 1});
        QCOMPARE(uneven.indices, (std::vector<std::uint8_t>{255, 128, 0}));
    }

    void sharedScaleReachesTheLargestPixelOfAll()
    {
        const auto snapshot = scripted::encoder({"a", "b", "c", "d"},
                                                {{constantRows({1, 0, 0, 0}), constantRows({0.25F, 0.25F, 0.25F, 0.25F})}});
        const DisplayUnits units = displayUnits(*snapshot, {});
        QCOMPARE(sharedScale(*snapshot, units, {.gamma = 0.6}), (ColorScale{.low = 0, .high = 1, .gamma = 0.6}));
        QCOMPARE(sharedScale(*snapshot, units, {.width = 2, .height = 2}).high, 0.5);  // the mean of 1 and 0
        const ColorScale signedScale = sharedScale(*scripted::tinyModel("linformer-none"), {}, {.showsEffective = true});
        QVERIFY(signedScale.low < 0 && signedScale.low == -signedScale.high);
    }

    // Where special tokens are hidden and there is no other.
    void sharedScaleOfNothingIsThere()
    {
        const auto snapshot = scripted::encoder({"[CLS]", "[SEP]"}, {{constantRows({0.5F, 0.5F})}});
        const DisplayUnits none = displayUnits(*snapshot, {.specialTokens = SpecialTokenMode::Hide});
        QCOMPARE(none.size(), 0);
        QCOMPARE(sharedScale(*snapshot, none, {.width = 3, .height = 3}).high, 1.0);
    }

    void mergedCellsAreSaid()
    {
        const auto snapshot = scripted::randomEncoder(1, 1, 9);
        const DisplayUnits units = displayUnits(*snapshot, {});
        const auto note = [&](int width, int height) {
            return thumbnailNote(*snapshot, {}, units, {.width = width, .height = height});
        };
        QCOMPARE(note(9, 9), std::string());
        QCOMPARE(note(20, 9), std::string());
        QCOMPARE(note(3, 3), std::string("each pixel: mean of up to 3 × 3 cells"));
        QCOMPARE(note(9, 8), std::string("each pixel: mean of up to 2 × 1 cells"));
        QCOMPARE(note(4, 9), std::string("each pixel: mean of up to 1 × 3 cells"));  // 0 to 2.25, 2.25 to 4.5
        QCOMPARE(note(0, 0), std::string());
    }

    void thumbnailOfNothingIsEmpty()
    {
        QVERIFY(mapThumbnail(MatrixView(nullptr, 0, 0), {.width = 4, .height = 4}).indices.empty());
        QVERIFY(mapThumbnail(viewOf(constantRows({1, 0})), {.width = 0, .height = 4}).indices.empty());
    }

    void headIsKeptWithinTheModel()
    {
        const auto snapshot = fourHeads();
        QCOMPARE(headWithin(*snapshot, {{7}, {1}}), (HeadRef{{1}, {1}}));
        QCOMPARE(headName(*snapshot, {{1}, {0}}), std::string("L1 H0"));
        QCOMPARE(headName(*scripted::randomLama(2, {"a"}), {{0}, {1}}), std::string("head 1"));
        QVERIFY(headSummary(*snapshot, {{0}, {1}}).find("diagonal mass  1.00") != std::string::npos);
    }
};

ATTNSCOPE_TEST(TestHeadGridFigure, tests::NoApplication)
#include "tst_head_grid_figure.moc"
