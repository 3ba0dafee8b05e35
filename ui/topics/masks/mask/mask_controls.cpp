#include "ui/topics/masks/mask/mask_controls.h"

#include "core/base/head_label.h"
#include "core/base/message_text.h"
#include "core/figure/masks/mask_figures.h"
#include "core/figure/values/figure_text.h"
#include "core/model/mask/mask_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/topics/masks/mask/mask_binding.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/named_slider.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr std::size_t mostNumbers = 3;  // beside the seed, which has a button
constexpr std::size_t longestCode = 200;
constexpr double hundredth = 0.01;  // the step of numbers that are not whole

bool isSeed(const core::MaskParameter &parameter)
{
    return parameter.name == "seed";
}

int tokensOf(const ViewSources &sources)
{
    const SnapshotPointer &snapshot = sources.session.snapshot();
    return snapshot ? static_cast<int>(snapshot->text->tokens.size()) : 1;
}

// Numbers beyond the text make no difference.
int mostOf(const core::MaskParameter &parameter, int tokens)
{
    if (!parameter.isWhole)
        return static_cast<int>(std::lround(parameter.most / hundredth));
    const double pairs = parameter.name == "removed pairs" ? static_cast<double>(tokens) * tokens : tokens;
    return static_cast<int>(std::min(parameter.most, pairs));
}

const core::MaskTerm *lastTerm(const ViewSources &sources)
{
    const std::vector<core::MaskTerm> &terms = sources.workbench.state().masks.mask.terms;
    return terms.empty() ? nullptr : &terms.back();
}

// "chosen: L0 H1, L1 H3", where the choice counts.
QString chosenText(const core::MaskState &options)
{
    if (options.heads != core::MaskedHeads::Chosen && options.ablated != core::AblatedHeads::Chosen)
        return {};
    QStringList names;
    for (const core::HeadRef head : core::chosenHeads(options))
        names << QString::fromStdString(core::headLabel(head));
    return names.isEmpty() ? QObject::tr("Ctrl+click heads below to choose them")
                           : QObject::tr("chosen: %1").arg(names.join(QStringLiteral(", ")));
}

// Behind the summary, what the means of ablated heads are taken over, where the mask uses them.
QString withMeansNotes(const QString &text, const ViewSources &sources)
{
    const core::MaskState &options = sources.workbench.state().masks.mask;
    QStringList parts;
    if (!text.isEmpty())
        parts << text;
    if (const QString problem = meansProblem(sources); !problem.isEmpty() && problem != text)
        parts << problem;
    if (options.means.heads && sources.session.request().mask.ablation.means == options.means.heads) {
        for (const std::string &note : options.means.notes)
            parts << QString::fromStdString(note);
    }
    return parts.join(QStringLiteral(" · "));
}

QHBoxLayout *rowIn(QWidget *widget)
{
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    return row;
}

}  // namespace

MaskChoices::MaskChoices(const ViewSources &sources, Messages &messages, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_row(rowIn(this)), m_means(messages)
{
    setObjectName(QStringLiteral("maskChoices"));
    m_combination =
        addMenu("maskCombination", tr("How several masks are combined"), {tr("combine: union"), tr("combine: intersection")},
                [](core::MaskState &options, int choice) { options.keepsAny = choice == 0; });
    m_pairs = addMenu("maskPairs", tr("Which pairs are removed"), {tr("this mask"), tr("random, same sparsity")},
                      [](core::MaskState &options, int choice) { options.isControl = choice == 1; });
    m_mode = addMenu("maskMode", tr("When the mask acts"), {tr("before the softmax"), tr("after the softmax")},
                     [](core::MaskState &options, int choice) { options.mode = static_cast<core::MaskMode>(choice); });
    m_heads = addMenu("maskedHeads", tr("Which heads are masked"),
                      {tr("all heads"), tr("this layer"), tr("this head"), tr("chosen heads")},
                      [](core::MaskState &options, int choice) { options.heads = static_cast<core::MaskedHeads>(choice); });
    m_ablated = addMenu(
        "ablatedHeads", tr("Heads to ablate"), {tr("nothing"), tr("this head"), tr("this layer"), tr("chosen heads")},
        [](core::MaskState &options, int choice) { options.ablated = static_cast<core::AblatedHeads>(choice); });
    m_output = new ChoiceMenu(tr("Replace their output with"));
    m_output->setObjectName(QStringLiteral("ablatedOutput"));
    m_output->setChoices({tr("to zero"), tr("to its mean over texts…")});
    m_row->addWidget(m_output);
    connect(m_output, &ChoiceMenu::chosen, this, &MaskChoices::chooseOutput);
    connect(&m_means, &AblationMeans::gathered, this, &MaskChoices::setMeans);
    connect(&m_means, &AblationMeans::ended, this, &MaskChoices::refresh);
    m_heads->setPrefix(tr("in"));
    m_ablated->setPrefix(tr("ablate:"));
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &MaskChoices::gatherAgain);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &MaskChoices::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &MaskChoices::refresh);
    refresh();
}

