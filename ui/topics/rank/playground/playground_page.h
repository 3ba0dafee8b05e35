#pragma once

#include "core/recipe/panel_kind.h"
#include "ui/session/playground.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class Card;

// Which attention a head of a given size can realize (Bhojanapalli et al. 2020, theorem 1): a target to choose or paint, what the
// head makes of it, and how the error falls with the head size.
class PlaygroundPage : public QWidget
{
    Q_OBJECT

public:
    explicit PlaygroundPage(const ViewSources &sources, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *createControls();
    QWidget *createMaps();
    Card *createTargetCard();
    QWidget *createCurves();
    void offerPanel(QWidget &card, core::PanelKind kind);
    void showHead();
    void takeOffer();

    ViewSources m_sources;
    Playground m_playground;
    core::HeadRef m_head;
    bool m_isStale = true;  // while hidden, nothing is worked out
};

}  // namespace ui
