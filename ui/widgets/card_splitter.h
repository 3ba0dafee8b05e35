#pragma once

#include <QSplitter>

namespace ui {

// Cards with a gap between them that can be dragged but shows nothing.
class CardSplitter : public QSplitter
{
    Q_OBJECT

public:
    explicit CardSplitter(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    QSplitterHandle *createHandle() override;
};

}  // namespace ui
