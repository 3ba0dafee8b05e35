#include "ui/views/built_picture.h"

#include "ui/views/updating_veil.h"
#include "ui/widgets/picture_or_note.h"

namespace ui {

void BuiltPicture::showIn(QWidget *plot, const QString &objectName, const QString &name)
{
    setObjectName(objectName);
    plot->setObjectName(objectName + QStringLiteral("Plot"));
    plot->setAccessibleName(name);
    m_pages = new PictureOrNote(plot, objectName + QStringLiteral("Absence"), this);
    new UpdatingVeil(m_sources.session, this);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &BuiltPicture::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &BuiltPicture::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
        else
            showSelection();
    });
}

void BuiltPicture::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void BuiltPicture::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!isVisible() || !snapshot)
        return;
    m_head = shownHead(m_sources);
    m_pages->showAbsence(draw(*snapshot, m_head));
    showSelection();
    emit figureChanged();
}

}  // namespace ui
