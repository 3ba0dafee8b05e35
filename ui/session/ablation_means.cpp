#include "ui/session/ablation_means.h"

#include "core/corpus/runs/head_means.h"

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
    const auto report =
        core::runMeansReport({.model = request.model, .data = {.path = request.texts, .limit = mostTexts}}, {}, stop);
    if (!report)
        return report.error();
    return core::GatheredMeans{.texts = request.texts,
                               .heads = report->means.heads,
                               .model = request.model->directory,
                               .stamp = request.model->stamp,
                               .notes = report->notes};
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
