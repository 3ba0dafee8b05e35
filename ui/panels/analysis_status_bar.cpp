#include "ui/panels/analysis_status_bar.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/widgets/number_text.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace ui {

namespace {

constexpr int flickerDelay = 150;  // ms
constexpr int doneStays = 6000;

// ", 3 of them unknown to the vocabulary": what the model says of a text that it cannot read.
QString unknownText(const core::AnalysisSnapshot &snapshot)
{
    const bool cutsText = snapshot.model && snapshot.model->tokenizer;
    const std::optional<core::TokenId> unknown = cutsText ? snapshot.model->tokenizer->unknownToken() : std::nullopt;
    const auto count = unknown ? std::ranges::count(snapshot.text->tokens, *unknown, &core::Token::id) : 0;
    return count > 0 ? AnalysisStatusBar::tr(", %1 of them unknown to the vocabulary").arg(count) : QString();
}

}  // namespace

AnalysisStatusBar::AnalysisStatusBar(AnalysisSession &session, QWidget *parent)
    : QFrame(parent), m_session(session), m_facts(plainLabel()), m_tip(plainLabel()), m_activity(plainLabel())
{
    setRole(*this, Role::Bar);
    setObjectName(QStringLiteral("statusBar"));
    m_facts->setObjectName(QStringLiteral("statusFacts"));
    m_tip->setObjectName(QStringLiteral("statusTip"));
    m_activity->setObjectName(QStringLiteral("statusActivity"));
    setRole(*m_facts, Role::Note);
    setRole(*m_tip, Role::Note);
    setRole(*m_activity, Role::Note);
    m_tip->setAlignment(Qt::AlignCenter);
    m_tip->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 5, 16, 5);
    layout->addWidget(m_facts, 1);
    layout->addWidget(m_tip, 1);
    layout->addWidget(m_activity);

    m_delay.setSingleShot(true);
    m_delay.setInterval(flickerDelay);
    connect(&m_delay, &QTimer::timeout, this, &AnalysisStatusBar::showActivity);
    m_done.setSingleShot(true);
    m_done.setInterval(doneStays);
    connect(&m_done, &QTimer::timeout, this, &AnalysisStatusBar::showActivity);
    connect(&session, &AnalysisSession::snapshotChanged, this, &AnalysisStatusBar::showSnapshot);
    connect(&session, &AnalysisSession::requestChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(&session, &AnalysisSession::failed, this, &AnalysisStatusBar::showActivity);
}

void AnalysisStatusBar::showTip(const QString &tip)
{
    m_wholeTip = tip;
    fitTip();
}

void AnalysisStatusBar::fitTip()
{
    const QString gap = QStringLiteral(" · ");
    QStringList parts = m_wholeTip.split(gap);
    while (!parts.empty() && m_tip->fontMetrics().horizontalAdvance(parts.join(gap)) > m_tip->width())
        parts.removeLast();
    m_tip->setText(parts.join(gap));
}

void AnalysisStatusBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    layout()->activate();
    fitTip();
}

void AnalysisStatusBar::showSnapshot(const SnapshotPointer &snapshot)
{
    const core::StageMilliseconds &spent = snapshot->milliseconds;
    const auto tokens = static_cast<std::int64_t>(snapshot->text->tokens.size());
    const QString measures =
        snapshot->measures ? tr("%1 measures").arg(millisecondText(spent.analyze)) : tr("measures follow");
    m_facts->setText(
        tr("%1%2 · %3 forward · %4")
            .arg(countedText(tokens, "token"), unknownText(*snapshot), millisecondText(spent.forward), measures));
    showActivity();
    layout()->activate();
    fitTip();
}

void AnalysisStatusBar::showDone(const QString &done)
{
    m_activity->setText(done);
    m_done.start();
}

void AnalysisStatusBar::showActivity()
{
    m_delay.stop();
    if (m_done.isActive() && m_session.isUpToDate())
        return;
    m_done.stop();
    const std::filesystem::path &directory = m_session.request().modelDirectory;
    const SnapshotPointer &snapshot = m_session.snapshot();
    if (m_session.isUpToDate())
        m_activity->setText(snapshot && snapshot->request == m_session.request() ? tr("up to date") : QString());
    else if (!snapshot || snapshot->request.modelDirectory != directory)
        m_activity->setText(tr("opening %1 …").arg(QString::fromStdString(directory.filename().string())));
    else
        m_activity->setText(tr("analyzing …"));
}

}  // namespace ui
