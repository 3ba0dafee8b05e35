#pragma once

#include "core/corpus/runs/head_means.h"
#include "core/workbench/mask_state.h"
#include "ui/session/background_run.h"
#include "ui/session/messages.h"

#include <QObject>

#include <filesystem>
#include <memory>

namespace ui {

// Gathers the mean output of a model's heads over a file of texts, for heads that are ablated to it, in the background.
class AblationMeans : public QObject
{
    Q_OBJECT

public:
    // What keeps it from means is said in the messages.
    explicit AblationMeans(Messages &messages, QObject *parent = nullptr);

    // Newest wins. The first texts of a long file count.
    void gather(const std::shared_ptr<const core::LoadedModel> &model, const std::filesystem::path &texts);
    void cancel() { m_run.cancel(); }
    bool isRunning() const { return m_run.isRunning(); }

signals:
    void gathered(const core::GatheredMeans &means);
    void ended();  // with means or without

private:
    void tell();

    Messages &m_messages;
    BackgroundRun<core::MeansRequest, core::MeansReport> m_run;  // last
};

}  // namespace ui
