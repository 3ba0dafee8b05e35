#include "ui/widgets/picture_or_note.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QLabel>

namespace ui {

PictureOrNote::PictureOrNote(QWidget *picture, const QString &objectName, QWidget *owner)
    : QStackedLayout(owner), m_absence(plainLabel())
{
    m_absence->setObjectName(objectName);
    m_absence->setAlignment(Qt::AlignCenter);
    m_absence->setWordWrap(true);
    setRole(*m_absence, Role::Note);
    addWidget(picture);
    addWidget(m_absence);
}

void PictureOrNote::showAbsence(const QString &sentence)
{
    m_absence->setText(sentence);
    setCurrentIndex(sentence.isEmpty() ? 0 : 1);
}

}  // namespace ui
