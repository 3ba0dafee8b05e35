#pragma once

#include <QByteArray>
#include <QPaintDevice>
#include <QSizeF>
#include <QString>

#include <memory>

namespace ui {

class SvgEngine;

// What is painted on it becomes an SVG file of one unit a PDF point, with text as outlines or as text in a family that ends in a
// generic one. Fills without antialiasing, as cells are, have crisp edges. The same painting gives the same bytes.
class SvgDevice : public QPaintDevice
{
public:
    struct Options {
        QSizeF size;  // in points
        QString title;
        QString description;
        bool outlinesText = true;
        QString genericFamily;  // "serif" or "sans-serif"
    };

    explicit SvgDevice(const Options &options);
    ~SvgDevice() override;

    QPaintEngine *paintEngine() const override;
    // Once the painter has ended.
    QByteArray file() const;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    Options m_options;
    std::unique_ptr<SvgEngine> m_engine;
};

}  // namespace ui
