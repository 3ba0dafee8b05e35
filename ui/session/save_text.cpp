#include "ui/session/save_text.h"

#include <QObject>
#include <QSaveFile>

namespace ui {

QString saveText(const std::string &text, const QString &path)
{
    QSaveFile file(path);
    const bool isSaved =
        file.open(QIODevice::WriteOnly) && file.write(text.data(), static_cast<qint64>(text.size())) >= 0 && file.commit();
    return isSaved ? QString() : QObject::tr("%1 cannot be written: %2").arg(path, file.errorString());
}

}  // namespace ui
