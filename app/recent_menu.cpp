#include "app/recent_menu.h"

#include "ui/theme/plain_text.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>

namespace app {

namespace {

using Open = std::function<void(const std::filesystem::path &)>;

void addPaths(QMenu &menu, QAction *before, const QString &title, const QStringList &paths, const Open &open)
{
    if (paths.isEmpty())
        return;
    menu.insertSection(before, title)->setProperty("isRecent", true);
    for (const QString &path : paths) {
        auto *action = new QAction(ui::menuText(QFileInfo(path).fileName()), &menu);
        action->setProperty("isRecent", true);
        action->setToolTip(ui::plainToolTip(path));
        QObject::connect(action, &QAction::triggered, &menu, [open, path] { open(QFile::encodeName(path).toStdString()); });
        menu.insertAction(before, action);
    }
}

void removePaths(QMenu &menu)
{
    for (QAction *action : menu.actions()) {
        if (action->property("isRecent").toBool())
            delete action;
    }
}

}  // namespace

void offerRecent(QMenu &menu, const RecentFiles &recent, const Open &openModel, const Open &openSession)
{
    QObject::connect(&menu, &QMenu::aboutToShow, &menu, [&menu, &recent, openModel, openSession] {
        removePaths(menu);
        QAction *first = menu.actions().value(0);
        addPaths(menu, first, QObject::tr("Models"), recent.models, openModel);
        addPaths(menu, first, QObject::tr("Sessions"), recent.sessions, openSession);
    });
}

}  // namespace app
