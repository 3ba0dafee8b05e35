#include "ui/session/mask_file.h"

#include "core/model/mask/mask_file.h"

namespace ui {

MaskFile::MaskFile(QObject *parent)
    : QObject(parent), m_run(
                           *this,
                           [](const std::filesystem::path &file, const core::RunListener<TermPointer> &,
                              const core::StopToken &stop) { return run(file, stop); },
                           [this](const core::Result<TermPointer> &term, bool) { receive(term); })
{
}

void MaskFile::read(const std::filesystem::path &file)
{
    m_run.start(file);
}

core::Result<MaskFile::TermPointer> MaskFile::run(const std::filesystem::path &file, const core::StopToken &stop)
{
    auto term = core::readMaskTerm(file, stop);
    if (!term)
        return term.error();
    return std::make_shared<const core::MaskTerm>(*std::move(term));
}

void MaskFile::receive(const core::Result<TermPointer> &term)
{
    if (term)
        emit done(**term);
    else
        emit failed(QString::fromStdString(term.error().message));
}

}  // namespace ui
