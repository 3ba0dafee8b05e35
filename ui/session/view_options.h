#pragma once

#include "core/analysis/measures/head_measures.h"
#include "core/analysis/measures/word_importance.h"
#include "core/figure/attention/head_picture.h"
#include "core/figure/comparison/comparison_figures.h"
#include "core/figure/rank/spectrum_figures.h"
#include "core/pipeline/analysis_request.h"
#include "ui/session/mask_options.h"

#include <QObject>
#include <QString>

#include <optional>

namespace ui {

enum class TokenUnit { SubWord, Word };
enum class HeadOrder { Layer, MeasureAscending, MeasureDescending };
enum class FooterPicture { OffsetProfile, Stationary };        // below a head's map
enum class StripPicture { RelativeToUniform, Contributions };  // of LAMA's heads x words

// Whose attention is cut to rank k in a second pass.
enum class TruncatedHeads { None, Selected, Layer, All };

// The Rank workspace.
struct RankOptions {
    core::SpectrumOptions spectrum;
    bool showsResiduals = false;                                    // to rank one by layer, in place of Y(k) and E(k)
    core::SpectrumMatrix matrix = core::SpectrumMatrix::Attention;  // of the map of all heads
    core::SpectrumMeasure measure = core::SpectrumMeasure::EffectiveRank;
    bool mapsCorpus = false;  // the mean over the corpus that models are compared on, where it has been run
    double tolerance = 0;     // of numerical ranks, as a share of the largest singular value; 0: the default
    int k = 0;                // how many singular values are kept; 0: a quarter of them
    TruncatedHeads truncated = TruncatedHeads::None;
    core::RankTruncation truncation;         // what the last two come to for the shown model and head
    std::optional<core::HeadRef> drawnHead;  // whose random maps are drawn where any are: the shown head
    core::ComparisonOptions comparison;

    bool operator==(const RankOptions &) const = default;
};

// How the answer is shown; nothing here makes the engine run again except special-token masking, the importance measure,
// the unit of erasure and what the Rank workspace asks for, which the session's request carries and these options merely name for the controls.
struct ViewOptions {
    TokenUnit unit = TokenUnit::SubWord;
    core::SpecialTokenMode specialTokens = core::SpecialTokenMode::Show;
    core::ImportanceMeasure importance = core::ImportanceMeasure::AttentionReceived;
    core::HeadMeasure cornerMeasure = core::HeadMeasure::EffectiveRank;
    HeadOrder order = HeadOrder::Layer;
    core::HeadPicture picture = core::HeadPicture::Attention;
    FooterPicture foot = FooterPicture::OffsetProfile;
    StripPicture strips = StripPicture::RelativeToUniform;
    std::optional<int> contributionClass;  // whose logit the contributions are about; none: the predicted one
    RankOptions rank;
    MaskOptions masks;
    QString colorMap = QStringLiteral("blues");
    double gamma = 0.6;

    bool operator==(const ViewOptions &) const = default;
};

// The one set of view options, with one signal.
class ViewState : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const ViewOptions &options() const { return m_options; }
    void setOptions(const ViewOptions &options);

signals:
    void changed(const ui::ViewOptions &options);

private:
    ViewOptions m_options;
};

}  // namespace ui
