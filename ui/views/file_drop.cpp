#include "ui/views/file_drop.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace ui {
namespace {

class FileDrop : public QObject
{
public:
    FileDrop(QWidget &target, std::function<void(const std::filesystem::path &)> receive) : QObject(&target), m_receive(std::move(receive)) {}

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
    static QString draggedFile(const QMimeData &dragged)
    {
        const QList<QUrl> urls = dragged.urls();
        const QString path = urls.size() == 1 ? urls.front().toLocalFile() : QString();
        return QFileInfo(path).isFile() ? path : QString();
    }

    std::function<void(const std::filesystem::path &)> m_receive;
};

}  // namespace

void acceptFileDrop(QWidget &target, std::function<void(const std::filesystem::path &)> receive)
{
    target.setAcceptDrops(true);
    target.installEventFilter(new FileDrop(target, std::move(receive)));
}

}  // namespace ui
