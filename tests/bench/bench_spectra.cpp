// Singular values of all attention maps of a 12 x 12 model. With the folder for peers in ATTNSCOPE_BENCH_PEERS, also against
// torch.linalg.svdvals, alternating in the same run, and against a decomposition in double.

#include "core/analysis/svd/batched_singular_values.h"
#include "core/ops/softmax.h"
#include "tests/bench/timing.h"
#include "tests/bench/turns.h"

#include <Eigen/SVD>

#include <QFile>
#include <QThread>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>
#include <random>

namespace {

constexpr int maps = 144;
constexpr std::array lengths{32, 64, 128, 256};

core::HeadMatrices randomAttention(int n)
{
    core::HeadMatrices attention(maps, n, n);
    std::mt19937 random(1);
    std::normal_distribution<float> score(0.0F, 2.0F);
    std::generate_n(attention.data(), attention.size(), [&] { return score(random); });
    core::softmaxRows(attention.data(), maps * n, n);
    return attention;
}

core::SingularValues decompose(const core::HeadMatrices &attention)
{
    const auto read = [&](int index, core::DoubleMatrix &map) { map = attention[index].cast<double>(); };
    return *core::batchedSingularValues({maps, attention.rows(), attention.columns(), read}, {});
}

// Relative to the largest value of each map.
double largestError(const core::HeadMatrices &attention)
{
    const core::SingularValues found = decompose(attention);
    double largest = 0.0;
    for (int map = 0; map < maps; ++map) {
        const Eigen::VectorXd exact = Eigen::BDCSVD<Eigen::MatrixXd>(attention[map].cast<double>()).singularValues();
        for (int index = 0; index < found.size; ++index)
            largest = std::max(largest, std::abs(found[map][index] - exact[index]) / exact[0]);
    }
    return largest;
}

void printOurs()
{
    std::printf("\nSingular values of %d maps (medians)\n  tokens        ms\n", maps);
    for (const int n : lengths) {
        const core::HeadMatrices attention = randomAttention(n);
        const auto work = [&] { (void)decompose(attention); };
        std::printf("  %6d %9.2f\n", n, bench::quantile(bench::repeatedMilliseconds(work), 0.5));
    }
}

bench::Peers torchPeers()
{
    return bench::peersByThreads([](const QString &threads) {
        return bench::Peer::Command{"/usr/bin/python3",
                                    {ATTNSCOPE_BENCH_SOURCES "/torch_peer.py"},
                                    {"OMP_NUM_THREADS=" + threads, "OPENBLAS_NUM_THREADS=" + threads}};
    });
}

bool load(const core::HeadMatrices &attention, const QString &folder, const bench::Peers &peers)
{
    QFile file(folder + "/maps.f32");
    const auto bytes = static_cast<qint64>(attention.size() * sizeof(float));
    if (!file.open(QIODevice::WriteOnly) || file.write(reinterpret_cast<const char *>(attention.data()), bytes) != bytes)
        return false;
    file.close();
    const QString question = QStringLiteral("load %1 %2 %3 %3").arg(file.fileName()).arg(maps).arg(attention.rows());
    return std::ranges::all_of(peers, [&](const auto &peer) { return !peer->ask(question).isEmpty(); });
}

int printComparison(const QString &folder)
{
    const bench::Peers peers = torchPeers();
    std::printf("\nSingular values of %d maps, the fastest of 15 turns\n", maps);
    std::printf("  tokens        ms  torch.linalg.svdvals ms     ratio  largest error\n");
    for (const int n : lengths) {
        const core::HeadMatrices attention = randomAttention(n);
        const auto times = load(attention, folder, peers)
                               ? bench::takeTurns([&] { (void)decompose(attention); }, "svdvals", peers)
                               : std::nullopt;
        if (!times) {
            std::fprintf(stderr, "PyTorch gave no answer\n");
            return 1;
        }
        const double ratio = times->best / times->ours;
        std::printf("  %6d %9.2f %24.2f %9.1f %14.0e\n", n, times->ours, times->best, ratio, largestError(attention));
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace

int main()
{
    const QString folder = qEnvironmentVariable("ATTNSCOPE_BENCH_PEERS");
    if (!folder.isEmpty())
        return printComparison(folder);
    printOurs();
    return 0;
}
