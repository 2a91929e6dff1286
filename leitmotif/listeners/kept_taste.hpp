// What was learned of a library's listeners as a file beside a large library, so that a program need not learn what
// another one has.
// Flow: LearnedTaste -> file -> LearnedTaste, only the pages that are looked at.
// Source: docs/decisions/0033-columns-beside-the-library.md.
#pragma once

#include <memory>

#include "leitmotif/listeners/taste_ways.hpp"

namespace leitmotif::listeners {

/// What was learned of these songs and saved lists, and of the events there are but for the latest, when it is kept and
/// whole: it answers as it did. Null when there is no such file, when an event was changed or a listener forgotten
/// since, or when more than a tenth as many events came in.
[[nodiscard]] std::shared_ptr<const LearnedTaste> kept_taste(const current::View& view, unsigned threads);
/// Keeps it, where a library's files are kept. A folder that takes no file is no error: the next program learns anew.
void keep_taste(const LearnedTaste& learned);
/// Removes what is kept of the listeners of a library, because one of them is to be forgotten.
void forget_kept_taste(const library::Snapshot& snapshot) noexcept;

}  // namespace leitmotif::listeners
