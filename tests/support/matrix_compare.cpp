#include "tests/support/matrix_compare.h"

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

namespace support {
namespace {

double distance(double actual, double expected)
{
    if (actual == expected || (std::isnan(actual) && std::isnan(expected)))
        return 0.0;
    const double difference = std::abs(actual - expected);
    return std::isnan(difference) ? std::numeric_limits<double>::infinity() : difference;
}

QString shapeText(const std::vector<std::int64_t> &shape)
{
    QStringList sizes;
    for (const std::int64_t size : shape)
        sizes += QString::number(size);
    return sizes.join(QStringLiteral(" x "));
}

// "[1, 0, 5]" of the value at this place of a row-major tensor.
QString positionText(std::size_t index, const std::vector<std::int64_t> &shape)
{
    QStringList position;
    for (auto size = shape.rbegin(); size != shape.rend(); ++size) {
        position.prepend(QString::number(index % static_cast<std::size_t>(*size)));
        index /= static_cast<std::size_t>(*size);
    }
    return QLatin1Char('[') + position.join(QStringLiteral(", ")) + QLatin1Char(']');
}

template <typename Value>
QString difference(std::span<const Value> actual, std::span<const double> expected, const std::vector<std::int64_t> &shape,
                   double tolerance)
{
    if (actual.size() != expected.size())
        return QStringLiteral("%1 values, expected %2").arg(actual.size()).arg(expected.size());
    double largest = 0.0;
    std::size_t place = 0;
    for (std::size_t index = 0; index < expected.size(); ++index) {
        const double here = distance(actual[index], expected[index]);
        if (here > largest) {
            largest = here;
            place = index;
        }
    }
    if (largest <= tolerance)
        return {};
    return QStringLiteral("differs most at %1, by %2: %3, expected %4")
        .arg(positionText(place, shape))
        .arg(largest, 0, 'g', 3)
        .arg(static_cast<double>(actual[place]), 0, 'g', 9)
        .arg(expected[place], 0, 'g', 9);
}

std::span<const float> valuesOf(const core::Matrix &matrix)
{
    return {matrix.data(), static_cast<std::size_t>(matrix.size())};
}

}  // namespace

QString difference(const core::Matrix &actual, const ReferenceMatrix &expected, double tolerance)
{
    const std::vector<std::int64_t> shape{expected.rows, expected.columns};
    if (actual.rows() != expected.rows || actual.cols() != expected.columns)
        return QStringLiteral("is %1, expected %2").arg(shapeText({actual.rows(), actual.cols()}), shapeText(shape));
    return difference(valuesOf(actual), std::span<const double>(expected.values), shape, tolerance);
}

QString difference(const core::Matrix &actual, const core::Matrix &expected, double tolerance)
{
    return difference(actual, toReference(expected), tolerance);
}

QString difference(std::span<const float> actual, const ReferenceTensor &expected, double tolerance)
{
    return difference(actual, std::span<const double>(expected.values), expected.shape, tolerance);
}

QString difference(std::span<const double> actual, std::span<const double> expected, double tolerance)
{
    return difference(actual, expected, {static_cast<std::int64_t>(expected.size())}, tolerance);
}

double largestDifference(std::span<const float> actual, std::span<const double> expected)
{
    if (actual.size() != expected.size())
        return std::numeric_limits<double>::infinity();
    double largest = 0.0;
    for (std::size_t index = 0; index < expected.size(); ++index)
        largest = std::max(largest, distance(actual[index], expected[index]));
    return largest;
}

ReferenceMatrix toReference(const core::Matrix &matrix)
{
    ReferenceMatrix result(static_cast<int>(matrix.rows()), static_cast<int>(matrix.cols()));
    std::copy_n(matrix.data(), matrix.size(), result.values.begin());
    return result;
}

ReferenceVector toReference(std::span<const float> values)
{
    return {values.begin(), values.end()};
}

core::Matrix randomMatrix(int rows, int columns, unsigned seed, float deviation)
{
    const std::vector<float> values = randomVector(rows * columns, seed, deviation);
    return core::MatrixView(values.data(), rows, columns);
}

// Box and Muller's transform: the standard library's own distributions differ between implementations.
std::vector<float> randomVector(int size, unsigned seed, float deviation)
{
    std::mt19937 generator(seed);
    const auto uniform = [&generator] { return (generator() + 0.5) / 4294967296.0; };
    std::vector<float> values(static_cast<std::size_t>(size));
    for (float &value : values) {
        const double radius = std::sqrt(-2.0 * std::log(uniform()));
        value = deviation * static_cast<float>(radius * std::cos(2.0 * std::numbers::pi * uniform()));
    }
    return values;
}

}  // namespace support
