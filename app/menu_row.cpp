#include "app/menu_row.h"

#include "ui/theme/roles.h"

#include <QEvent>
#include <QGridLayout>
#include <QMenuBar>

namespace app {

MenuRow::MenuRow(QWidget *controls, QWidget *parent)
    : QFrame(parent), m_grid(new QGridLayout(this)), m_menus(new QMenuBar), m_controls(controls)
{
    setObjectName(QStringLiteral("menuRow"));
    ui::setRole(*this, ui::Role::Bar);
    m_menus->setNativeMenuBar(false);  // so that there is a place beside the menus
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(0);
    m_grid->setColumnStretch(0, 1);
    m_grid->addWidget(m_menus, 0, 0);
    m_grid->addWidget(m_controls, 0, 1);
}

void MenuRow::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    place();
}

// Text may have become larger.
bool MenuRow::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        place();
    return QFrame::event(event);
}

void MenuRow::place()
{
    const bool isBeside = m_menus->sizeHint().width() + m_controls->sizeHint().width() <= width();
    if (std::exchange(m_isBeside, isBeside) == isBeside)
        return;
    m_grid->removeWidget(m_controls);
    m_grid->addWidget(m_controls, isBeside ? 0 : 1, isBeside ? 1 : 0, 1, isBeside ? 1 : 2,
                      isBeside ? Qt::Alignment() : Qt::AlignRight);
}

}  // namespace app