ChoiceMenu *MaskChoices::addMenu(const char *objectName, const QString &purpose, const QStringList &choices,
                                 void (*set)(core::MaskState &options, int choice))
{
    auto *menu = new ChoiceMenu(purpose);
    menu->setObjectName(QLatin1String(objectName));
    menu->setChoices(choices);
    m_row->addWidget(menu);
    connect(menu, &ChoiceMenu::chosen, this, [this, set](int choice) {
        changeMask(m_sources, [set, choice](core::MaskState &options) { set(options, choice); });
    });
    return menu;
}

QString MaskChoices::meansText() const
{
    const core::GatheredMeans &means = m_sources.workbench.state().masks.mask.means;
    if (m_means.isRunning())
        return tr("gathering means…");
    if (!means.heads)
        return tr("to its mean over texts…");
    return tr("to its mean over %1…").arg(QString::fromStdString(means.texts.filename().string()));
}

void MaskChoices::setMeans(const core::GatheredMeans &means)
{
    changeMask(m_sources, [&means](core::MaskState &options) { options.means = means; });
}

// A session file names the texts and not what was gathered from them.
void MaskChoices::gatherAgain()
{
    const core::GatheredMeans &means = m_sources.workbench.state().masks.mask.means;
    if (means.texts.empty() || means.heads || means.texts == m_missedTexts)
        return;
    m_missedTexts = means.texts;
    m_means.gather(m_sources.session.snapshot()->model, means.texts);
}

// The means of a file come a moment later.
void MaskChoices::chooseOutput(int choice)
{
    m_means.cancel();
    if (choice == 0)
        return setMeans({});
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a file of texts, one a line"), {},
                                                      tr("Texts (*.txt *.tsv *.csv);;All files (*)"));
    if (file.isEmpty() || !m_sources.session.snapshot())
        return refresh();
    m_means.gather(m_sources.session.snapshot()->model, file.toStdString());
    refresh();
}

void MaskChoices::refresh()
{
    const core::MaskState &options = m_sources.workbench.state().masks.mask;
    m_combination->setCurrent(options.keepsAny ? 0 : 1);
    m_combination->setVisible(options.terms.size() > 1);
    m_pairs->setCurrent(options.isControl ? 1 : 0);
    m_mode->setCurrent(static_cast<int>(options.mode));
    m_heads->setCurrent(static_cast<int>(options.heads));
    m_ablated->setCurrent(static_cast<int>(options.ablated));
    m_output->setVisible(options.ablated != core::AblatedHeads::None);
    m_output->setChoices({tr("to zero"), meansText()});
    m_output->setCurrent(options.means.heads || m_means.isRunning() ? 1 : 0);
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const core::MaskSupport support = snapshot ? core::maskSupport(snapshot->model->config) : core::MaskSupport();
    m_pairs->setEnabled(support.pairs);
    for (QWidget *menu : std::initializer_list<QWidget *>{m_mode, m_heads})
        menu->setEnabled(support.pairs || support.uniform);
}

MaskNumbers::MaskNumbers(const ViewSources &sources, QWidget *parent) : QWidget(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("maskNumbers"));
    createNumbers();
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &MaskNumbers::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &MaskNumbers::refresh);
    connect(&m_sources.selection, &Selection::changed, this, &MaskNumbers::refresh);
    refresh();
}

