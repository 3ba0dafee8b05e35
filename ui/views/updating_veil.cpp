#include "ui/views/updating_veil.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace ui {
namespace {

constexpr float veilOpacity = 0.42F;

}  // namespace

UpdatingVeil::UpdatingVeil(AnalysisSession &session, QWidget *covered) : QWidget(covered), m_session(session)
{
    setObjectName(QStringLiteral("updatingVeil"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMilliseconds);
    covered->installEventFilter(this);
    connect(&m_patience, &QTimer::timeout, this, &UpdatingVeil::drop);
    connect(&session, &AnalysisSession::requestChanged, this, &UpdatingVeil::waitForAnswer);
    connect(&session, &AnalysisSession::snapshotChanged, this, &UpdatingVeil::lift);
    connect(&session, &AnalysisSession::failed, this, &UpdatingVeil::lift);
}

bool UpdatingVeil::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void UpdatingVeil::paintEvent(QPaintEvent *)
{
    QColor color = themeFor(palette()).card;
    color.setAlphaF(veilOpacity);
    QPainter(this).fillRect(rect(), color);
}

// Typing on must not put the dimming off for ever: the clock runs from the first unanswered request.
void UpdatingVeil::waitForAnswer()
{
    if (!m_patience.isActive() && !isVisible())
        m_patience.start();
}

void UpdatingVeil::lift()
{
    m_patience.stop();
    hide();
}

void UpdatingVeil::drop()
{
    if (m_session.isUpToDate() || !m_session.snapshot())
        return;
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

}  // namespace ui
