#include "app/shortcuts_dialog.h"

#include "app/actions.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>

namespace app {

namespace {

struct PanelKey {
    const char *keys;
    const char *what;
};

constexpr PanelKey panelKeys[] = {
    {"Tab, Shift+Tab", "Go from control to control"},
    {"Arrow keys", "Go through heads, cells or models"},
    {"Del", "Close the model that has the focus"},
};

void addRow(QGridLayout &rows, const QString &keys, const QString &what)
{
    const int row = rows.rowCount();
    auto *keysLabel = ui::plainLabel(keys);
    ui::setRole(*keysLabel, ui::Role::Strong);
    rows.addWidget(keysLabel, row, 0);
    rows.addWidget(ui::plainLabel(what), row, 1);
}

}  // namespace

void showShortcuts(const Actions &actions, QWidget &window)
{
    auto *dialog = new QDialog(&window);
    dialog->setObjectName(QStringLiteral("shortcutsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("Keyboard Shortcuts"));
    auto *rows = new QGridLayout(dialog);
    rows->setContentsMargins(20, 16, 20, 16);
    rows->setHorizontalSpacing(28);
    rows->setVerticalSpacing(7);
    for (const ActionEntry &entry : actions.entries()) {
        if (!entry.shortcut.isEmpty())
            addRow(*rows, entry.shortcut.toString(QKeySequence::NativeText), entry.text);
    }
    for (const PanelKey &key : panelKeys)
        addRow(*rows, QObject::tr(key.keys), QObject::tr(key.what));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    rows->addWidget(buttons, rows->rowCount(), 0, 1, 2);
    dialog->show();
}

}  // namespace app
