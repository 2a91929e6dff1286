// Years in dates as people and programs write them.
// Flow: text of a tag -> year.
#pragma once

#include <optional>
#include <string_view>

namespace leitmotif::collection {

/// The year a date names: "1999-05-01", "01.05.1999", "5/1/1999", "May 1, 1999", "(C) 1999", "19990501", "01051999".
/// Nothing when it names none from 1000 to 2100. Of several ("1999/2004") the first.
[[nodiscard]] std::optional<int> year_in(std::string_view date);

}  // namespace leitmotif::collection
