#pragma once

#include "ui/render/head_thumbnail_painter.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/item_area.h"

#include <QPointer>

namespace ui {

class ChoiceMenu;

// All heads at once: a thumbnail of each map with the chosen measure below it. A click or the arrow keys select a head.
class HeadGridView : public ItemArea
{
    Q_OBJECT

public:
    explicit HeadGridView(const ViewSources &sources, QWidget *parent = nullptr);
    ~HeadGridView() override;

    // Menus for the measure and the order, for the title line of whoever holds this view.
    QWidget *controls() const { return m_controls; }
    QString explanation() const { return QString::fromStdString(m_figure.explanation); }
    const core::HeadGridFigure &figure() const { return m_figure; }
    // How many cells share a pixel of the thumbnails, and the scale that all share; empty where neither is so.
    QString note() const { return m_note; }
    // Of all heads, where the view had so much room.
    int heightWithin(const QSize &room) const;
    // In the viewport's coordinates.
    QRect headRect(core::HeadRef head) const;

signals:
    void figureChanged();
    void noteChanged(const QString &note);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void createControls();
    void connectSources();
    void refresh();
    void layOut();
    void drawThumbnails();
    void showOptions();
    void showSelection();
    void speakSelected();
    std::optional<int> itemAt(QPointF picturePosition) const override;
    QRect rectOf(int index) const override;
    QString toolTipOf(int index) const override;
    void hover(std::optional<int> index) override;
    void press(int index) override;
    void restyle() override;
    void chooseMeasure(int choice);
    void chooseOrder(int choice);
    std::optional<int> indexOf(core::HeadRef head) const;
    std::optional<int> indexAfter(int key) const;

    ViewSources m_sources;
    core::HeadGridFigure m_figure;
    HeadGridLayout m_layout;
    std::vector<QImage> m_thumbnails;  // in the figure's order
    QString m_note;
    std::optional<int> m_selected;
    std::optional<int> m_hovered;
    QPointer<QWidget> m_controls;  // gone before the view where a card took them and went first
    std::vector<core::HeadMeasure> m_offered;
    ChoiceMenu *m_measure = nullptr;
    ChoiceMenu *m_order = nullptr;
};

}  // namespace ui
