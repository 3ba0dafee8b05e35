#include "ui/session/mask_file.h"

#include "core/model/mask/mask_file.h"

namespace ui {
namespace {

using TermPointer = std::shared_ptr<const core::MaskTerm>;

core::Result<TermPointer> readTerm(const std::filesystem::path &file, const core::RunListener<TermPointer> &,
                                   const core::StopToken &stop)
{
    auto term = core::readMaskTerm(file, stop);
    if (!term)
        return term.error();
    return std::make_shared<const core::MaskTerm>(*std::move(term));
}

}  // namespace

MaskFile::MaskFile(Messages &messages, QObject *parent)
    : QObject(parent), m_messages(messages), m_run(*this, readTerm, [this] { tell(); })
{
}

void MaskFile::tell()
{
    if (m_run.isRunning())
        return;
    if (m_run.problem().isEmpty())
        emit done(**m_run.answer());
    m_messages.say(m_run.problem());
    m_run.forget();  // a large one
}

}  // namespace ui
