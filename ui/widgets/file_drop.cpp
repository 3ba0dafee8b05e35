#include "ui/widgets/file_drop.h"

#include "core/format/model_paths.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace ui {
namespace {

class FileDrop : public QObject
{
public:
    FileDrop(QWidget &target, QString suffix, std::function<void(const std::filesystem::path &)> receive)
        : QObject(&target), m_suffix(std::move(suffix)), m_receive(std::move(receive))
    {
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
            return QObject::eventFilter(watched, event);
        auto &drag = *static_cast<QDropEvent *>(event);  // a QDragEnterEvent is one too
        const QString file = draggedFile(*drag.mimeData());
        if (file.isEmpty())
            return false;
        drag.acceptProposedAction();
        if (event->type() == QEvent::Drop)
            m_receive(file.toStdString());
        return true;
    }

private:
    // Empty where the drag carries something else.
    QString draggedFile(const QMimeData &dragged) const
    {
        const QList<QUrl> urls = dragged.urls();
        const QString path = urls.size() == 1 ? urls.front().toLocalFile() : QString();
        const QFileInfo file(path);
        const bool fits = m_suffix.isEmpty() ? !core::isNamedAsWeights(path.toStdString()) : file.suffix() == m_suffix;
        return file.isFile() && fits ? path : QString();
    }

    QString m_suffix;
    std::function<void(const std::filesystem::path &)> m_receive;
};

}  // namespace

void acceptFileDrop(QWidget &target, const QString &suffix, std::function<void(const std::filesystem::path &)> receive)
{
    target.setAcceptDrops(true);
    target.installEventFilter(new FileDrop(target, suffix, std::move(receive)));
}

}  // namespace ui
