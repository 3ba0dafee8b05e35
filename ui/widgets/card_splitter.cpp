#include "ui/widgets/card_splitter.h"

namespace ui {
namespace {

constexpr int cardGap = 10;

class QuietHandle : public QSplitterHandle
{
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent *) override {}
};

}  // namespace

CardSplitter::CardSplitter(Qt::Orientation orientation, QWidget *parent) : QSplitter(orientation, parent)
{
    setHandleWidth(cardGap);
    setChildrenCollapsible(false);
}

QSplitterHandle *CardSplitter::createHandle()
{
    return new QuietHandle(orientation(), this);
}

}  // namespace ui
