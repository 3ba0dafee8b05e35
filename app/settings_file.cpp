#include "app/settings_file.h"

#include "app/preference_fields.h"
#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/recipe/json_fields.h"
#include "ui/export/figure_formats.h"
#include "ui/theme/application_theme.h"
#include "ui/theme/color_maps.h"

#include <fmt/core.h>

#include <type_traits>

namespace app {

namespace {

constexpr int settingsVersion = 1;

nlohmann::ordered_json written(bool field)
{
    return field;
}

nlohmann::ordered_json written(int field)
{
    return field;
}

nlohmann::ordered_json written(const QString &field)
{
    return field.toStdString();
}

template <typename Enumeration>
nlohmann::ordered_json written(Enumeration field)
{
    return valueNames(field).at(static_cast<int>(field)).toStdString();
}

void take(core::JsonFields &fields, const char *key, bool &field)
{
    field = fields.flag(key).value_or(field);
}

// The one whole number: a size of text, in percent.
void take(core::JsonFields &fields, const char *key, int &field)
{
    field = fields.whole(key, ui::ApplicationTheme::smallestText, ui::ApplicationTheme::largestText).value_or(field);
}

void take(core::JsonFields &fields, const char *key, QString &field)
{
    if (const std::optional<std::string> text = fields.text(key))
        field = QString::fromStdString(*text);
}

template <typename Enumeration>
void take(core::JsonFields &fields, const char *key, Enumeration &field)
{
    const QStringList names = valueNames(field);
    const std::optional<std::string> text = fields.text(key);
    if (!text)
        return;
    const auto index = names.indexOf(QString::fromStdString(*text));
    if (index >= 0)
        field = static_cast<Enumeration>(index);
    else
        fields.refuse(key, "one of " + names.join(QStringLiteral(", ")).toStdString());
}

core::Result<void> checkVersion(const nlohmann::json &json)
{
    if (!json.is_object() || !json.contains("settings"))
        return core::badInput("this is no settings file of Attnscope");
    const nlohmann::json &version = json["settings"];
    if (!version.is_number_unsigned() || version == 0U)
        return core::badInput("settings: expected a version, a number from 1");
    if (version > settingsVersion)
        return core::badInput(fmt::format("the settings are of version {}, and this Attnscope reads version {}",
                                          version.dump(), settingsVersion));
    return {};
}

// What only the window knows whether it is there.
core::Result<void> checkChoices(const Preferences &preferences)
{
    if (!ui::sequentialColorMaps().contains(preferences.colorMap))
        return core::badInput(fmt::format("there is no color map {}", core::quotedText(preferences.colorMap.toStdString())));
    if (const std::string format = preferences.figures.format.toStdString(); !ui::isFigureFormat(format))
        return core::badInput(
            fmt::format("figureFormat: expected one of {}, found {}", ui::listOfFigureFormats(), core::quotedText(format)));
    return {};
}

}  // namespace

std::string settingsText(const Preferences &preferences)
{
    nlohmann::ordered_json json{{"settings", settingsVersion}, {"attnscope", ATTNSCOPE_VERSION}};
    visitChoices(preferences, [&json](const char *key, const auto &field) { json[key] = written(field); });
    return core::jsonText(json);
}

core::Result<Preferences> readSettings(std::string_view text, const Preferences &present)
{
    const core::Result<nlohmann::json> json = core::parseJson(text);
    if (!json)
        return json.error();
    if (const core::Result<void> checked = checkVersion(*json); !checked)
        return checked.error();
    core::JsonFields fields(*json, {});
    fields.find("settings");
    fields.find("attnscope");
    Preferences preferences = present;
    visitChoices(preferences, [&fields](const char *key, auto &field) { take(fields, key, field); });
    if (const core::Result<void> taken = fields.finish(); !taken)
        return taken.error();
    if (const core::Result<void> checked = checkChoices(preferences); !checked)
        return checked.error();
    return preferences;
}

Preferences resetPreferences(const Preferences &present)
{
    return {.lastModel = present.lastModel,
            .recent = present.recent,
            .windowGeometry = present.windowGeometry,
            .helpGeometry = present.helpGeometry};
}

}  // namespace app
