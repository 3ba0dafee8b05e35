#include "core/corpus/diagnosis/checkpoint_diagnosis.h"

#include "core/base/stopclock.h"
#include "core/format/model_folder.h"
#include "core/model/stored_maps_model.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

using Model = std::shared_ptr<const LoadedModel>;

// Where a diagnosis is after each of its parts, in percent of a large model's time.
constexpr std::size_t afterTensors = 60;
constexpr std::size_t afterPatterns = 75;
constexpr std::size_t atTheEnd = 100;

// Makes a diagnosis part by part and tells of it.
class Diagnosis
{
public:
    Diagnosis(const DiagnosisRequest &request, const RunListener<DiagnosisPointer> &listener, const StopToken &stop)
        : m_listener(listener), m_stop(stop)
    {
        m_found.request = request;
    }

    Result<DiagnosisPointer> run()
    {
        const Result<void> done = isStoredMaps(m_found.request.path) ? readMaps() : readFolder();
        if (!done)
            return done.error();
        advance(atTheEnd);
        return std::make_shared<const CheckpointDiagnosis>(std::move(m_found));
    }

private:
    void advance(std::size_t percent)
    {
        m_found.progress = {.done = percent, .all = atTheEnd, .seconds = m_clock.seconds()};
        if (m_listener.betweenBatches)
            m_listener.betweenBatches(m_found.progress);
    }

    void tell()
    {
        if (m_listener.soFar)
            m_listener.soFar(std::make_shared<const CheckpointDiagnosis>(m_found));
    }

    Result<Model> model() const
    {
        const DiagnosisRequest &request = m_found.request;
        return request.model ? Result(request.model) : loadModel(request.path);
    }

    Result<void> readMaps()
    {
        const Result<Model> loaded = model();
        if (!loaded)
            return loaded.error();
        m_found.name = (*loaded)->name;
        m_found.config = (*loaded)->config;
        m_found.weightsAbsence = whyNoWeightSpectra(m_found.config);
        return lookAtHeads(**loaded);
    }

    Result<void> readFolder()
    {
        const Result<ModelFolder> folder = openModelFolder(m_found.request.path);
        if (!folder)
            return folder.error();
        m_found.name = modelName(folder->directory, m_found.request.path);
        m_found.config = folder->config;
        m_found.report = folder->report;
        if (const Result<void> read = readTensors(*folder); !read)
            return read;
        if (!folder->report.fits()) {
            m_found.patternsAbsence = "The checkpoint does not fit, so no head was run.";
            m_found.weightsAbsence = "The checkpoint does not fit, so its heads were not put together.";
            return {};
        }
        tell();
        const Result<Model> loaded = model();
        if (const Result<void> run = loaded ? lookAtHeads(**loaded) : Result<void>(loaded.error()); !run) {
            if (run.error().kind == ErrorKind::Cancelled)
                return run;
            m_found.patternsAbsence = run.error().message;
        }
        advance(afterPatterns);
        tell();
        return readWeights(*folder);
    }

    Result<void> readTensors(const ModelFolder &folder)
    {
        const auto bytesRead = [this](std::uint64_t done, std::uint64_t all) {
            advance(all > 0 ? static_cast<std::size_t>(done * afterTensors / all) : afterTensors);
        };
        const auto statistics = tensorStatistics(folder.checkpoint, bytesRead, m_stop);
        if (!statistics)
            return statistics.error();
        if (!folder.checkpoint.isIntact())
            return inContext(pathText(folder.directory), changedWhileRead());
        m_found.tensors = checkedTensors(folder, *statistics);
        return {};
    }

    Result<void> lookAtHeads(const LoadedModel &model)
    {
        Result<HeadPatterns> patterns = headPatterns(model, m_stop);
        if (!patterns)
            return patterns.error();
        m_found.patterns = *std::move(patterns);
        m_found.patternsAbsence = m_found.patterns.absence;
        return {};
    }

    Result<void> readWeights(const ModelFolder &folder)
    {
        m_found.weightsAbsence = whyNoWeightSpectra(folder.config);
        if (!m_found.weightsAbsence.empty())
            return {};
        const auto layersDone = [this, layers = static_cast<std::size_t>(folder.config.layers)](int done) {
            advance(afterPatterns + static_cast<std::size_t>(done) * (atTheEnd - afterPatterns) / layers);
        };
        auto spectra = weightSpectra(folder, layersDone, m_stop);
        if (!spectra)
            return spectra.error();
        if (!folder.checkpoint.isIntact())
            return inContext(pathText(folder.directory), changedWhileRead());
        m_found.weights = *std::move(spectra);
        return {};
    }

    const RunListener<DiagnosisPointer> &m_listener;
    const StopToken &m_stop;
    Stopclock m_clock;
    CheckpointDiagnosis m_found;
};

}  // namespace

const HeadPattern *CheckpointDiagnosis::patternOf(HeadRef head) const
{
    const auto found = std::ranges::find(patterns.heads, head, &HeadPattern::head);
    return found == patterns.heads.end() ? nullptr : &*found;
}

const HeadWeightSpectra *CheckpointDiagnosis::weightsOf(HeadRef head) const
{
    const auto found = std::ranges::find(weights, head, &HeadWeightSpectra::head);
    return found == weights.end() ? nullptr : &*found;
}

Result<DiagnosisPointer> diagnoseCheckpoint(const DiagnosisRequest &request, const RunListener<DiagnosisPointer> &listener,
                                            const StopToken &stop)
{
    return Diagnosis(request, listener, stop).run();
}

}  // namespace core
