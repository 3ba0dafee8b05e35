#pragma once

#include "core/workbench/pinned_prediction.h"
#include "ui/export/drawn_picture.h"
#include "ui/session/open_models.h"
#include "ui/session/second_answer.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace ui {

class Card;
class LinkedSelections;
class SideAnswer;
class SideBySideView;
class TextTab;
class TokenMapView;
class TokenStripView;

// The Importance workspace's page of two answers: two sentences, or two models on one sentence, as strips, as a table of words and as maps.
class SideBySidePage : public QWidget
{
    Q_OBJECT

public:
    // The analyzer is this page's alone.
    SideBySidePage(const ViewSources &sources, OpenModels &models, AnalysisSession::Analyzer analyzer,
                   QWidget *parent = nullptr);

    SecondAnswer &second() { return m_second; }

protected:
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    // One of the two columns.
    struct Side {
        ViewSources sources;
        SideAnswer *answer = nullptr;
        TokenStripView *strip = nullptr;
        TokenMapView *map = nullptr;
    };

    Card *createAnswersCard();
    TokenStripView *createStrip(Side &side, const Side &other, const QString &name);
    QWidget *createPicturesCard();
    std::optional<DrawnPicture> picture(bool isOfMaps) const;
    TokenMapView *createMap(Side &side, const Side &other, const QString &name);
    TokenMapView *createMapChange();
    QWidget *createStripChangeRow();
    QWidget *createMapsPage();

    void refresh();
    bool isAnyUnderMask() const;
    QString sideName(const core::AnalysisSnapshot &snapshot, const std::string &mask, bool isOfPin) const;
    void showPredictions();
    core::PinnedPrediction showPrediction(Side &side, const core::PinnedPrediction *reference);
    void showWords();
    void showCaution();
    void showChanges();
    QString waitingText() const;
    void fitStrips();

    OpenModels &m_models;
    SecondAnswer m_second;
    Side m_first;
    Side m_other;
    LinkedSelections *m_links = nullptr;
    SideBySideView *m_table = nullptr;
    QLabel *m_caution = nullptr;
    QWidget *m_maps = nullptr;
    TokenMapView *m_mapChange = nullptr;
    QLabel *m_headChange = nullptr;
    QWidget *m_stripChangeRow = nullptr;
    TokenStripView *m_stripChange = nullptr;
    TextTab *m_mapsTab = nullptr;
};

}  // namespace ui
