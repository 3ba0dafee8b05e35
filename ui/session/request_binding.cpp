#include "ui/session/request_binding.h"

namespace ui {

core::AnalysisRequest requestWith(core::AnalysisRequest request, const ViewOptions &options)
{
    request.masksSpecialTokens = options.specialTokens == core::SpecialTokenMode::Mask;
    request.importance = options.importance;
    // What adds up over the pieces of a word needs no other answer.
    const bool asksWords = options.unit == TokenUnit::Word && !core::describe(options.importance).isAdditive;
    request.importanceUnit = asksWords ? core::ImportanceUnit::Word : core::ImportanceUnit::Token;
    request.spectra.centersAttention =
        options.rank.spectrum.centersAttention || options.rank.matrix == core::SpectrumMatrix::CenteredAttention;
    request.spectra.findsNeededHeadSize = options.rank.measure == core::SpectrumMeasure::NeededHeadSize;
    request.spectra.findsResiduals = options.rank.showsResiduals;
    request.baselines = {.shufflesTokens = options.rank.spectrum.showsShuffled,
                         .drawsProjections = options.rank.spectrum.showsDrawn,
                         .permutesRows = options.rank.spectrum.showsPermuted,
                         .head = options.rank.drawnHead};
    request.truncation = options.rank.truncation;
    request.mask = options.masks.mask;
    return request;
}

void bindRequestToOptions(AnalysisSession &session, ViewState &options)
{
    QObject::connect(&options, &ViewState::changed, &session, [&session](const ViewOptions &changed) {
        const core::AnalysisRequest request = requestWith(session.request(), changed);
        if (request != session.request())
            session.submit(request);
    });
}

}  // namespace ui
