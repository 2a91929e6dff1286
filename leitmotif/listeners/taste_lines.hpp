// Lines of JSON that name songs.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/json_fwd.hpp"
#include "leitmotif/listeners/taste.hpp"

namespace leitmotif::listeners {

/// The songs under a key, each `["artist","title"]` with whatever behind. Throws corrupt_data, `where` in front, when
/// the value is not of that form.
[[nodiscard]] std::vector<NamedSong> named_songs(const Json& line, std::string_view key, const std::string& where);
/// One song of that form.
[[nodiscard]] NamedSong named_song(const Json& value, const std::string& where);

/// Calls `use` with every line of a file that is not blank, as JSON; `where` is "FILE line N". Throws as LineReader and
/// `use`; corrupt_data for a line that is no JSON.
void for_json_lines(const std::filesystem::path& file,
                    const std::function<void(const Json& line, const std::string& where)>& use);

/// Histories as lists of items; lines that cannot be used are counted.
[[nodiscard]] HistoriesRead read_histories(const std::filesystem::path& file, TasteItems& items,
                                           std::vector<std::vector<taste::Item>>& lists);

}  // namespace leitmotif::listeners
