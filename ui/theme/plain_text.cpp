#include "ui/theme/plain_text.h"

#include <QLabel>

namespace ui {

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

// Left as it is where Qt does so too: rich text does not break its lines in the same places.
QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

QString menuText(const QString &text)
{
    return QString(text).replace(u'&', QLatin1String("&&"));
}

QString titleText(const QString &text)
{
    return QString(text).replace(QLatin1String("[*]"), QLatin1String("[*][*]"));
}

}  // namespace ui
