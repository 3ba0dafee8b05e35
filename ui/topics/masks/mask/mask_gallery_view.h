#pragma once

#include "ui/session/mask_file.h"
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
    MaskGalleryView(const ViewSources &sources, Messages &messages, QWidget *parent = nullptr);

    // Takes the mask that the file holds, a moment later.
    void readFile(const std::filesystem::path &file, bool isAdded);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void choose(core::MaskKind kind, bool isAdded);
    void chooseFile(bool isAdded);
    void receiveFile(const core::MaskTerm &term);
    void take(const core::MaskTerm &term, bool isAdded);
    void letGo(core::MaskKind kind);
    core::MaskTerm newTerm(core::MaskKind kind) const;
    void refresh();

    ViewSources m_sources;
    Messages &m_messages;
    core::HeadRef m_head;
    std::vector<MaskTileButton *> m_tiles;
    bool m_isFileAdded = false;
    core::MaskState m_maskBeforeFile;
    MaskFile m_file;
};

}  // namespace ui
