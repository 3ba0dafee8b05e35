#include "tests/support/tensor_files.h"

#include "core/base/text_file.h"
#include "core/format/checkpoint.h"
#include "core/format/safetensors_writer.h"
#include "core/format/tensor_values.h"
#include "core/model/trace_tensors.h"
#include "tests/support/matrix_compare.h"

#include <algorithm>
#include <fstream>

namespace support {
namespace {

template <typename Value>
Value valueOrEnd(core::Result<Value> result)
{
    if (!result)
        qFatal("%s", result.error().message.c_str());
    return *std::move(result);
}

std::string withoutPrefix(const std::string &name)
{
    constexpr std::string_view prefix = "bert.";
    return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

ReferenceTensor toReference(const core::Checkpoint &file, const core::TensorEntry &entry)
{
    std::vector<float> values(static_cast<std::size_t>(entry.elements()));
    core::readAsFloat(file, entry, values);
    return {entry.shape, {values.begin(), values.end()}};
}

QString namesMessage(const std::vector<core::NamedTensor> &actual, const ReferenceTensors &expected)
{
    for (const core::NamedTensor &tensor : actual) {
        if (!expected.contains(tensor.name))
            return QStringLiteral("%1 was not expected").arg(QString::fromStdString(tensor.name));
    }
    for (const auto &[name, tensor] : expected) {
        if (std::ranges::find(actual, name, &core::NamedTensor::name) == actual.end())
            return QStringLiteral("%1 is missing").arg(QString::fromStdString(name));
    }
    return {};
}

}  // namespace

ReferenceTensors readTensors(const std::filesystem::path &path)
{
    const core::Checkpoint file = valueOrEnd(core::Checkpoint::open(path));
    ReferenceTensors tensors;
    for (const core::TensorEntry &entry : file.tensors())
        tensors[entry.name] = toReference(file, entry);
    return tensors;
}

void writeTensors(const std::filesystem::path &path, const ReferenceTensors &tensors)
{
    std::vector<std::vector<float>> values;
    std::vector<core::NamedTensor> named;
    for (const auto &[name, tensor] : tensors)
        values.emplace_back(tensor.values.begin(), tensor.values.end());
    for (const auto &[name, tensor] : tensors)
        named.push_back({name, tensor.shape, values[named.size()]});
    std::ofstream(path, std::ios::binary) << core::safetensorsBytes(named, {});
}

ReferenceModel readReferenceModel(const std::filesystem::path &folder)
{
    ReferenceModel model;
    model.config = valueOrEnd(core::parseModelConfig(valueOrEnd(core::readTextFile(folder / "config.json", 1 << 20))));
    for (auto &[name, tensor] : readTensors(folder / "model.safetensors"))
        model.tensors[withoutPrefix(name)] = tensor;
    return model;
}

QString difference(const core::ForwardTrace &trace, core::ModelTask task, const ReferenceTensors &expected, double tolerance)
{
    const std::vector<core::NamedTensor> actual = core::traceTensors(trace, task);
    if (const QString message = namesMessage(actual, expected); !message.isEmpty())
        return message;
    double largest = -1.0;
    QString message;
    for (const core::NamedTensor &tensor : actual) {
        const ReferenceTensor &wanted = expected.at(tensor.name);
        if (tensor.shape != wanted.shape)
            return QStringLiteral("%1 has another shape").arg(QString::fromStdString(tensor.name));
        const double here = largestDifference(tensor.values, wanted.values);
        if (here > tolerance && here > largest) {
            largest = here;
            message = QString::fromStdString(tensor.name) + QLatin1Char(' ') + difference(tensor.values, wanted, tolerance);
        }
    }
    return message;
}

double largestDifference(const core::ForwardTrace &trace, core::ModelTask task, const ReferenceTensors &expected)
{
    double largest = 0.0;
    for (const core::NamedTensor &tensor : core::traceTensors(trace, task)) {
        if (expected.contains(tensor.name))
            largest = std::max(largest, largestDifference(tensor.values, expected.at(tensor.name).values));
    }
    return largest;
}

}  // namespace support
