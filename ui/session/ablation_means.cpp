#include "ui/session/ablation_means.h"

namespace ui {
namespace {

constexpr std::size_t mostTexts = 1000;  // enough for a mean, and gathered in a moment

}  // namespace

AblationMeans::AblationMeans(Messages &messages, QObject *parent)
    : QObject(parent), m_messages(messages),
      m_run(
          *this,
          [](const core::MeansRequest &request, const core::RunListener<core::MeansReport> &listener,
             const core::StopToken &stop) { return core::runMeansReport(request, listener.betweenBatches, stop); },
          [this] { tell(); })
{
}

void AblationMeans::gather(const std::shared_ptr<const core::LoadedModel> &model, const std::filesystem::path &texts)
{
    m_run.forget();
    m_run.start({.model = model, .data = {.path = texts, .limit = mostTexts}});
}

void AblationMeans::tell()
{
    if (m_run.state() == LongRun::State::Running)
        return;
    if (m_run.state() == LongRun::State::Idle && m_run.problem().isEmpty()) {
        const core::MeansRequest &request = *m_run.request();
        emit gathered({.texts = request.data.path,
                       .heads = m_run.answer()->means.heads,
                       .model = request.model->directory,
                       .stamp = request.model->stamp,
                       .notes = m_run.answer()->notes});
    }
    m_run.forget();  // the model may be closed
    m_messages.say(m_run.problem());
    emit ended();
}

}  // namespace ui
