#include "ui/session/ablation_means.h"

#include "core/corpus/runs/head_means.h"
#include "core/corpus/texts/cut_note.h"
#include "core/corpus/texts/text_table.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t mostTexts = 1000;  // enough for a mean, and gathered in a moment

}  // namespace

AblationMeans::AblationMeans(QObject *parent)
    : QObject(parent), m_run(
                           *this,
                           [](const Request &request, const core::RunListener<core::GatheredMeans> &,
                              const core::StopToken &stop) { return run(request, stop); },
                           [this](const core::Result<core::GatheredMeans> &means, bool) { receive(means); })
{
}

void AblationMeans::gather(const std::shared_ptr<const core::LoadedModel> &model, const std::filesystem::path &texts)
{
    m_isRunning = true;
    m_run.start({model, texts});
}

void AblationMeans::cancel()
{
    m_isRunning = false;
    m_run.cancel();
}

core::Result<core::GatheredMeans> AblationMeans::run(const Request &request, const core::StopToken &stop)
{
    auto read = core::readTexts(request.texts, {});
    if (!read)
        return read.error();
    read->texts.resize(std::min(read->texts.size(), mostTexts));
    auto means = core::headMeans(*request.model, read->texts, stop);
    if (!means)
        return means.error();
    core::GatheredMeans gathered{
        .texts = request.texts,
        .heads = means->heads,
        .model = request.model->directory,
        .stamp = request.model->stamp,
        .notes = {"means over " + std::to_string(means->texts) + (means->texts == 1 ? " text" : " texts")}};
    if (const std::string cut = core::cutNote(means->cutTexts, means->texts, request.model->tokenLimit()); !cut.empty())
        gathered.notes.push_back(cut);
    gathered.notes.insert(gathered.notes.end(), read->notes.begin(), read->notes.end());
    return gathered;
}

void AblationMeans::receive(const core::Result<core::GatheredMeans> &means)
{
    m_isRunning = false;
    if (means)
        emit gathered(*means);
    else
        emit failed(QString::fromStdString(means.error().message));
}

}  // namespace ui
