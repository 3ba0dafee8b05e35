#include "app/preferences.h"

#include "app/preference_fields.h"

#include <QSettings>

#include <type_traits>

namespace app {

namespace {

template <typename Fields, typename Visit>
void visitFields(Fields &preferences, const Visit &visit)
{
    visitChoices(preferences, visit);
    visitTraces(preferences, visit);
}

template <typename Field>
QVariant stored(const Field &field)
{
    if constexpr (std::is_enum_v<Field>)
        return valueNames(field).at(static_cast<int>(field));
    else
        return QVariant::fromValue(field);
}

template <typename Field>
void restore(Field &field, const QVariant &value)
{
    if constexpr (std::is_enum_v<Field>) {
        if (const auto index = valueNames(field).indexOf(value.toString()); index >= 0)
            field = static_cast<Field>(index);
    } else {
        field = value.value<Field>();
    }
}

}  // namespace

Preferences loadPreferences(const QSettings &settings)
{
    Preferences preferences;
    visitFields(preferences, [&settings](const char *key, auto &field) {
        if (const QVariant value = settings.value(QLatin1String(key)); value.isValid())
            restore(field, value);
    });
    return preferences;
}

void savePreferences(const Preferences &preferences, QSettings &settings)
{
    visitFields(preferences,
                [&settings](const char *key, const auto &field) { settings.setValue(QLatin1String(key), stored(field)); });
}

}  // namespace app
