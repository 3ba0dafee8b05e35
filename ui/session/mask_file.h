#pragma once

#include "core/model/mask/mask_pattern.h"
#include "ui/session/background_run.h"

#include <QObject>

#include <filesystem>
#include <memory>

namespace ui {

// Reads a mask from a .npy file in the background: one for a long text is large.
class MaskFile : public QObject
{
    Q_OBJECT

public:
    explicit MaskFile(QObject *parent = nullptr);

    // Newest wins.
    void read(const std::filesystem::path &file);

signals:
    void done(const core::MaskTerm &term);
    void failed(const QString &message);

private:
    using TermPointer = std::shared_ptr<const core::MaskTerm>;

    static core::Result<TermPointer> run(const std::filesystem::path &file, const core::StopToken &stop);
    void receive(const core::Result<TermPointer> &term);

    BackgroundRun<std::filesystem::path, TermPointer> m_run;  // last
};

}  // namespace ui
