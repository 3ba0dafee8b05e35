#pragma once

#include <QFormLayout>
#include <QString>

class QDoubleSpinBox;
class QSpinBox;
class QWidget;

namespace ui {

// Names at the left, what they set at the right.
QFormLayout *formRows(QWidget &widget);
void addRow(QFormLayout &rows, const QString &name, QWidget *field);

// Numbers without arrows; `name` is for readers of the screen. The least number reads "auto" where it stands for that.
QSpinBox *wholeNumberField(const QString &objectName, const QString &name);
QDoubleSpinBox *lengthField(const QString &objectName, const QString &name, double least, double most);

}  // namespace ui
