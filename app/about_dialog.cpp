#include "app/about_dialog.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

namespace app {

void showAbout(QWidget &window)
{
    auto *dialog = new QDialog(&window);
    dialog->setObjectName(QStringLiteral("aboutDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("About Attnscope"));
    auto *title = ui::plainLabel(QObject::tr("Attnscope %1").arg(QStringLiteral(ATTNSCOPE_VERSION)));
    ui::setRole(*title, ui::Role::Title);
    auto *text = ui::plainLabel(QObject::tr("See what every head of a compact-attention model does, as you type.\n\n"
                                            "Attention is not an explanation: where importance is shown,\n"
                                            "compare it with erasure, which is causal.\n\n"
                                            "Free software under the GNU General Public License, version 3 or later."));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addWidget(buttons);
    dialog->show();
}

}  // namespace app
