#include "ui/widgets/chosen_file.h"

#include <QFileDialog>
#include <QFileInfo>

namespace ui {

// A static function of Qt would not add the ending before it asks whether to write over a file.
QString chosenSaveFile(QWidget &parent, const QString &title, const QString &proposed, const QString &types)
{
    QFileDialog dialog(&parent, title, {}, types);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(QFileInfo(proposed).completeSuffix());
    dialog.selectFile(proposed);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

QString chosenTableFile(QWidget &parent, const QString &title, const QString &proposed)
{
    return chosenSaveFile(parent, title, proposed, QObject::tr("Tables (*.csv)"));
}

}  // namespace ui
