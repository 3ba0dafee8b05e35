#include "ui/topics/masks/mask/mask_gallery_view.h"

#include "core/figure/masks/mask_figures.h"
#include "ui/topics/masks/mask/mask_binding.h"
#include "ui/topics/masks/mask/mask_tile_button.h"
#include "ui/widgets/file_drop.h"

#include <QFileDialog>
#include <QGridLayout>

#include <algorithm>
#include <vector>

namespace ui {
namespace {

using core::MaskKind;

// In the order of their descriptions; last the one that asks for a file.
const std::vector<MaskKind> &shownKinds()
{
    static const std::vector<MaskKind> kinds = [] {
        std::vector<MaskKind> all;
        for (const core::MaskKindDescription &description : core::maskKindDescriptions())
            all.push_back(description.kind);
        std::stable_partition(all.begin(), all.end(), [](MaskKind kind) { return kind != MaskKind::File; });
        return all;
    }();
    return kinds;
}

}  // namespace

MaskGalleryView::MaskGalleryView(const ViewSources &sources, Messages &messages, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_messages(messages), m_file(messages, this)
{
    setObjectName(QStringLiteral("maskGallery"));
    setAccessibleName(tr("Kinds of masks"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    for (const MaskKind kind : shownKinds()) {
        auto *tile = new MaskTileButton;
        tile->setObjectName(QStringLiteral("mask:") + QString::fromUtf8(core::describe(kind).id.data()));
        connect(tile, &MaskTileButton::chosen, this, [this, kind](bool isAdded) { choose(kind, isAdded); });
        grid->addWidget(tile, 0, static_cast<int>(m_tiles.size()));
        m_tiles.push_back(tile);
    }
    acceptFileDrop(*this, QStringLiteral("npy"), [this](const std::filesystem::path &file) { readFile(file, false); });
    connect(&m_file, &MaskFile::done, this, &MaskGalleryView::receiveFile);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &MaskGalleryView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &MaskGalleryView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
    });
}

// A painting begins with what is masked so far, a random control with about a token's worth of pairs.
core::MaskTerm MaskGalleryView::newTerm(MaskKind kind) const
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const core::MaskState &options = m_sources.workbench.state().masks.mask;
    if (kind == MaskKind::Painted && snapshot) {
        core::AttentionMask start = core::askedPattern(options);
        start.controlSeed.reset();
        return core::paintedTerm(core::paintablePairs(start, *snapshot, shownHead(m_sources)));
    }
    return core::maskTerm(kind);
}

void MaskGalleryView::choose(MaskKind kind, bool isAdded)
{
    const std::vector<core::MaskTerm> &terms = m_sources.workbench.state().masks.mask.terms;
    const auto known = std::ranges::find(terms, kind, &core::MaskTerm::kind);
    const bool isIn = known != terms.end();
    if (isIn && (isAdded || terms.size() == 1))
        letGo(kind);
    else if (isIn)
        take(*known, false);
    else if (kind == MaskKind::File)
        chooseFile(isAdded);
    else
        take(newTerm(kind), isAdded);
}

// The mask comes a moment later.
void MaskGalleryView::chooseFile(bool isAdded)
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a mask"), {}, tr("NumPy arrays (*.npy);;All files (*)"));
    if (!path.isEmpty())
        readFile(path.toStdString(), isAdded);
}

void MaskGalleryView::readFile(const std::filesystem::path &file, bool isAdded)
{
    m_isFileAdded = isAdded;
    m_maskBeforeFile = m_sources.workbench.state().masks.mask;
    m_file.read(file);
}

// What was chosen while the file was read is newer. A mask for other heads than the model has is not even drawn: it may be huge.
void MaskGalleryView::receiveFile(const core::MaskTerm &term)
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!snapshot || m_sources.workbench.state().masks.mask != m_maskBeforeFile)
        return;
    const auto checked = core::checkMask({.pattern = core::patternOf(term)}, snapshot->model->config,
                                         snapshot->model->learnedGates != nullptr);
    if (checked)
        take(term, m_isFileAdded);
    else
        m_messages.say(QString::fromStdString(term.file + ": " + checked.error().message));
}

// In place of all others or of its own kind.
void MaskGalleryView::take(const core::MaskTerm &term, bool isAdded)
{
    changeMask(m_sources, [&](core::MaskState &options) {
        const auto known = std::ranges::find(options.terms, term.kind, &core::MaskTerm::kind);
        if (!isAdded)
            options.terms = {core::MaskTerm(term)};
        else if (known != options.terms.end())
            *known = term;
        else
            options.terms.push_back(term);
    });
}

void MaskGalleryView::letGo(MaskKind kind)
{
    changeMask(m_sources, [kind](core::MaskState &options) {
        std::erase_if(options.terms, [kind](const core::MaskTerm &term) { return term.kind == kind; });
    });
}

void MaskGalleryView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

// Names differ in width, and the pictures are to be compared.
void MaskGalleryView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const double side = std::ranges::min(m_tiles, {}, &MaskTileButton::roomForPicture)->roomForPicture();
    for (MaskTileButton *tile : m_tiles)
        tile->setPictureSide(side);
}

void MaskGalleryView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!isVisible() || !snapshot)
        return;
    m_head = shownHead(m_sources);
    const std::vector<core::MaskTerm> &terms = m_sources.workbench.state().masks.mask.terms;
    const core::MaskSupport support = core::maskSupport(snapshot->model->config);
    for (std::size_t index = 0; index < m_tiles.size(); ++index) {
        const MaskKind kind = shownKinds()[index];
        const auto chosen = std::ranges::find(terms, kind, &core::MaskTerm::kind);
        m_tiles[index]->setTile(
            core::maskTile(chosen == terms.end() ? core::maskTerm(kind) : *chosen, *snapshot, shownHead(m_sources)));
        m_tiles[index]->setChecked(chosen != terms.end());
        const bool isMissing = kind == MaskKind::Learned && !snapshot->model->learnedGates;
        m_tiles[index]->setEnabled(kind == MaskKind::Uniform ? support.uniform : support.pairs && !isMissing);
    }
}

}  // namespace ui
