// Forward passes against ONNX Runtime, alternating in the same run: encoders of the same shapes with random weights, in F32, all
// attention maps returned. Needs the folder for peers in ATTNSCOPE_BENCH_PEERS, with onnxruntime-node in it.

#include "tests/bench/encoder_shape.h"
#include "tests/bench/turns.h"

#include <QFile>

#include <cstdio>

namespace {

bench::Peers runtimePeers()
{
    return bench::peersByThreads([](const QString &threads) {
        return bench::Peer::Command{"node", {ATTNSCOPE_BENCH_SOURCES "/onnx_runtime_peer.mjs"}, {"THREADS=" + threads}};
    });
}

QString processorName()
{
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("an unknown processor");
    const QString text = QString::fromUtf8(file.readAll());
    const QString name = text.section("model name", 1, 1).section('\n', 0, 0).section(':', 1).simplified();
    const bool hasAvx512 = text.contains(" avx512f ");
    return name + (hasAvx512 ? " with AVX-512" : text.contains(" avx2 ") ? " with AVX2" : "");
}

// Empty where a peer has no answer.
QString versionOf(const bench::Peers &peers, const bench::EncoderShape &shape, int tokens)
{
    const QString question = QStringLiteral("load %1 %2 %3 %4 %5")
                                 .arg(tokens)
                                 .arg(shape.layers)
                                 .arg(shape.width)
                                 .arg(shape.heads)
                                 .arg(shape.intermediate);
    QString version;
    for (const auto &peer : peers)
        version = peer->ask(question);
    return version;
}

bool printRow(const core::LoadedModel &model, const bench::EncoderShape &shape, int tokens, double peak,
              const bench::Peers &peers)
{
    if (versionOf(peers, shape, tokens).isEmpty())
        return false;
    const std::vector<core::TokenId> ids = bench::randomIds(tokens);
    const auto times = bench::takeTurns([&] { (void)*core::forward(model, ids, {}, {}); }, "forward", peers);
    if (!times)
        return false;
    const double speed = bench::forwardGigaflop(shape, tokens) / times->ours * 1e3;
    std::printf("  %6d %9.2f %15.2f %9.2f %9.0f %%\n", tokens, times->ours, times->best, times->best / times->ours,
                100.0 * speed / peak);
    std::fflush(stdout);
    return true;
}

bool printShape(const bench::EncoderShape &shape, double peak, const bench::Peers &peers)
{
    std::printf("\n%s\n  tokens        ms ONNX Runtime ms     ratio   of the peak\n", shape.name);
    const auto model = bench::randomModel(bench::configOf(shape));
    return std::ranges::all_of(bench::measuredLengths,
                               [&](int tokens) { return printRow(*model, shape, tokens, peak, peers); });
}

}  // namespace

int main()
{
    const bench::Peers peers = runtimePeers();
    const double peak = bench::peakGigaflops();
    std::printf("Forward passes beside ONNX Runtime %s, the fastest of 15 turns, on %s; best product %.0f GFLOP/s\n",
                qPrintable(versionOf(peers, bench::measuredShapes[0], 16)), qPrintable(processorName()), peak);
    if (std::ranges::all_of(bench::measuredShapes, [&](const auto &shape) { return printShape(shape, peak, peers); }))
        return 0;
    std::fprintf(stderr, "ONNX Runtime gave no answer\n");
    return 1;
}
