#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

// The architecture of core, ui and app as a table, and the check of a file against it.
namespace architecture {

// Everything wrong with one file, one "path:line: what is forbidden" each. Paths are relative to the repository's root;
// `knownFiles` are those of all files, so that a .cpp can be asked for its own header.
QStringList violations(const QString &path, const QString &text, const QSet<QString> &knownFiles);

// What the table itself says twice or of nothing: entries that are repeated or covered by another one, headers that are no file.
QStringList faultsOfTable(const QSet<QString> &knownFiles);

}  // namespace architecture
