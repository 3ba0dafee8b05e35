#pragma once

#include "core/model/loaded_model.h"
#include "core/workbench/mask_state.h"
#include "ui/session/background_run.h"

#include <QObject>

#include <filesystem>
#include <memory>

namespace ui {

// Gathers the mean output of a model's heads over a file of texts, for heads that are ablated to it, in the background.
class AblationMeans : public QObject
{
    Q_OBJECT

public:
    explicit AblationMeans(QObject *parent = nullptr);

    // Newest wins. The first texts of a long file count.
    void gather(const std::shared_ptr<const core::LoadedModel> &model, const std::filesystem::path &texts);
    void cancel();
    bool isRunning() const { return m_isRunning; }

signals:
    void gathered(const core::GatheredMeans &means);
    void failed(const QString &message);

private:
    struct Request {
        std::shared_ptr<const core::LoadedModel> model;
        std::filesystem::path texts;
    };

    static core::Result<core::GatheredMeans> run(const Request &request, const core::StopToken &stop);
    void receive(const core::Result<core::GatheredMeans> &means);

    bool m_isRunning = false;
    BackgroundRun<Request, core::GatheredMeans> m_run;  // last
};

}  // namespace ui
