#include "app/palette_entries.h"

#include "app/actions.h"
#include "core/base/head_label.h"
#include "core/figure/values/snapshot_maps.h"
#include "ui/help/help_pages.h"
#include "ui/theme/qt_text.h"
#include "ui/views/token_strip_view.h"

#include <QAction>
#include <QCoreApplication>

namespace app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandPalette", text);
}

struct Page {
    const char *name;
    void (*goTo)(core::Place &place);
};

template <core::RankPage page>
void goToRank(core::Place &place)
{
    place.workspace = "rank";
    place.rank = page;
}

template <core::MasksPage page>
void goToMasks(core::Place &place)
{
    place.workspace = "masks";
    place.masks = page;
}

template <core::ImportancePage page>
void goToImportance(core::Place &place)
{
    place.workspace = "importance";
    place.importance = page;
}

constexpr Page pages[] = {
    {"Rank › Spectra", goToRank<core::RankPage::Spectra>},
    {"Rank › Head sizes", goToRank<core::RankPage::HeadSizes>},
    {"Rank › Playground", goToRank<core::RankPage::Playground>},
    {"Rank › Weights", goToRank<core::RankPage::Weights>},
    {"Masks › Mask", goToMasks<core::MasksPage::Mask>},
    {"Masks › Positions", goToMasks<core::MasksPage::Positions>},
    {"Masks › Evaluation", goToMasks<core::MasksPage::Evaluation>},
    {"Importance › Words", goToImportance<core::ImportancePage::Words>},
    {"Importance › Reading", goToImportance<core::ImportancePage::Reading>},
    {"Importance › Contexts", goToImportance<core::ImportancePage::Contexts>},
    {"Importance › Vocabulary", goToImportance<core::ImportancePage::Vocabulary>},
    {"Importance › What if", goToImportance<core::ImportancePage::WhatIf>},
    {"Importance › Side by side", goToImportance<core::ImportancePage::SideBySide>},
};

QString withKey(QString place, const QKeySequence &key)
{
    place.replace(u'/', QStringLiteral(" › "));
    return key.isEmpty() ? place : place + QStringLiteral(" · ") + key.toString(QKeySequence::NativeText);
}

}  // namespace

std::vector<ui::PaletteEntry> actionEntries(const Actions &actions)
{
    std::vector<ui::PaletteEntry> entries;
    for (const ActionEntry &entry : actions.entries()) {
        QAction *action = actions.action(entry.id);
        if (action->isEnabled())
            entries.push_back({.text = action->iconText(), .detail = withKey(entry.menu, entry.shortcut), .act = [action] {
                                   action->trigger();
                               }});
    }
    return entries;
}

std::vector<ui::PaletteEntry> pageEntries(ui::Workbench &workbench)
{
    std::vector<ui::PaletteEntry> entries;
    for (const Page &page : pages) {
        const auto go = [&workbench, goTo = page.goTo] {
            workbench.change([goTo](core::WorkbenchState &state) { goTo(state.place); }, ui::going());
        };
        entries.push_back({.text = tr(page.name), .detail = tr("page"), .act = go});
    }
    return entries;
}

std::vector<ui::PaletteEntry> modelEntries(ui::OpenModels &models)
{
    const std::vector<std::string> names = ui::openNames(models.models());
    std::vector<ui::PaletteEntry> entries;
    for (const ui::OpenModel &open : models.models())
        entries.push_back({.text = ui::qtText(names[entries.size()]),
                           .detail = tr("open model"),
                           .act = [&models, model = open.model] { models.show(model); }});
    return entries;
}

std::vector<ui::PaletteEntry> headEntries(const ui::ViewSources &sources)
{
    const ui::SnapshotPointer &snapshot = sources.session.snapshot();
    if (!snapshot)
        return {};
    const core::HeadLayout layout = core::headLayout(*snapshot);
    std::vector<ui::PaletteEntry> entries;
    for (int layer = 0; layer < layout.layers; ++layer) {
        for (int head = 0; head < layout.heads; ++head) {
            const core::HeadRef chosen{{layer}, {head}};
            entries.push_back({.text = ui::qtText(core::headLabel(chosen)),
                               .detail = tr("head"),
                               .act = [&selection = sources.selection, chosen] { selection.selectHead(chosen); }});
        }
    }
    return entries;
}

std::vector<ui::PaletteEntry> tokenEntries(const ui::ViewSources &sources, ui::TokenStripView &strip)
{
    const core::DisplayUnits units = ui::shownUnits(sources);
    const bool areWords = sources.workbench.state().display.unit == core::TokenUnit::Word;
    std::vector<ui::PaletteEntry> entries;
    for (int unit = 0; unit < units.size(); ++unit) {
        const auto lock = [&strip, unit] {
            strip.setFocus(Qt::OtherFocusReason);
            strip.lockChip(unit);
        };
        entries.push_back({.text = ui::qtText(units[unit].label),
                           .detail = (areWords ? tr("word %1") : tr("token %1")).arg(unit),
                           .act = lock});
    }
    return entries;
}

std::vector<ui::PaletteEntry> helpEntries(const std::function<void(const QString &address)> &show)
{
    std::vector<ui::PaletteEntry> entries;
    for (const ui::HelpPage &page : ui::helpPages()) {
        for (const ui::HelpSection &section : page.sections) {
            const QString address = section.level == 1 ? page.id : page.id + u'#' + section.anchor;
            entries.push_back({.text = section.heading,
                               .detail = section.level == 1 ? tr("help") : tr("help › %1").arg(page.title()),
                               .act = [show, address] { show(address); }});
        }
    }
    return entries;
}

}  // namespace app
