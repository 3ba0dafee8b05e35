#include "ui/session/view_options.h"

namespace ui {

void ViewState::setOptions(const ViewOptions &options)
{
    if (options == m_options)
        return;
    m_options = options;
    emit changed(m_options);
}

}  // namespace ui
