#include "ui/render/axis_zoom.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double zoomRounding = 1e-9;  // of the whole

// As shares of the whole, whatever the scale.
struct ZoomShares {
    double begin = 0;
    double end = 1;
};

ZoomShares sharesOf(const QCPAxis &axis, const ZoomLimits &limits)
{
    return {limits.whole.shareOf(axis.range().lower), limits.whole.shareOf(axis.range().upper)};
}

void setShares(QCPAxis &axis, const ZoomLimits &limits, const ZoomShares &shares)
{
    axis.setRange(limits.whole.valueAt(shares.begin), limits.whole.valueAt(shares.end));
}

}  // namespace

void showWhole(QCPAxis &axis, const ZoomLimits &limits)
{
    axis.setRange(limits.whole.low, limits.whole.high);
}

bool showsWhole(const QCPAxis &axis, const ZoomLimits &limits)
{
    return axis.range() == QCPRange(limits.whole.low, limits.whole.high);
}

void keepWithin(QCPAxis &axis, const ZoomLimits &limits)
{
    const ZoomShares shares = sharesOf(axis, limits);
    const double length = std::max(shares.end - shares.begin, limits.leastShare);
    if (!(length < 1 - zoomRounding)) {
        showWhole(axis, limits);
        return;
    }
    const double begin = std::clamp(shares.begin, 0.0, 1 - length);
    if (std::abs(begin - shares.begin) > zoomRounding || std::abs(begin + length - shares.end) > zoomRounding)
        setShares(axis, limits, {begin, begin + length});
}

void reveal(QCPAxis &axis, const ZoomLimits &limits, double low, double high)
{
    const ZoomShares shares = sharesOf(axis, limits);
    const double first = limits.whole.shareOf(low);
    const double last = limits.whole.shareOf(high);
    if (!std::isfinite(first) || !std::isfinite(last) || (first >= shares.begin && last <= shares.end))
        return;
    const double by = first < shares.begin ? first - shares.begin : last - shares.end;
    setShares(axis, limits, {shares.begin + by, shares.end + by});
    keepWithin(axis, limits);
}

}  // namespace ui