void MaskNumbers::createNumbers()
{
    QHBoxLayout *row = rowIn(this);
    for (std::size_t index = 0; index < mostNumbers; ++index) {
        auto *number = new NamedSlider({});
        number->slider()->setObjectName(QStringLiteral("maskNumber%1").arg(index));
        connect(number, &NamedSlider::moved, this, [this, index](int place) { setNumber(index, place); });
        row->addWidget(number, 2);
        m_numbers.push_back(number);
    }
    m_roll = new QToolButton;
    m_roll->setObjectName(QStringLiteral("maskRoll"));
    m_roll->setText(tr("roll again"));
    m_roll->setToolTip(tr("Another random choice"));
    connect(m_roll, &QToolButton::clicked, this, &MaskNumbers::rollAgain);
    row->addWidget(m_roll);
    m_strength = new NamedSlider(tr("strength"));
    m_strength->slider()->setObjectName(QStringLiteral("maskStrength"));
    connect(m_strength, &NamedSlider::moved, this, &MaskNumbers::setStrength);
    row->addWidget(m_strength, 2);
    m_note = plainLabel();
    m_note->setObjectName(QStringLiteral("maskNote"));
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setRole(*m_note, Role::Note);
    row->addWidget(m_note, 3);
}

void MaskNumbers::setStrength(int percent)
{
    changeMask(m_sources, [percent](core::MaskState &options) { options.strength = percent / 100.0; },
               {.name = "mask strength"});
}

void MaskNumbers::setNumber(std::size_t parameter, int place)
{
    const auto setNumber = [parameter, place](core::MaskState &options) {
        if (options.terms.empty())
            return;
        core::MaskTerm &term = options.terms.back();
        const bool isWhole = core::describe(term.kind).used()[parameter].isWhole;
        term.parameters[parameter] = isWhole ? place : place * hundredth;
    };
    changeMask(m_sources, setNumber, {.name = "mask number", .number = static_cast<int>(parameter)});
}

void MaskNumbers::rollAgain()
{
    changeMask(m_sources, [](core::MaskState &options) {
        core::MaskTerm &term = options.terms.back();
        const auto parameters = core::describe(term.kind).used();
        const auto seed = std::ranges::find_if(parameters, isSeed);
        if (seed != parameters.end())
            term.parameters[static_cast<std::size_t>(seed - parameters.begin())] += 1;
    });
}

void MaskNumbers::refresh()
{
    refreshNumbers();
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const core::MaskSupport support = snapshot ? core::maskSupport(snapshot->model->config) : core::MaskSupport();
    m_strength->setEnabled(support.pairs || support.uniform);
    QString note = maskProblem(m_sources);
    if (note.isEmpty() && !support.pairs && m_sources.workbench.state().masks.mask.terms.empty())
        note = QString::fromUtf8(support.why.data(), static_cast<qsizetype>(support.why.size()));
    if (note.isEmpty())
        note = chosenText(m_sources.workbench.state().masks.mask);
    if (note.isEmpty() && snapshot)
        note = QString::fromStdString(core::maskSummary(m_sources.session.request().mask, *snapshot));
    note = withMeansNotes(note, m_sources);
    m_note->setText(note);
    const std::string code = core::maskText(m_sources.session.request().mask, core::HeadSpelling::Lettered);
    m_note->setToolTip(
        plainToolTip(code.empty() ? note : note + u'\n' + QString::fromStdString(core::elided(code, longestCode))));
    m_note->setVisible(!note.isEmpty());
}

void MaskNumbers::refreshNumbers()
{
    const core::MaskTerm *term = lastTerm(m_sources);
    const auto parameters = term ? core::describe(term->kind).used() : std::span<const core::MaskParameter>();
    for (std::size_t index = 0; index < m_numbers.size(); ++index) {
        const bool isShown = index < parameters.size() && !isSeed(parameters[index]);
        m_numbers[index]->setVisible(isShown);
        if (!isShown)
            continue;
        const core::MaskParameter &parameter = parameters[index];
        const double value = term->parameters[index];
        m_numbers[index]->setName(QString::fromUtf8(parameter.name.data(), static_cast<qsizetype>(parameter.name.size())));
        m_numbers[index]->setPlace(static_cast<int>(parameter.isWhole ? parameter.least : parameter.least / hundredth),
                                   mostOf(parameter, tokensOf(m_sources)),
                                   static_cast<int>(std::lround(parameter.isWhole ? value : value / hundredth)));
        m_numbers[index]->setValueText(QString::number(value, 'f', parameter.isWhole ? 0 : 2));
    }
    m_roll->setVisible(std::ranges::any_of(parameters, isSeed));
    const double strength = m_sources.workbench.state().masks.mask.strength;
    m_strength->setPlace(0, 100, static_cast<int>(std::lround(100 * strength)));
    m_strength->setValueText(QString::number(strength, 'f', 2));
}

}  // namespace ui
