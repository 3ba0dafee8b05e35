#pragma once

#include <QStackedLayout>

#include <string>

class QLabel;

namespace ui {

// The layout of a view that shows its picture, or one sentence that says why there is none.
class PictureOrNote : public QStackedLayout
{
    Q_OBJECT

public:
    // Takes the owner's whole room. The sentence's label is named `objectName`.
    PictureOrNote(QWidget *picture, const QString &objectName, QWidget *owner);

    // Empty: the picture.
    void showAbsence(const QString &sentence);
    void showAbsence(const std::string &sentence) { showAbsence(QString::fromStdString(sentence)); }

private:
    QLabel *m_absence = nullptr;
};

}  // namespace ui
