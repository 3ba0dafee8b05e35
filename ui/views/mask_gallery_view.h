#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

#include <vector>

namespace ui {

class MaskTileButton;

// Every kind of mask as a small picture with its sparsity on the shown text. A click takes one, a second click lets it go, Ctrl+click
// combines several.
class MaskGalleryView : public QWidget
{
    Q_OBJECT

public:
    explicit MaskGalleryView(const ViewSources &sources, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void choose(core::MaskKind kind, bool isAdded);
    core::MaskTerm newTerm(core::MaskKind kind) const;
    void refresh();

    ViewSources m_sources;
    core::HeadRef m_head;
    std::vector<MaskTileButton *> m_tiles;
};

}  // namespace ui
