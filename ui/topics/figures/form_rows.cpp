#include "ui/topics/figures/form_rows.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>

namespace ui {
namespace {

template <typename Field>
Field *plainField(const QString &objectName, const QString &name)
{
    auto *field = new Field;
    field->setObjectName(objectName);
    field->setAccessibleName(name);
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    field->setKeyboardTracking(false);  // a number counts when it is typed to its end
    field->setLocale(QLocale::c());
    return field;
}

}  // namespace

QFormLayout *formRows(QWidget &widget)
{
    auto *rows = new QFormLayout(&widget);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setHorizontalSpacing(8);
    rows->setVerticalSpacing(4);
    rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    rows->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    return rows;
}

void addRow(QFormLayout &rows, const QString &name, QWidget *field)
{
    QLabel *label = plainLabel(name);
    setRole(*label, Role::Note);
    label->setBuddy(field);
    rows.addRow(label, field);
}

QSpinBox *wholeNumberField(const QString &objectName, const QString &name)
{
    return plainField<QSpinBox>(objectName, name);
}

QDoubleSpinBox *lengthField(const QString &objectName, const QString &name, double least, double most)
{
    auto *field = plainField<QDoubleSpinBox>(objectName, name);
    field->setRange(least, most);
    field->setDecimals(1);
    field->setSuffix(QStringLiteral(" mm"));
    return field;
}

}  // namespace ui
