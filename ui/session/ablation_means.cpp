#include "ui/session/ablation_means.h"

#include "core/corpus/text_table.h"
#include "core/pipeline/head_means.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t mostTexts = 1000;  // enough for a mean, and gathered in a moment

}  // namespace

AblationMeans::AblationMeans(QObject *parent)
    : QObject(parent), m_run(
                           *this,
                           [](const Request &request, const core::RunListener<MeansPointer> &, const core::StopToken &stop) {
                               return run(request, stop);
                           },
                           [this](const core::Result<MeansPointer> &means, bool) { receive(means); })
{
}

void AblationMeans::gather(const std::shared_ptr<const core::LoadedModel> &model, const std::filesystem::path &texts)
{
    m_isRunning = true;
    m_asked = {.heads = nullptr, .model = model->directory, .stamp = model->stamp, .texts = texts};
    m_run.start({model, texts});
}

void AblationMeans::cancel()
{
    m_isRunning = false;
    m_run.cancel();
}

core::Result<AblationMeans::MeansPointer> AblationMeans::run(const Request &request, const core::StopToken &stop)
{
    auto read = core::readTexts(request.texts, {});
    if (!read)
        return read.error();
    read->texts.resize(std::min(read->texts.size(), mostTexts));
    return core::headMeans(*request.model, read->texts, stop);
}

void AblationMeans::receive(const core::Result<MeansPointer> &means)
{
    m_isRunning = false;
    if (means)
        emit gathered({.heads = *means, .model = m_asked.model, .stamp = m_asked.stamp, .texts = m_asked.texts});
    else
        emit failed(QString::fromStdString(means.error().message));
}

}  // namespace ui
