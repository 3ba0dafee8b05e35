#pragma once

#include "core/model/mask/mask_pattern.h"
#include "ui/session/background_run.h"
#include "ui/session/messages.h"

#include <QObject>

#include <filesystem>
#include <memory>

namespace ui {

// Reads a mask from a .npy file in the background: one for a long text is large.
class MaskFile : public QObject
{
    Q_OBJECT

public:
    // What keeps it from a mask is said in the messages.
    explicit MaskFile(Messages &messages, QObject *parent = nullptr);

    // Newest wins.
    void read(const std::filesystem::path &file) { m_run.start(file); }

signals:
    void done(const core::MaskTerm &term);

private:
    using TermPointer = std::shared_ptr<const core::MaskTerm>;

    void tell();

    Messages &m_messages;
    BackgroundRun<std::filesystem::path, TermPointer> m_run;  // last
};

}  // namespace ui
