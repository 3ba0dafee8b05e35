#include "ui/topics/rank/spectra/map_texts_menu.h"

#include "ui/topics/rank/spectra/corpus_map.h"
#include "ui/widgets/number_text.h"

#include <QMenu>

namespace ui {

MapTextsMenu::MapTextsMenu(const ViewSources &sources, const ComparisonSession &comparison, QWidget *parent)
    : ChoiceMenu(tr("Texts that are mapped"), parent), m_sources(sources), m_comparison(comparison)
{
    setObjectName(QStringLiteral("rankMapTexts"));
    setPrefix(tr("scope:"));
    menu()->setToolTipsVisible(true);
    connect(this, &ChoiceMenu::chosen, this, &MapTextsMenu::choose);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &MapTextsMenu::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &MapTextsMenu::refresh);
    connect(&m_comparison, &ComparisonSession::comparisonChanged, this, &MapTextsMenu::refresh);
    refresh();
}

void MapTextsMenu::refresh()
{
    const CorpusNumbers corpus = corpusOfShownModel(m_sources.session, m_comparison);
    const std::size_t texts = corpus.compared ? corpus.compared->summary.all.tokens.count : 0;
    if (m_texts != texts)
        showChoices(texts);
    setCurrent(mapsCorpus(m_sources, m_comparison) ? 1 : 0);
}

void MapTextsMenu::showChoices(std::size_t texts)
{
    m_texts = texts;
    const QString corpus = tr("mean of %1").arg(countedText(static_cast<std::int64_t>(texts), "text"));
    setChoices({tr("this sentence"), texts == 0 ? tr("mean of a corpus (choose a file under Head sizes)") : corpus});
    QAction *action = menu()->actions().at(1);
    action->setEnabled(texts > 0);
    action->setToolTip(texts > 0 ? tr("The mean over the corpus that models are compared on")
                                 : tr("Under Head sizes, choose a file of texts and tick this model"));
}

void MapTextsMenu::choose(int choice)
{
    m_sources.workbench.change([choice](core::WorkbenchState &state) { state.rank.mapsCorpus = choice == 1; });
}

}  // namespace ui
