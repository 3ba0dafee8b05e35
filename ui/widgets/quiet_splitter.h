#pragma once

#include <QSplitter>

namespace ui {

// Cards with a gap between them that can be dragged but shows nothing.
class QuietSplitter : public QSplitter
{
    Q_OBJECT

public:
    explicit QuietSplitter(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    QSplitterHandle *createHandle() override;
};

}  // namespace ui
